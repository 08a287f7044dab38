package org.deltaw.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.runtime.discover.Installed.State;
import org.deltaw.runtime.discover.PluginLocation;
import org.deltaw.runtime.testing.PluginJar;
import org.deltaw.runtime.testing.Sources;
import org.deltaw.runtime.testing.World;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.storage.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens on a flat class path only. */
class ClassPathRegistryTest {
    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void open() throws Exception {
        world = World.open(PluginLocation.CLASS_PATH, folder);
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Test
    void oneClassInTwoJarsIsNotUsed() throws Exception {
        world.install(PluginJar.withRule("rule-1.0.jar", "com.a.Rule", "oja").write(folder),
                PluginJar.withRule("rule-1.1.jar", "com.a.Rule", "oja").write(folder));

        assertEquals("The rule family 'oja' cannot be used: rule-1.0.jar and rule-1.1.jar both bring the rule family "
                + "'oja', so none of them is used; keep one of them and remove the other from the class path.",
                world.refusal("oja"));
    }

    @Test
    void jarThatIsListedTwiceIsUsed() throws Exception {
        Path jar = world.installGood();
        world.install(jar);

        assertEquals(List.of(new State.Ready()), world.states());
    }

    @Test
    void directoryOfClassesWithoutManifestIsUsed() throws Exception {
        Path jar = PluginJar.withRule("good.jar", "com.good.GoodRule", "good").write(folder);
        Path classes = folder.resolve("classes");
        try (var zip = FileSystems.newFileSystem(jar)) {
            for (String file : List.of("com/good/GoodRule.class", "META-INF/services/org.deltaw.spi.rule.RuleFamily")) {
                Files.createDirectories(classes.resolve(file).getParent());
                Files.copy(zip.getPath(file), classes.resolve(file));
            }
        }
        world.install(classes);

        Installed installed = world.registry().installed().getFirst();
        assertEquals(new State.Ready(), installed.state());
        assertEquals(new Jar(classes.toString(), classes.toString(), ""), installed.jar());
        assertTrue(world.registry().bundles().contains(
                new BundleInfo(classes.toString(), "", classes.toString(), "")));
    }

    @Test
    void fileThatIsNoJarIsReported() throws Exception {
        Path jar = Files.writeString(folder.resolve("half.jar"), "PK and no more");
        world.install(jar);

        assertEquals(List.of(new Installed(Optional.empty(), Optional.empty(), "", "",
                new Jar("half.jar", jar.toString(), ""),
                new State.Broken("half.jar is not a jar (java.util.zip.ZipException: zip END header not found); "
                        + "copy it to its place anew."))), world.registry().installed());
    }

    @Test
    void lineThatIsNoClassNameIsReported() throws Exception {
        world.install(new PluginJar("a.jar").source("com.a.Rule", Sources.rule("com.a.Rule", "oja"))
                .rule("com.a.Rule").rule("not a name # or is it").write(folder));

        assertEquals(List.of(
                new State.Ready(),
                new State.Broken("a.jar: META-INF/services/org.deltaw.spi.rule.RuleFamily names not a name, a class that "
                        + "is not there; correct the name, or build the jar anew.")), world.states());
    }

    @Test
    void jarsOfTheClassPathAreListedWithTheirHash() throws Exception {
        Path jar = world.installGood();

        assertTrue(world.registry().bundles().contains(new BundleInfo("good", "3.2.1", "good.jar", Sha256.of(jar))));
        assertTrue(world.registry().bundles().stream().anyMatch(each -> each.name().equals("org.apache.felix.framework")
                && each.version().equals("7.0.5") && each.sha256().matches("[0-9a-f]{64}")));
    }

    @Test
    void applicationRunsWithTheRegistry() throws Exception {
        world.installGood();
        world.install(application("app.jar", "com.app.Main"));

        assertEquals(12, ApplicationRun.of(world.registry(), new String[] {"fit", "spec.yaml"}));
    }

    @Test
    void missingApplicationIsReported() {
        assertEquals("DeltaW has no application; add deltaw-cli, which brings the deltaw command.",
                assertThrows(IllegalStateException.class, () -> ApplicationRun.of(world.registry(), new String[0])).getMessage());
    }

    @Test
    void brokenApplicationIsReported() throws Exception {
        world.install(new PluginJar("app.jar").service(Application.class.getName(), "com.app.Main").write(folder));

        assertEquals("DeltaW's application does not start. app.jar: META-INF/services/org.deltaw.runtime.Application "
                + "names com.app.Main, a class that is not there; correct the name, or build the jar anew.",
                assertThrows(IllegalStateException.class, () -> ApplicationRun.of(world.registry(), new String[0])).getMessage());
    }

    @Test
    void secondApplicationIsReported() throws Exception {
        world.install(application("one.jar", "com.app.One"), application("two.jar", "com.app.Two"));

        assertEquals("DeltaW has more than one application (com.app.One and com.app.Two); remove all but one.",
                assertThrows(IllegalStateException.class, () -> ApplicationRun.of(world.registry(), new String[0])).getMessage());
    }

    @Test
    void nothingIsFoundWithoutPlugins() {
        assertEquals(List.of(), world.registry().all(RuleFamily.class));
        assertEquals(List.of(), world.registry().installed());
    }

    private Path application(String file, String className) throws IOException {
        return new PluginJar(file).source(className, Sources.application(className))
                .service(Application.class.getName(), className)
                .write(folder);
    }
}
