package org.deltaw.itests.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.deltaw.itests.installed.PluginJar;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.rule.RuleFamily;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.osgi.framework.Bundle;

/** A plugin that was used and uninstalled leaves nothing behind, however often. */
@Isolated("counts the classes of the JVM")
class ClassLoaderTest {

    /** What the JVM itself adds as it goes: lambda forms, reflection, the classes of code that runs for the first time. */
    private static final int CLASSES_OF_THE_JVM = 100;

    /** At most 2 % were measured, with a fit in each cycle; 150 copies of the plugin that somebody holds take 6 %, and 330 classes. */
    private static final double GROWTH = 1.05;

    private static final String RULE = """
            package com.example;

            import java.util.*;
            import org.deltaw.spi.*;
            import org.deltaw.spi.parameter.*;
            import org.deltaw.spi.rule.*;

            public final class Fleeting implements RuleFamily<Fleeting.Settings> {
                private static final Parameter RATE = Parameter.scalar("rate", Initial.at(0.1));
                private static final ThreadLocal<Fleeting> CARELESS = new ThreadLocal<>();

                public record Settings(@Setting(value = "a factor", byDefault = "2") double factor) {}

                public Fleeting() { CARELESS.set(this); }
                @Override public ExtensionId id() { return new ExtensionId("fleeting"); }
                @Override public String description() { return "a rule for tests"; }
                @Override public Class<Settings> settingsType() { return Settings.class; }
                @Override public List<Parameter> parameters(Settings settings) { return List.of(RATE); }
                @Override public Plasticity plasticity(Settings settings, Synapse synapse, Bindings theta) {
                    return Plasticity.of(theta.of(RATE).times(settings.factor()).times(synapse.weight()));
                }
            }
            """;

    @TempDir
    private Path folder;

    private Felix felix;
    private Path jar;
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        jar = PluginJar.rule(RULE).write(folder.resolve("jars"));
        felix = Felix.start(folder.resolve("felix"));
        OsgiFit.install(felix, folder);
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
    }

    @Test
    void extensionThatWasCreatedLeavesNothingBehind() throws Exception {
        felix.look(registry -> cycles(registry, 100, rule -> assertEquals("a rule for tests", rule.description())));
    }

    @Tag("evidence")
    @Test
    void fitLeavesNothingBehind() throws Exception {
        felix.look(registry -> cycles(registry, 200, _ -> assertTrue(OsgiFit.run(registry, FitListener.SILENT,
                "rule={family: fleeting}", "loss=[{function: choice-cross-entropy}]").formulas().get("rule").contains("w"))));
    }

    private void cycles(ExtensionRegistry registry, int cycles, Consumer<RuleFamily<?>> use) {
        int warmUp = cycles / 4;
        int classes = 0;
        long metaspace = 0;
        for (int i = 1; i <= cycles; i++) {
            cycle(registry, use);
            if (i == warmUp) {
                collect();
                classes = loadedClasses();
                metaspace = metaspace();
            }
        }
        assertEquals(List.of(), registry.all(RuleFamily.class));
        collect();
        assertEquals(cycles, loaders.size());
        assertNotEquals(loaders.getFirst(), loaders.getLast());
        assertEquals(0, loaders.stream().filter(each -> !each.refersTo(null)).count(), "class loaders that somebody holds");
        String figures = loadedClasses() + " classes and " + metaspace() + " bytes of metaspace after " + cycles + " cycles, " + classes
                + " and " + metaspace + " after " + warmUp;
        System.getLogger(ClassLoaderTest.class.getName()).log(System.Logger.Level.INFO, figures);
        assertTrue(loadedClasses() <= classes + CLASSES_OF_THE_JVM, figures);
        assertTrue(metaspace() <= metaspace * GROWTH, figures);
    }

    private void cycle(ExtensionRegistry registry, Consumer<RuleFamily<?>> use) {
        try {
            Bundle bundle = felix.install(jar);
            RuleFamily<?> rule = registry.get(RuleFamily.class, new ExtensionId("fleeting"));
            loaders.add(new WeakReference<>(rule.getClass().getClassLoader()));
            use.accept(rule);
            bundle.uninstall();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Asks for a collection until it has brought what there is to be had. */
    private void collect() {
        for (int i = 0; i < 20; i++) {
            System.gc();
            if (i > 2 && loaders.stream().allMatch(each -> each.refersTo(null))) {
                return;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static int loadedClasses() {
        return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    }

    private static long metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getName().equals("Metaspace"))
                .map(MemoryPoolMXBean::getUsage).findFirst().orElseThrow().getUsed();
    }
}
