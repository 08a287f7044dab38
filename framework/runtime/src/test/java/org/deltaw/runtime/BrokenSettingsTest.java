package org.deltaw.runtime;

import static org.deltaw.runtime.testing.PluginJar.FILE;
import static org.deltaw.runtime.testing.PluginJar.RULE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.deltaw.runtime.discover.PluginLocation;
import org.deltaw.runtime.testing.PluginJar;
import org.deltaw.runtime.testing.Sources;
import org.deltaw.runtime.testing.World;
import org.deltaw.spec.settings.RecordBinder;
import org.deltaw.spec.settings.SettingDescriptions;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.rule.RuleFamily;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A plugin whose settings do not work is blamed for it, in either world. */
@ParameterizedClass
@EnumSource(PluginLocation.class)
class BrokenSettingsTest {
    private static final String SETTINGS = "com.example.Settings";

    @Parameter
    private PluginLocation place;

    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void open() throws Exception {
        world = World.open(place, folder);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    /** Installs a rule with one setting, a text whose default is {@code none}. */
    private RuleFamily<?> ruleWith(String body) throws Exception {
        world.install(new PluginJar(FILE)
                .source(RULE, Sources.rule(RULE, "mine").replace("NoSettings", "Settings"))
                .source(SETTINGS, """
                        package com.example;

                        import org.deltaw.spi.*;

                        public record Settings(@Setting(value = "a word", byDefault = "none") String word) {
                            BODY
                        }
                        """.replace("BODY", body))
                .rule(RULE));
        return world.registry().get(RuleFamily.class, new ExtensionId("mine"));
    }

    private static void assertBroken(String message, RuleFamily<?> rule, String yaml) {
        BrokenExtensionException broken =
                assertThrows(BrokenExtensionException.class, () -> RecordBinder.bind(rule, yaml));
        assertEquals("Extension 'mine': " + message, broken.getMessage());
    }

    @Test
    void constructorThatThrows() throws Exception {
        RuleFamily<?> rule = ruleWith("public Settings { if (word.equals(\"x\")) throw new NullPointerException(\"word\"); }");

        assertBroken("the constructor of " + SETTINGS + " threw java.lang.NullPointerException: word.", rule, "word: x");
        assertEquals("Settings[word=y]", RecordBinder.bind(rule, "word: y").toString());
    }

    @Test
    void staticInitialiserThatThrows() throws Exception {
        RuleFamily<?> rule = ruleWith("static final int SIZE = Integer.parseInt(\"many\");");

        assertBroken("the static initialiser of " + SETTINGS
                + " threw java.lang.NumberFormatException: For input string: \"many\".", rule, "word: x");
    }

    @Test
    void constructorThatRefusesTheDefault() throws Exception {
        RuleFamily<?> rule = ruleWith(
                "public Settings { if (word.length() > 1) throw new IllegalArgumentException(\"'\" + word + \"' is long.\"); }");

        assertEquals("Extension 'mine': the constructor of " + SETTINGS
                + " refuses its own defaults. defaults: 'none' is long.",
                assertThrows(BrokenExtensionException.class, () -> SettingDescriptions.of(rule)).getMessage());
    }

    @Test
    void constructorThatRefusesAValueIsRight() throws Exception {
        RuleFamily<?> rule = ruleWith(
                "public Settings { if (word.length() < 2) throw new IllegalArgumentException(\"'\" + word + \"' is short.\"); }");

        assertEquals("settings line 1: 'x' is short.",
                assertThrows(InvalidSpecException.class, () -> RecordBinder.bind(rule, "word: x")).getMessage());
    }
}
