package org.deltaw.itests.installed;

import java.nio.file.Files;
import java.nio.file.Path;
import org.deltaw.itests.Project;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that were built long ago, and elsewhere, go on working. */
class KeptPluginIT {
    private static final String RULE = """
            package com.example.shared;

            import java.util.*;
            import org.deltaw.spi.*;
            import org.deltaw.spi.parameter.*;
            import org.deltaw.spi.rule.*;

            public final class RuleVERSION implements RuleFamily<NoSettings> {
                private static final Parameter RATE = Parameter.scalar("rate", Initial.at(0.1));

                @Override public ExtensionId id() { return new ExtensionId("rule-VERSION"); }
                @Override public String description() { return "uses library " + Library.version(); }
                @Override public Class<NoSettings> settingsType() { return NoSettings.class; }
                @Override public List<Parameter> parameters(NoSettings settings) { return List.of(RATE); }
                @Override public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
                    return Plasticity.of(theta.of(RATE).times(synapse.pre()).times(Library.version()));
                }
            }

            final class Library {
                static int version() { return VERSION; }
            }
            """;

    @TempDir
    private Path folder;

    private Path plugins;
    private Deltaw deltaw;

    @BeforeEach
    void prepare() throws Exception {
        plugins = Files.createDirectories(folder.resolve("plugins"));
        deltaw = Deltaw.of(Installation.minimal(), folder).with("DELTAW_PLUGINS", plugins.toString());
    }

    /** The jar was built by a project that 'deltaw new-plugin' wrote, when the API had version 1.0; it is never built again. */
    @Test
    void jarBuiltAgainstTheFirstApiIsFitted() throws Exception {
        Files.copy(Project.root().resolve("itests/src/test/resources/plugins/kept-rule-of-api-1.0.jar"),
                plugins.resolve("kept-rule.jar"));
        deltaw.run("plugins", "--check", "kept-rule").succeeded().says("nothing is broken");
        deltaw.run(Deltaw.briefly("fit", "rule={family: kept-rule, rewarded: true}")).succeeded().says("Fitted rule", "growth", "decay");
    }

    @Test
    void twoPluginsMayHoldTwoVersionsOfOneLibrary() throws Exception {
        PluginJar.rule(RULE.replace("VERSION", "1")).write(plugins);
        PluginJar.rule(RULE.replace("VERSION", "2")).write(plugins);
        deltaw.run("plugins").succeeded().says("uses library 1", "uses library 2");
    }
}
