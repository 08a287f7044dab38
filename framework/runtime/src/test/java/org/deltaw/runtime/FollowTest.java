package org.deltaw.runtime;

import static org.deltaw.runtime.testing.PluginJar.FILE;
import static org.deltaw.runtime.testing.PluginJar.RULE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.deltaw.runtime.change.PluginChange;
import org.deltaw.runtime.change.PluginChange.What;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.runtime.discover.Installed.State;
import org.deltaw.runtime.launch.LaunchedBundles;
import org.deltaw.runtime.testing.Felix;
import org.deltaw.runtime.testing.PluginJar;
import org.deltaw.runtime.testing.World;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.rule.RuleFamily;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** Jars come and go in a plugin folder: what listeners are told, and what becomes of what is in use. */
class FollowTest {
    private static final ExtensionId MINE = new ExtensionId("mine");
    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    private Path folder;

    private final BlockingQueue<PluginChange> changes = new LinkedBlockingQueue<>();
    private Path plugins;
    private World.PluginFolder world;
    private LaunchedBundles launched;

    @BeforeEach
    void open() throws Exception {
        plugins = Files.createDirectories(folder.resolve("home/plugins"));
        Files.copy(Felix.registrar(), Files.createDirectories(folder.resolve("home/bundles")).resolve("registrar.jar"));
        world = new World.PluginFolder(folder);
        launched = new LaunchedBundles(world.felix().context(), folder.resolve("home"));
        world.registry().follow(changes::add);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void jarAppearsIsReplacedAndDisappears() throws Exception {
        Path jar = write("1.0.0", "mine");
        launched.follow(jar);
        PluginChange appeared = next(What.APPEARED, "1.0.0");
        assertEquals(List.of(), appeared.before());
        assertEquals(List.of("mine"), names(appeared.after()));

        write("2.0.0", "mine");
        launched.follow(jar);
        PluginChange replaced = next(What.REPLACED, "2.0.0");
        assertEquals(List.of("mine"), names(replaced.before()));
        assertEquals(List.of("mine"), names(replaced.after()));

        Files.delete(jar);
        launched.follow(jar);
        PluginChange gone = next(What.DISAPPEARED, "2.0.0");
        assertEquals(List.of("mine"), names(gone.before()));
        assertEquals(List.of(), gone.after());
        assertNull(changes.poll(1, TimeUnit.SECONDS), "told of more than has happened");
    }

    @Test
    void anotherBuildOfTheSameVersionIsTold() throws Exception {
        Path jar = write("1.0.0", "mine");
        launched.follow(jar);
        next(What.APPEARED, "1.0.0");
        PluginJar.replacing("MyRule() {}", "MyRule() { System.identityHashCode(this); }").header("Bundle-Version", "1.0.0").write(plugins);
        launched.follow(jar);
        next(What.REPLACED, "1.0.0");
    }

    @Test
    void badJarIsToldAndTheOthersGoOn() throws Exception {
        launched.follow(write("1.0.0", "mine"));
        next(What.APPEARED, "1.0.0");
        Path letter = Files.writeString(plugins.resolve("letter.jar"), "Dear reader,");
        launched.follow(letter);
        PluginChange bad = next(What.APPEARED, "");
        assertEquals(new State.Broken("letter.jar is not a jar, or a damaged one (zip END header not found): copy it here again."),
                bad.after().getFirst().state());
        assertEquals(List.of("mine"), world.rules());
        Files.delete(letter);
        launched.follow(letter);
        next(What.DISAPPEARED, "");
    }

    @Test
    void damagedSuccessorTakesThePlaceAllTheSame() throws Exception {
        Path jar = write("1.0.0", "mine");
        launched.follow(jar);
        next(What.APPEARED, "1.0.0");
        Files.write(jar, Arrays.copyOf(Files.readAllBytes(jar), 100));
        launched.follow(jar);
        PluginChange damaged = changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(damaged);
        assertTrue(damaged.after().getFirst().state().toString().contains("my-rule.jar is not a jar"), damaged.toString());
        assertEquals(List.of(), world.rules());
        write("1.0.1", "mine");
        launched.follow(jar);
        next(What.REPLACED, "1.0.1");
    }

    @Test
    void duplicateAffectsTheOtherJar() throws Exception {
        launched.follow(write("1.0.0", "mine"));
        next(What.APPEARED, "1.0.0");
        Path other = PluginJar.withRule("other.jar", "com.other.Rule", "mine").write(plugins);
        launched.follow(other);
        PluginChange first = next(What.AFFECTED, "1.0.0");
        assertEquals(new State.Broken("my-rule.jar and other.jar both bring the rule family 'mine', so none of them is used; keep one "
                + "of them and remove the other from plugins/."), first.after().getFirst().state());
        next(What.APPEARED, "3.2.1");
        Files.delete(other);
        launched.follow(other);
        next(What.DISAPPEARED, "3.2.1");
        assertEquals(List.of("mine"), names(next(What.AFFECTED, "1.0.0").after()));
    }

    @Test
    void libraryThatWasMissingMakesItsUserWork() throws Exception {
        Path user = PluginJar.replacing("MyRule() {}", "MyRule() { com.lib.Half.of(); }")
                .stub("com.lib.Half", "package com.lib; public class Half { public static double of() { return 0.5; } }")
                .header("Import-Package", PluginJar.api("") + ",com.lib").write(plugins);
        launched.follow(user);
        assertTrue(next(What.APPEARED, "3.2.1").after().getFirst().state().toString().contains("com.lib"));
        Path library = new PluginJar("library.jar")
                .source("com.lib.Half", "package com.lib; public class Half { public static double of() { return 0.5; } }")
                .header("Import-Package", "org.osgi.framework").header("Export-Package", "com.lib").write(plugins);
        launched.follow(library);
        PluginChange appeared = next(What.APPEARED, "3.2.1");
        assertEquals("library.jar", appeared.jar().file());
        assertEquals(List.of(), appeared.after());
        assertEquals(List.of("mine"), names(next(What.AFFECTED, "3.2.1").after()));
    }

    @Test
    void whatIsInUseStaysUntilNobodyUsesItAnyMore() throws Exception {
        Path jar = PluginJar.withRule(FILE, RULE, "mine")
                .source("com.example.Later", "package com.example; public class Later {}").write(plugins);
        launched.follow(jar);
        Bundle bundle = world.felix().context().getBundle(jar.toUri() + fragment());
        assertNotNull(bundle);
        RuleFamily<?> rule = world.registry().get(RuleFamily.class, MINE);

        Files.delete(jar);
        launched.follow(jar);
        launched.release();
        collect();
        launched.release();
        assertEquals(List.of(), world.rules(), "still on offer");
        assertEquals(Bundle.RESOLVED, bundle.getState(), "uninstalled while in use");
        assertEquals(NoSettings.class, rule.settingsType());
        assertEquals("com.example.Later", rule.getClass().getClassLoader().loadClass("com.example.Later").getName());

        WeakReference<ClassLoader> loader = new WeakReference<>(rule.getClass().getClassLoader());
        Reference.reachabilityFence(rule);
        rule = null;
        for (int i = 0; i < 50 && bundle.getState() != Bundle.UNINSTALLED; i++) {
            collect();
            launched.release();
        }
        assertEquals(Bundle.UNINSTALLED, bundle.getState(), "never uninstalled");
        for (int i = 0; i < 50 && !loader.refersTo(null); i++) {
            collect();
        }
        assertTrue(loader.refersTo(null), "the class loader is held by somebody");
    }

    @Test
    void pluginThatComesAndGoesManyTimesLeavesNothingBehind() throws Exception {
        Path kept = Files.move(write("1.0.0", "mine"), folder.resolve("kept"));
        Path jar = plugins.resolve(FILE);
        int bundles = world.felix().context().getBundles().length;
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Files.copy(kept, jar);
            launched.follow(jar);
            loaders.add(new WeakReference<>(world.registry().get(RuleFamily.class, MINE).getClass().getClassLoader()));
            Files.delete(jar);
            launched.follow(jar);
            launched.release();
        }
        for (int i = 0; i < 50 && loaders.stream().anyMatch(each -> !each.refersTo(null)); i++) {
            collect();
            launched.release();
        }
        assertEquals(0, loaders.stream().filter(each -> !each.refersTo(null)).count(), "class loaders that somebody holds");
        assertEquals(bundles, world.felix().context().getBundles().length, "bundles that stayed");
    }

