package org.deltaw.spec.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.Fit;
import org.deltaw.spec.SpecReader;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spec.schema.SchemaWriter;
import org.deltaw.spec.testing.FakeCatalog;
import org.deltaw.spec.testing.FakeExtensions;
import org.deltaw.spec.testing.Specs;
import org.deltaw.spi.Extension;
import org.deltaw.spi.Setting;
import org.deltaw.spi.rule.KnownRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule with its parameters in the settings of another extension. */
class KnownRuleTest {
    record Settings(
            @Setting(value = "the true rule", byDefault = "{family: taylor, terms: [x*r], values: {x*r: 1}}")
                    KnownRule truth,
            @Setting("rules to compare") Optional<List<KnownRule>> others) {}

    @TempDir
    private Path directory;

    private static FakeCatalog catalog() {
        List<Extension<?>> all = new ArrayList<>(FakeCatalog.standard().extensions());
        all.add(new FakeExtensions.Source<>("simulation", Settings.class));
        return new FakeCatalog(all);
    }

    private Fit read(String data) {
        String text = Specs.EXAMPLE.replaceFirst("data: .*", "data: " + data);
        return SpecReader.read(Specs.file(directory, "fly.yaml", text), List.of(), catalog());
    }

    private static Settings settings(Fit fit) {
        return (Settings) fit.data().source().settings();
    }

    private void assertFault(String message, String data) {
        Specs.assertFault(directory, message, () -> read(data));
    }

    @Test
    void isReadLikeTheRuleOfASpec() {
        KnownRule truth = settings(read(
                "{source: simulation, truth: {family: taylor, terms: [1, w], values: {w: -0.5, 1: 2}}}")).truth();

        assertEquals("taylor", truth.family().id().name());
        assertEquals(new FakeExtensions.TaylorSettings(List.of("1", "w")), truth.family().settings());
        assertEquals(Map.of("w", -0.5, "1", 2.0), truth.values());
    }

    @Test
    void mayBeADefaultAndStandInLists() {
        Settings settings = settings(read("{source: simulation, others: [{family: oja}, {family: taylor}]}"));

        assertEquals(Map.of("x*r", 1.0), settings.truth().values());
        assertEquals(new FakeExtensions.TaylorSettings(List.of("x*r")), settings.truth().family().settings());
        assertEquals(List.of("oja", "taylor"), settings.others().orElseThrow().stream()
                .map(rule -> rule.family().id().name()).toList());
    }

    @Test
    void isWrittenSoThatReadingItGivesTheSame() {
        Fit fit = read("{source: simulation, truth: {family: taylor, terms: [w], values: {w: -0.1}}, "
                + "others: [{family: oja}], training-fraction: 0.75}");

        Path written = Specs.file(directory, "written.yaml", SpecWriter.write(fit));

        assertEquals(fit.data(), SpecReader.read(written, List.of(), catalog()).data());
        assertEquals(0.75, fit.data().settings().trainingFraction());
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertFault("fly.yaml line 3: data.truth.value is not known; did you mean 'values'? Known are: family, terms, "
                + "values.", "{source: simulation, truth: {family: taylor, value: {w: 1}}}");
        assertFault("fly.yaml line 3: data.truth.family is missing: the name of a rule family (oja or taylor).",
                "{source: simulation, truth: {terms: [x]}}");
        assertFault("fly.yaml line 3: data.truth.family: There is no 'tayler'.",
                "{source: simulation, truth: {family: tayler}}");
        assertFault("fly.yaml line 3: data.truth.values.w is the text 'much'; expected a number.",
                "{source: simulation, truth: {family: taylor, values: {w: 'much'}}}");
        assertFault("fly.yaml line 3: data.truth is 'x*r'; expected a map, as in {family: x*r}.",
                "{source: simulation, truth: x*r}");
        assertFault("fly.yaml line 3: data.others.1.family: There is no 'hebb'.",
                "{source: simulation, others: [{family: oja}, {family: hebb}]}");
    }

    @Test
    void isDescribedWithTheSettingsThatAllRulesHave() {
        List<String> keys = SettingDescriptions.of(new FakeExtensions.Source<>("simulation", Settings.class)).stream()
                .map(SettingDescription::key).toList();

        assertEquals(List.of("truth", "truth.family", "truth.values", "others", "others.*.family", "others.*.values",
                "training-fraction"), keys);
    }

    private static List<String> faultsBySchema(String data) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaWriter.write(catalog()), InputFormat.JSON);
        return schema.validate(Specs.EXAMPLE.replaceFirst("data: .*", "data: " + data), InputFormat.YAML).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getKeyword()).distinct().sorted().toList();
    }

    @Test
    void schemaKnowsTheRulesThatAreThere() {
        assertEquals(List.of(), faultsBySchema("{source: simulation, truth: {family: taylor, terms: [1, w], "
                + "values: {w: -0.5}}, others: [{family: oja}]}"));
        assertEquals(List.of(), faultsBySchema("{source: simulation, others: null}"));
        assertEquals(List.of("/data/truth required"), faultsBySchema("{source: simulation, truth: {values: {w: 1}}}"));
        assertEquals(List.of("/data/truth/family enum"), faultsBySchema("{source: simulation, truth: {family: hebb}}"));
        assertEquals(List.of("/data/truth/values/w type"),
                faultsBySchema("{source: simulation, truth: {family: taylor, values: {w: much}}}"));
        assertEquals(List.of("/data/truth additionalProperties"),
                faultsBySchema("{source: simulation, truth: {family: oja, terms: [w]}}"));
    }

    @Test
    void defaultInTheSchemaHasNumbers() {
        assertTrue(SchemaWriter.write(catalog()).replaceAll("\\s+", "").contains(
                "\"default\":{\"family\":\"taylor\",\"terms\":[\"x*r\"],\"values\":{\"x*r\":1}}"));
    }
}
