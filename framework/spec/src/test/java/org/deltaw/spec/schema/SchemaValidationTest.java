package org.deltaw.spec.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spec.testing.FakeCatalog;
import org.deltaw.spec.testing.Specs;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Validates specs with a validator that knows nothing of DeltaW. */
class SchemaValidationTest {
    private static final String SCHEMA = SchemaWriter.write(FakeCatalog.standard());
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema VALIDATOR = REGISTRY.getSchema(SCHEMA, InputFormat.JSON);

    @TempDir
    Path directory;

    private static List<String> faults(String yaml) {
        return VALIDATOR.validate(yaml, InputFormat.YAML).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getKeyword())
                .distinct().sorted().toList();
    }

    @Test
    void theSchemaIsASchema() {
        Schema meta = REGISTRY.getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12));
        assertEquals(List.of(), meta.validate(SCHEMA, InputFormat.JSON));
    }

    @Test
    void theSpecOfTheDocumentationIsValid() {
        assertEquals(List.of(), faults(Specs.EXAMPLE));
    }

    @Test
    void aResolvedSpecIsValid() {
        assertEquals(List.of(), faults(SpecWriter.write(
                Specs.read(directory, Specs.EXAMPLE, "rule.bounds.w=[-1, 1]"))));
        assertEquals(List.of(), faults(SpecWriter.write(Specs.read(directory, Specs.EXAMPLE.replaceAll("(?m)^data:.*$",
                "data: {source: table, file: a.csv, columns: {a: {title: b}}, window: {to: 3}, gaps: [[1]]}")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "training: {optimizer: {name: adam, gradient-clip: null}}", "training: {optimizer: {name: descent, gradient-clip: 3}}",
        "training: {optimizer: adam}", "training: {optimizer: automatic}", "training: {optimizer: {name: automatic}}",
        "training: {optimizer: {name: gauss-newton, step-tolerance: 1}, epochs: 5}", "training: {epochs: 3.0}", "backend: {}",
        "backend: {name: interpreter, vectors: false, threads: 3}", "backend: {precision: f32}",
        "rule: {family: taylor, terms: [1, true, w], initial: {w: 1}, fixed: [w], bounds: {w: [-1, 0]}}",
        "loss: {function: l1}", "loss: {function: l1, weight: 0}", "name: 5", "directory: null", "$schema: a.json"
    })
    void acceptsWhatTheReaderAccepts(String line) {
        String text = with(line);
        Specs.read(directory, text);
        assertEquals(List.of(), faults(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "trainings: {} | additionalProperties",
        "training: {epoch: 3} | /training additionalProperties",
        "training: {epochs: many} | /training/epochs type",
        "training: {epochs: 2.5} | /training/epochs type",
        "training: {epochs: -1} | /training/epochs minimum",
        "training: {beta1: 0.5} | /training additionalProperties",
        "training: {optimizer: {name: adam, beta1: 2}} | /training/optimizer/beta1 maximum",
        "training: {optimizer: {name: adam, update: sometimes}} | /training/optimizer/update enum",
        "training: {optimizer: {name: gauss-newton, update: per-batch}} | /training/optimizer additionalProperties",
        "training: {optimizer: {name: automatic, beta1: 0.5}} | /training/optimizer maxProperties",
        "training: {optimizer: {beta1: 0.5}} | /training/optimizer required",
        "training: {optimizer: lbfgs} | /training/optimizer enum",
        "training: {optimizer: [adam]} | /training/optimizer type",
        "data: {files: [a]} | /data required",
        "data: {source: mouse} | /data/source enum",
        "data: {source: fly} | /data required",
        "data: {source: fly, file: a} | /data additionalProperties, /data required",
        "data: {source: fly, files: {a: 1}} | /data/files type",
        "data: {source: fly, files: [[a]]} | /data/files/0 type",
        "data: {source: table, file: a, window: {form: 3}} | /data/window additionalProperties",
        "data: {source: table, file: a, columns: {a: {scale: 3}}} | /data/columns/a required",
        "data: {source: table, file: a, header: 1} | /data/header type",
        "network: {architecture: feedforward, layers: [2, 0]} | /network/layers/1 minimum",
        "rule: {family: oja, terms: [w]} | /rule additionalProperties",
        "rule: {family: oja, initial: {w: a}} | /rule/initial/w type",
        "loss: [] | /loss minItems",
        "loss: [l1] | /loss/0 type",
        "loss: {function: l2} | /loss/function enum",
        "loss: [{function: l1, wieght: 3}] | /loss/0 additionalProperties",
        "backend: {vectors: true} | /backend additionalProperties",
        "backend: {name: interpreter, threads: -1} | /backend/threads minimum",
        "rules: {left: {family: oja}} | oneOf",
        "seed: a | /seed type"
    })
    void refusesWhatTheReaderRefuses(String line, String expected) {
        String text = with(line);
        assertThrows(InvalidSpecException.class, () -> Specs.read(directory, text));
        assertEquals(expected, String.join(", ", faults(text)).strip());
    }

    @Test
    void rulesMayReplaceTheRule() {
        String rules = "rules: {left: {family: oja}, right: {family: taylor}}";
        assertEquals(List.of(), faults(Specs.EXAMPLE.replaceAll("(?m)^rule:.*$", rules)));
        assertEquals(List.of(" oneOf", " required"), faults(Specs.EXAMPLE.replaceAll("(?m)^rule:.*$", "")));
        assertEquals(List.of("/rules minProperties"), faults(Specs.EXAMPLE.replaceAll("(?m)^rule:.*$", "rules: {}")));
    }

    /** Puts a line in place of the example's line with the same key. */
    private static String with(String line) {
        String key = line.substring(0, line.indexOf(':') + 1);
        return Specs.EXAMPLE.replaceAll("(?m)^" + Pattern.quote(key) + ".*\n", "") + line + "\n";
    }

    @Test
    void anEmptyCatalogHasASchemaToo() {
        assertEquals(List.of(), REGISTRY.getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12))
                .validate(SchemaWriter.write(new FakeCatalog(List.of())), InputFormat.JSON));
    }
}