    @Test
    void listenerThatThrowsIsToldOfTheNextChange() throws Exception {
        BlockingQueue<PluginChange> seen = new LinkedBlockingQueue<>();
        BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
        world.registry().follow(change -> {
            Thread.currentThread().setUncaughtExceptionHandler((_, fault) -> faults.add(fault));
            if (change.what() == What.APPEARED) {
                throw new IllegalStateException("not today");
            }
            seen.add(change);
        });
        Path jar = write("1.0.0", "mine");
        launched.follow(jar);
        assertEquals("not today", faults.poll(PATIENCE_SECONDS, TimeUnit.SECONDS).getMessage());
        Files.delete(jar);
        launched.follow(jar);
        assertEquals(What.DISAPPEARED, seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS).what());
    }

    @Test
    void closedRegistryTellsNothing() throws Exception {
        world.registry().close();
        launched.follow(write("1.0.0", "mine"));
        assertNull(changes.poll(1, TimeUnit.SECONDS));
    }

    private Path write(String version, String id) throws Exception {
        return PluginJar.withRule(FILE, RULE, id).header("Bundle-Version", version).write(plugins);
    }

    private String fragment() {
        return Arrays.stream(world.felix().context().getBundles()).map(Bundle::getLocation)
                .filter(location -> location.contains(FILE)).findFirst().orElseThrow().replaceFirst("^[^#]*", "");
    }

    private PluginChange next(What what, String version) throws Exception {
        PluginChange change = changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(change, "told of nothing");
        assertEquals(what, change.what(), change.toString());
        assertEquals(version, change.jar().version(), change.toString());
        return change;
    }

    private static List<String> names(List<Installed> all) {
        assertFalse(all.stream().anyMatch(each -> each.id().isEmpty()), all.toString());
        return all.stream().filter(each -> each.state() instanceof State.Ready).map(each -> each.id().orElseThrow().name()).toList();
    }

    private static void collect() throws InterruptedException {
        System.gc();
        Thread.sleep(20);
    }
}
