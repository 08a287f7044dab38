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
                  "description": "how many iterations an optimizer has at most: passes over all trajectories, or steps",
                  "type": "integer",
                  "minimum": 0,
                  "default": 250
                },
                """);
        assertShown("""
                "gradient-clip": {
                  "description": "the largest norm of a gradient; longer ones are shortened",
                  "type": ["number", "null"]
                }
                """);
        assertShown("""
                "name": {
                  "description": "the name of an optimizer\\nadam: minimises by adam\\ndescent: minimises by descent\\n\
                gauss-newton: minimises by gauss-newton",
                  "enum": ["automatic", "adam", "descent", "gauss-newton"]
                }
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
