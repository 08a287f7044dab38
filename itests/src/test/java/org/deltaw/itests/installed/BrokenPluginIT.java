package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.itests.Compiler;
import org.deltaw.spi.rule.RuleFamily;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that does not work is named with the reason, and everything else works on. */
class BrokenPluginIT {
    private static final String RULE = """
            package PACKAGE;

            import java.util.*;
            import org.deltaw.expr.*;
            import org.deltaw.spi.*;
            import org.deltaw.spi.parameter.*;
            import org.deltaw.spi.rule.*;

            public final class NAME implements RuleFamily<NoSettings> {
                private static final Parameter RATE = Parameter.scalar("rate", Initial.at(0.1));

                public NAME() { CONSTRUCTOR }
                @Override public ExtensionId id() { return new ExtensionId("mine"); }
                @Override public String description() { return "a rule for tests"; }
                @Override public Class<NoSettings> settingsType() { return NoSettings.class; }
                @Override public List<Parameter> parameters(NoSettings settings) { return List.of(RATE); }
                @Override public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
                    return Plasticity.of(CHANGE);
                }
            }
            """;

    private static final String CHANGE = "theta.of(RATE).times(Expr.outer(synapse.pre(), synapse.post()))";

    private static final String[] MINE = {"fit", "example-fly.yaml", "rule={family: mine}"};

    @TempDir
    private Path folder;

    private Path plugins;
    private Deltaw deltaw;

    @BeforeEach
    void prepare() throws Exception {
        plugins = Files.createDirectories(folder.resolve("plugins"));
        deltaw = Deltaw.of(Installation.standard(), folder).with("DELTAW_PLUGINS", plugins.toString());
    }

    @Test
    void jarsThatCannotBeUsedAreEachNamedWithTheReason() throws Exception {
        Files.writeString(plugins.resolve("letter.jar"), "Dear reader,");
        rule("com.example", "Moody", "throw new IllegalStateException(\"not today\");");
        builtForApi("Future", "[9.0,10)");
        builtForApi("Past", "[0.1,1)");
        lacking("Lacking");
        String[] reasons = {"taylor", "letter.jar is not a jar", "Moody.jar", "not today", "Future.jar", "[9.0,10)", "Past.jar", "[0.1,1)",
            "Lacking.jar", "com.absent.Library"};
        deltaw.run("plugins").succeeded().says("BROKEN").says(reasons);
        // A message quotes three of them, so that it stays readable.
        refusesMine("taylor", "Future.jar", "[9.0,10)", "Lacking.jar", "com.absent.Library", "Moody.jar", "not today");
        assertOthersWork();
    }

    private void builtForApi(String name, String range) throws Exception {
        PluginJar.rule(source("com.example", name, "")).header("Import-Package", PluginJar.api(range)).write(plugins);
    }

    /** Writes a plugin that needs a class which is not there when it runs. */
    private void lacking(String name) throws Exception {
        String source = source("com.example", name, "com.absent.Library.start();");
        Path library = PluginJar.of("package com.absent;\n\npublic final class Library { public static void start() {} }")
                .write(folder.resolve("library"));
        PluginJar.of(source, Compiler.classPathOf(Expr.class, RuleFamily.class) + File.pathSeparator + library)
                .service(RuleFamily.class.getName(), "com.example." + name).write(plugins);
    }

    @Test
    void pluginsOfOneNameAreBothNamedAndNeitherIsUsed() throws Exception {
        rule("com.example.one", "One", "");
        deltaw.run("describe", "mine").succeeded();
        rule("com.example.two", "Two", "");
        deltaw.run("plugins").succeeded().says("BROKEN", "One.jar", "Two.jar");
        refusesMine("'mine'", "One.jar", "Two.jar");
    }

    /** Each start waits for it as long as it may. */
    @Tag("evidence")
    @Test
    void pluginThatHangsWhenItIsCreatedIsCutShort() throws Exception {
        rule("com.example", "Sleeper", "try { Thread.sleep(1_000_000); } catch (InterruptedException e) { }");
        deltaw.run("plugins").succeeded().says("BROKEN", "Sleeper.jar", "com.example.Sleeper", "seconds");
        refusesMine("'mine'", "Sleeper.jar");
        assertOthersWork();
    }

    @Test
    void pluginWhoseFormulaCannotBeBuiltIsNamed() throws Exception {
        refusesChange("Thrower", "fail()", "not today");
        refusesChange("Typist", "synapse.pre().plus(synapse.post())", "pre", "post");
        PluginJar.rule(source("com.example", "Checked", "").replace(CHANGE, "synapse.pre().plus(synapse.post())")).write(plugins);
        Outcome check = deltaw.run("plugins", "--check", "mine");
        assertEquals(2, check.exitCode(), check.toString());
        check.says("BROKEN", "Checked.jar: Extension 'mine': ", "(pre)", "(post)", "deltaw remove Checked.jar");
    }

    @Test
    void formulaThatIsNoNumberEndsTheFitWithAWord() throws Exception {
        PluginJar.rule(source("com.example", "Nan", "").replace(CHANGE, "theta.of(RATE).times(0).log().times(synapse.weight())"))
                .write(plugins);
        Outcome fit = deltaw.run(fitOf("mine"));
        assertEquals(3, fit.exitCode(), fit.toString());
        assertTrue((fit.out() + fit.err()).contains("Diverged"), fit.toString());
        assertFalse((fit.out() + fit.err()).contains("\tat "), fit.toString());
    }

    private void rule(String packageName, String name, String constructor) throws Exception {
        PluginJar.rule(source(packageName, name, constructor)).write(plugins);
    }

    private static String source(String packageName, String name, String constructor) {
        return RULE.replace("PACKAGE", packageName).replace("NAME", name).replace("CONSTRUCTOR", constructor)
                .replace("CHANGE", CHANGE);
    }

    private void refusesChange(String name, String change, String... phrases) throws Exception {
        Path jar = PluginJar.rule(source("com.example", name, "").replace(CHANGE, change)
                .replaceFirst("(?=@Override)", "private static Expr fail() { throw new IllegalStateException(\"not today\"); }\n    "))
                .write(plugins);
        Outcome fit = deltaw.run(fitOf("mine")).refused(phrases);
        fit.refused(name + ".jar");
        Files.delete(jar);
    }

    private static String[] fitOf(String rule) {
        return Deltaw.briefly("fit", "rule={family: " + rule + "}", "-o", "run");
    }

    private void refusesMine(String... phrases) throws Exception {
        deltaw.refuses(List.of(MINE), phrases);
    }

    private void assertOthersWork() throws Exception {
        deltaw.run(Deltaw.briefly("fit")).succeeded().says("Fitted rule");
    }
}
