package org.deltaw.itests.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.rule.RuleFamily;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** The project's own plugins as bundles: what is installed is found, and what is removed is gone. */
class PluginBundlesTest {
    private static final ExtensionId TAYLOR = new ExtensionId("taylor");

    @TempDir
    private Path folder;

    private Felix felix;
    private List<Path> jars;

    @BeforeEach
    void start() throws Exception {
        jars = ProjectBundles.plugins(folder);
        assertTrue(jars.size() >= 10, "too few plugins are seen: " + jars);
        felix = Felix.start(folder.resolve("felix"));
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
    }

    @Test
    void everyPluginStartsAndIsFoundAsOnAFlatClassPath() throws Exception {
        for (Path jar : jars) {
            assertEquals(Bundle.ACTIVE, felix.install(jar).getState(), jar + " did not start");
        }
        try (ExtensionRegistry flat = ExtensionRegistry.ofClassPath(getClass().getClassLoader())) {
            List<String> expected = extensions(flat);
            assertTrue(expected.size() >= 11, expected.toString());
            felix.look(registry -> assertEquals(expected, extensions(registry)));
        }
    }

    @Test
    void nothingIsFoundBeforeItIsInstalled() throws Exception {
        felix.look(registry -> {
            assertEquals(List.of(), registry.installed());
            assertThrows(InvalidSpecException.class, () -> registry.get(RuleFamily.class, TAYLOR));
        });
    }

    @Test
    void pluginComesAndGoesWhileDeltaWRuns() throws Exception {
        felix.look(registry -> {
            for (int round = 0; round < 3; round++) {
                assertEquals(List.of(), registry.all(RuleFamily.class));
                Bundle bundle = unchecked(() -> felix.install(jar("rule-taylor")));
                RuleFamily<?> rule = registry.get(RuleFamily.class, TAYLOR);
                assertEquals("org.deltaw.plugin.taylor.TaylorRule", rule.getClass().getName());
                unchecked(() -> {
                    bundle.uninstall();
                    return bundle;
                });
                assertEquals(TAYLOR, rule.id(), "what was handed out goes on working");
            }
        });
    }

    @Test
    void onePluginMoreChangesNoOther() throws Exception {
        felix.install(jar("rule-mlp"));
        felix.look(registry -> {
            RuleFamily<?> before = registry.all(RuleFamily.class).getFirst();
            unchecked(() -> felix.install(jar("rule-taylor")));
            assertEquals(2, registry.all(RuleFamily.class).size());
            assertTrue(registry.all(RuleFamily.class).contains(before), "the other rule was made anew");
        });
    }

    private Path jar(String module) {
        return jars.stream().filter(jar -> jar.endsWith(module + ".jar")).findFirst().orElseThrow();
    }

    /** Lists kind, name and class of what is ready. */
    private static List<String> extensions(ExtensionRegistry registry) {
        TreeSet<String> extensions = new TreeSet<>();
        for (Installed each : registry.installed()) {
            extensions.add(each.kind() + " " + each.id() + " " + each.provider() + " " + each.state());
        }
        return new ArrayList<>(extensions);
    }

    /** Something of OSGi that throws. */
    private interface Action {
        Bundle run() throws Exception;
    }

    private static Bundle unchecked(Action action) {
        try {
            return action.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
