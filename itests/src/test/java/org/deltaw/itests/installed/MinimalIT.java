package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest useful DeltaW works as the large one does. */
class MinimalIT {
    @TempDir
    private static Path folder;

    private static Deltaw minimal;

    @BeforeAll
    static void prepare() throws Exception {
        minimal = Deltaw.of(Installation.minimal(), folder);
    }

    @Test
    void oneRuleOneNetworkOneSourceOneBackendAreThere() throws Exception {
        Map<String, Integer> kinds = new TreeMap<>();
        List<?> plugins = minimal.run("plugins", "--json").succeeded().listed("plugins");
        plugins.forEach(each -> kinds.merge(((Map<?, ?>) each).get("kind").toString(), 1, Integer::sum));
        assertTrue(kinds.remove("loss function") >= 1, plugins.toString());
        assertTrue(kinds.remove("optimizer") >= 2, plugins.toString());
        assertEquals(Map.of("rule family", 1, "network architecture", 1, "data source", 1, "backend", 1), kinds);
    }

    @Test
    void exampleIsFittedWithTheBitsOfTheStandardDistribution() throws Exception {
        String[] fit = Deltaw.briefly("fit", "-o", "");
        fit[fit.length - 1] = "minimal";
        minimal.run(fit).succeeded().says("Fitted rule");
        fit[fit.length - 1] = "standard";
        Deltaw.of(Installation.standard(), folder).run(fit).succeeded();

        new RunFiles(minimal.work().resolve("minimal")).assertSameAs(new RunFiles(minimal.work().resolve("standard")));
    }

    @Test
    void missingRuleIsAnsweredWithTheOneThatIsThere() throws Exception {
        minimal.refuses(List.of("fit", "example-fly-mlp.yaml"), "rule.family", "'mlp'", "Installed: taylor");
    }
}
