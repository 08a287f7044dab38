package org.deltaw.runtime;

import static org.deltaw.runtime.testing.PluginJar.FILE;
import static org.deltaw.runtime.testing.PluginJar.RULE;
import static org.deltaw.runtime.testing.PluginJar.constructedBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.runtime.discover.Installed.State;
import org.deltaw.runtime.testing.PluginJar;
import org.deltaw.runtime.testing.Sources;
import org.deltaw.runtime.testing.World;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.storage.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** How plugins come and go while DeltaW runs in Felix. */
class PluginLifeTest {
    @TempDir
    private Path folder;

    private World.PluginFolder world;

    @BeforeEach
    void open() throws Exception {
        world = new World.PluginFolder(folder);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void pluginAppearsAndDisappears() throws Exception {
        assertEquals(List.of(), world.registry().all(RuleFamily.class));

        Bundle bundle = world.felix().installAndTryToStart(PluginJar.withRule(FILE, RULE, "mine").write(folder));
        RuleFamily<?> rule = world.registry().get(RuleFamily.class, new ExtensionId("mine"));

        ServiceReference<?> service = world.felix().context().getServiceReference(RuleFamily.class);
        assertSame(rule, world.felix().context().getService(service), "not the OSGi service");

        bundle.uninstall();
        assertEquals(List.of(), world.registry().all(RuleFamily.class));
        assertEquals(List.of(), world.registry().installed());
        assertEquals("mine", rule.id().name());
    }

    @Test
    void duplicateThatIsRemovedFreesTheName() throws Exception {
        Bundle one = world.felix().installAndTryToStart(PluginJar.withRule("a.jar", "com.a.Rule", "oja").write(folder));
        world.felix().installAndTryToStart(PluginJar.withRule("b.jar", "com.b.Rule", "oja").write(folder));
        assertEquals(List.of(), world.registry().all(RuleFamily.class));

        one.uninstall();

        assertEquals("com.b.Rule", world.registry().get(RuleFamily.class, new ExtensionId("oja")).getClass().getName());
    }

    @Test
    void pluginThatWasStoppedIsGone() throws Exception {
        Bundle bundle = world.felix().installAndTryToStart(PluginJar.withRule(FILE, RULE, "mine").write(folder));
        assertEquals(1, world.registry().installed().size());

        bundle.stop();

        assertEquals(List.of(), world.registry().installed());
        assertEquals(Bundle.RESOLVED, bundle.getState());
    }

    @Test
    void replacedPluginHidesTheOldOneThatWasStopped() throws Exception {
        Path jar = PluginJar.withRule(FILE, RULE, "mine").header("Bundle-Version", "1").write(folder);
        Bundle old = world.felix().install(jar, "#1");
        old.start();
        old.stop();
        PluginJar.withRule(FILE, RULE, "mine").header("Bundle-Version", "2").write(folder);
        world.felix().install(jar, "#2").start();

        assertEquals(List.of("2.0.0"),
                world.registry().installed().stream().map(each -> each.jar().version()).toList());
        assertEquals(List.of(new State.Ready()), world.states());
    }

    @Test
    void unresolvedPluginWhoseJarIsGoneIsGone() throws Exception {
        Path jar = PluginJar.withRule(FILE, RULE, "mine").header("Import-Package", "com.lib").write(folder);
        world.felix().installAndTryToStart(jar);
        assertEquals(1, world.registry().installed().size());

        Files.delete(jar);
        world.felix().installAndTryToStart(PluginJar.withRule("other.jar", "com.other.Rule", "other").write(folder));

        assertEquals(List.of(new State.Ready()), world.states());
    }

    @Test
    void pluginMayRegisterItsServiceItself() throws Exception {
        world.felix().installAndTryToStart(new PluginJar(FILE)
                .source(RULE, Sources.rule(RULE, "mine"))
                .source("com.example.Activator", """
                        package com.example;
                        import org.osgi.framework.*;
                        public class Activator implements BundleActivator {
                            public void start(BundleContext context) {
                                context.registerService(org.deltaw.spi.rule.RuleFamily.class, new MyRule(), null);
                            }
                            public void stop(BundleContext context) {}
                        }
                        """)
                .header("Bundle-Activator", "com.example.Activator")
                .header("Import-Package", PluginJar.api("") + ",org.osgi.framework")
                .without("Require-Capability")
                .write(folder));

        assertEquals(List.of(new State.Ready()), world.states());
        assertEquals(RULE, world.registry().get(RuleFamily.class, new ExtensionId("mine")).getClass().getName());
    }

    @Test
    void serviceThatCannotBeHadIsReported() throws Exception {
        world.felix().installAndTryToStart(new PluginJar(FILE)
                .source("com.example.Activator", """
                        package com.example;
                        import org.osgi.framework.*;
                        public class Activator implements BundleActivator, ServiceFactory<Object> {
                            public void start(BundleContext context) {
                                context.registerService("org.deltaw.spi.rule.RuleFamily", this, null);
                            }
                            public void stop(BundleContext context) {}
                            public Object getService(Bundle user, ServiceRegistration<Object> registration) {
                                throw new IllegalStateException("no");
                            }
                            public void ungetService(Bundle user, ServiceRegistration<Object> registration, Object o) {}
                        }
                        """)
                .header("Bundle-Activator", "com.example.Activator")
                .header("Import-Package", PluginJar.api("") + ",org.osgi.framework")
                .write(folder));

        assertEquals(List.of(new State.Broken("my-rule.jar: a rule family is registered as a service, but creating it "
                + "fails; get a corrected version of the plugin, or remove it from plugins/.")), world.states());
    }

    @Test
    void problemsOfTheLauncherAreListedAsTheyCome() throws Exception {
        Map<String, String> problems = new ConcurrentHashMap<>();
        world.felix().launchProblems(problems);
        assertEquals(List.of(), world.registry().installed());

        String path = folder.resolve("half.jar").toString();
        problems.put(path, "is not a jar: copy it here again");

        assertEquals(List.of(new Installed(Optional.empty(), Optional.empty(), "", "", new Jar("half.jar", path, ""),
                new State.Broken("half.jar is not a jar: copy it here again."))), world.registry().installed());
        problems.clear();
        assertEquals(List.of(), world.registry().installed());
    }

    @Test
    void runningBundlesAreListedWithTheirHash() throws Exception {
        Path jar = world.installGood();
        world.felix().installAndTryToStart(constructedBy("").header("Import-Package", "com.lib").write(folder));

        List<BundleInfo> bundles = world.registry().bundles();
        assertTrue(bundles.contains(new BundleInfo("good", "3.2.1", "good.jar", Sha256.of(jar))), bundles.toString());
        assertTrue(bundles.stream().anyMatch(each -> each.name().equals("org.apache.felix.framework")
                && each.version().equals("7.0.5") && each.sha256().matches("[0-9a-f]{64}")), bundles.toString());
        assertEquals(3, bundles.size(), bundles.toString());
    }

    @Test
    void readersSeeAWholeMomentWhilePluginsComeAndGo() throws Exception {
        world.installGood();
        Path jar = PluginJar.withRule(FILE, RULE, "mine").write(folder);
        AtomicBoolean done = new AtomicBoolean();
        List<CompletableFuture<Void>> readers = Stream.generate(() ->
                CompletableFuture.runAsync(() -> {
                    while (!done.get()) {
                        List<String> ids =
                                world.registry().all(RuleFamily.class).stream().map(rule -> rule.id().name()).toList();
                        assertTrue(ids.equals(List.of("good")) || ids.equals(List.of("good", "mine")), ids.toString());
                    }
                })).limit(2).toList();
        try {
            for (int i = 0; i < 20; i++) {
                Bundle bundle = world.felix().install(jar, "");
                bundle.start();
                assertEquals(2, world.registry().all(RuleFamily.class).size());
                bundle.uninstall();
                assertEquals(1, world.registry().all(RuleFamily.class).size());
            }
        } finally {
            done.set(true);
        }
        readers.forEach(CompletableFuture::join);
    }
}
