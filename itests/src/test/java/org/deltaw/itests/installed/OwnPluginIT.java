package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Expr;
import org.deltaw.itests.Compiler;
import org.deltaw.itests.Project;
import org.deltaw.itests.readme.Snippets;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spi.rule.RuleFamily;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rule hunter does: takes the rule of the README, puts its jar into a folder, and fits it to her fly. */
class OwnPluginIT {
    @TempDir
    private static Path folder;

    private static Path jar;
    private static Deltaw deltaw;

    @BeforeAll
    static void install() throws Exception {
        String rule = Snippets.of(Project.root().resolve("framework/spi/README.md"), "java").stream()
                .map(Snippets.Snippet::text)
                .filter(each -> each.contains("class EligibilityRule"))
                .findFirst().orElseThrow(() -> new AssertionError("The README of spi shows no EligibilityRule any more."));
        jar = PluginJar.of("package com.example;\n" + rule,
                        Compiler.classPathOf(Expr.class, RuleFamily.class, ServiceProvider.class))
                .service(RuleFamily.class.getName(), "com.example.EligibilityRule")
                .write(folder.resolve("mine"));
        deltaw = Deltaw.of(Installation.standard(), folder).with("DELTAW_PLUGINS", jar.getParent().toString());
    }

    @Test
    void ruleIsListedWithItsJar() throws Exception {
        deltaw.run("plugins").succeeded().says("eligibility  (EligibilityRule.jar, version 1.2.3)",
                "reward times a decaying trace");
    }

    @Test
    void ruleIsDescribedWithItsParameters() throws Exception {
        deltaw.run("describe", "eligibility").succeeded().says("eligibility", "rate", "decay");
    }

    @Test
    void ruleIsFittedOnEveryBackendAndShown() throws Exception {
        Map<?, ?> fitted = fit("jvm");
        assertEquals(List.of("rate", "decay"), List.copyOf(fitted.keySet()));
        fit("interpreter");
    }

    private static Map<?, ?> fit(String backend) throws Exception {
        Outcome fit = deltaw.run("fit", "example-fly.yaml", "rule={family: eligibility}", "training.optimizer=adam", "training.epochs=3",
                "training.starts=1", "data.resamplings=2", "backend.name=" + backend, "-o", backend).succeeded();
        assertTrue(fit.out().matches("(?s).*Fitted rule\\R  dw = .*eligibility.*"), "no formula. " + fit);
        fit.says("rate", "decay");
        List<String> history = Files.readAllLines(deltaw.work().resolve(backend + "/history.csv"));
        assertEquals("start,epoch,loss,rule.rate,rule.decay", history.getFirst());
        Map<?, ?> parameters = (Map<?, ?>) JsonFile.read(deltaw.work().resolve(backend + "/parameters.json"));
        return assertInstanceOf(Map.class, parameters.get("rule"), "no object 'rule' in " + parameters);
    }
}
