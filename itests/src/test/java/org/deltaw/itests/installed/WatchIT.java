package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins come, are replaced and go while DeltaW runs. */
class WatchIT {
    private static final int INTERRUPTED = 130;

    private static final String RULE = """
            package com.example;

            import java.util.*;
            import org.deltaw.expr.*;
            import org.deltaw.spi.*;
            import org.deltaw.spi.parameter.*;
            import org.deltaw.spi.rule.*;

            public final class Mine implements RuleFamily<NoSettings> {
                private static final Parameter RATE = Parameter.scalar("rate", Initial.at(0.1));

                @Override public ExtensionId id() { return new ExtensionId("mine"); }
                @Override public String description() { return "a rule for tests"; }
                @Override public Class<NoSettings> settingsType() { return NoSettings.class; }
                @Override public List<Parameter> parameters(NoSettings settings) { return List.of(RATE); }
                @Override public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
                    return Plasticity.of(theta.of(RATE).times(FACTOR).times(Expr.outer(synapse.pre(), synapse.post())));
                }
            }
            """;

    /** If told to, it goes on only when its jar has gone; then it needs a class that was not loaded before. */
    private static final String DATA = """
            package com.example;

            import java.nio.file.*;
            import java.util.*;
            import org.deltaw.spi.*;
            import org.deltaw.spi.data.*;
            import org.deltaw.spi.loss.*;
            import org.deltaw.spi.rule.*;
            import org.osgi.framework.*;

            public final class Patient implements DataSource<Patient.Settings> {
                public record Settings(@Setting(value = "whether to wait", byDefault = "false") boolean waits) {}

                @Override public ExtensionId id() { return new ExtensionId("patient"); }
                @Override public String description() { return "data for tests"; }
                @Override public Class<Settings> settingsType() { return Settings.class; }
                @Override public Dataset load(Settings settings, DataContext context) {
                    if (settings.waits()) {
                        await(context.directory().resolve("loading"));
                    }
                    return Later.dataset(context);
                }

                private static void await(Path sign) {
                    try {
                        Files.createFile(sign);
                        while (FrameworkUtil.getBundle(Patient.class).getState() == Bundle.ACTIVE) {
                            Thread.sleep(20);
                        }
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }

                private static final class Later {
                    static Dataset dataset(DataContext context) {
                        Channel x = Channel.input(context.inputs());
                        Channel r = Channel.of(Signal.REWARD);
                        Channel y = Channel.of(Target.DECISION, 1);
                        double[] inputs = new double[50 * context.inputs()];
                        double[] rewards = new double[50];
                        double[] decisions = new double[50];
                        var random = context.seed().generator();
                        for (int t = 0; t < 50; t++) {
                            inputs[t * context.inputs()] = 1;
                            rewards[t] = random.nextDouble();
                            decisions[t] = random.nextInt(2);
                        }
                        return Dataset.builder(List.of(x, r, y))
                                .trajectories(Trajectory.builder("a", 50).columns(Map.of(x, inputs, r, rewards, y,
                                decisions)).build()).build();
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    private Installation mine;
    private Deltaw deltaw;
    private Path jars;

    @BeforeEach
    void unpack() throws Exception {
        mine = Installation.minimal().copyTo(folder.resolve("deltaw"));
        deltaw = Deltaw.of(mine, folder).interruptible();
        jars = folder.resolve("jars");
    }

    @Tag("evidence")
    @Test
    void jarsComeAndGo() throws Exception {
        Running watch = deltaw.start("watch");
        says(watch, "deltaw-rule-taylor-", ": rule family taylor", "plugins. Ctrl-C ends it.");
        Path jar = rule("1", "1.0.0").write(mine.plugins());
        says(watch, "  Mine.jar appeared: rule family mine\n");
        rule("2", "2.0.0").write(mine.plugins());
        says(watch, "  Mine.jar was replaced: rule family mine\n");

        Path letter = Files.writeString(mine.plugins().resolve("letter.jar"), "Dear reader,");
        byte[] zip = Files.readAllBytes(rule("3", "3.0.0").write(jars));
        Path half = Files.write(mine.plugins().resolve("half.jar"), Arrays.copyOf(zip, zip.length / 2));
        says(watch, "  letter.jar appeared; it cannot be used: letter.jar is not a jar, or a damaged one");
        Files.delete(letter);
        says(watch, "  letter.jar disappeared\n");
        Files.delete(jar);
        says(watch, "  Mine.jar disappeared; no longer there: rule family mine\n");

        Path copied = mine.plugins().resolve("copied.jar");
        Files.write(copied, Arrays.copyOf(zip, zip.length / 3));
        Files.delete(half);
        says(watch, "  half.jar disappeared\n");
        assertFalse(watch.output().contains("copied.jar"), watch.output());
        Files.write(copied, Arrays.copyOfRange(zip, zip.length / 3, zip.length), StandardOpenOption.APPEND);
        says(watch, "  copied.jar appeared: rule family mine\n");
        watch.interrupt();
        assertEquals(INTERRUPTED, watch.outcome().exitCode());
    }

    @Test
    void fitEndsWithThePluginThatItHasBegunWith() throws Exception {
        Path jar = PluginJar.of(List.of(RULE.replace("FACTOR", "1"), DATA))
                .service("org.deltaw.spi.rule.RuleFamily", "com.example.Mine")
                .service("org.deltaw.spi.data.DataSource", "com.example.Patient")
                .header("Import-Package", PluginJar.api("[1.0,2)") + ",org.osgi.framework")
                .write(mine.plugins());
        String[] fit = {"fit", "example-fly.yaml", "rule={family: mine}", "data={source: patient}", "training.epochs=20",
            "training.optimizer=adam", "-o", "undisturbed"};
        deltaw.run(fit).succeeded();

        fit[3] = "data={source: patient, waits: true}";
        fit[fit.length - 1] = "disturbed";
        Running running = deltaw.start(fit);
        running.await("it loads the data", () -> Files.exists(deltaw.work().resolve("loading")));
        Files.delete(jar);
        running.outcome().succeeded();
        run("disturbed").assertSameAs(run("undisturbed"));
        fit[fit.length - 1] = "afterwards";
        deltaw.run(fit).refused("No data source is called 'patient'");
    }

    @Test
    void specIsFittedAnewWhenItOrItsRuleHasChanged() throws Exception {
        Path spec = deltaw.work().resolve("example-fly.yaml");
        Running watch = deltaw.start(Deltaw.briefly("watch", "rule={family: mine}"));
        says(watch, "Ctrl-C ends it.");
        watch.await("the rule is missed", () -> watch.errors().contains("No rule family is called 'mine'"));
        rule("1", "1.0.0").write(mine.plugins());
        says(watch, "Mine.jar appeared", "Files in runs/fly-forgetting: ");
        rule("2", "1.0.0").write(mine.plugins());
        says(watch, "Mine.jar was replaced", "Files in runs/fly-forgetting-2: ");
        String text = Files.readString(spec);
        Files.writeString(spec, text.replace("seed: 1", "sead: 1"));
        watch.await("the spec is refused", () -> watch.errors().contains("sead is not known"));
        Files.writeString(spec, text.replace("seed: 1", "seed: 22"));
        says(watch, "Files in runs/fly-forgetting-3: ");
        assertFalse(Files.exists(deltaw.work().resolve("runs/fly-forgetting-4")));
        assertNotEquals(run("runs/fly-forgetting").last(), run("runs/fly-forgetting-2").last(), "the old rule was fitted");
        watch.interrupt();
        assertEquals(INTERRUPTED, watch.outcome().exitCode());
    }

    private RunFiles run(String folder) {
        return new RunFiles(deltaw.work().resolve(folder));
    }

    private static PluginJar rule(String factor, String version) {
        return PluginJar.rule(RULE.replace("FACTOR", factor)).header("Bundle-Version", version);
    }

    /** Waits until all this was said. */
    private static void says(Running running, String... phrases) throws Exception {
        for (String phrase : phrases) {
            running.await("it says '" + phrase + "'", () -> running.output().contains(phrase));
        }
    }
}
