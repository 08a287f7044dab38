package org.deltaw.spec.schema;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deltaw.spec.testing.FakeCatalog;
import org.junit.jupiter.api.Test;

class SchemaWriterTest {
    private static final String SCHEMA = SchemaWriter.write(FakeCatalog.standard());

    @Test
    void anEmptyCatalogHasASchemaToo() {
        assertTrue(SchemaWriter.write(new FakeCatalog(List.of())).contains("\"enum\": []"));
    }

    @Test
    void settingsComeWithWhatEditorsShow() {
        assertShown("""
                "epochs": {
                  "description": "how often, at most, all trajectories are used: by adam for a pass, by gauss-newton for a step",
                  "type": "integer",
                  "minimum": 0,
                  "default": 250
                },
                """);
        assertShown("""
                "gradient-clip": {
                  "description": "the largest norm of a gradient for adam; longer ones are shortened",
                  "type": ["number", "null"]
                },
                """);
        assertShown("""
                "source": {
                  "description": "the name of a data source\\nfly: data of fly\\ntable: data of table",
                  "enum": ["fly", "table"]
                }
                """);
        assertShown("""
                "columns": {
                  "description": "the columns by what they hold",
                  "type": "object",
                  "additionalProperties": {
                    "type": "object",
                    "properties": {
                      "title": {
                        "description": "its title in the file",
                        "type": ["string", "number", "boolean"]
                      },
                      "scale": {
                        "description": "by what its values are multiplied",
                        "type": "number",
                        "default": 1
                      }
                    },
                    "required": ["title"],
                    "additionalProperties": false
                  },
                  "default": {}
                },
                """);
    }

    private static void assertShown(String part) {
        String plain = SCHEMA.replaceAll("(?m)^ +", "");
        assertTrue(plain.contains(part.replaceAll("(?m)^ +", "")), SCHEMA);
    }
}
