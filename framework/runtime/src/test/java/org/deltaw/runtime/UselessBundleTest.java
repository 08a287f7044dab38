package org.deltaw.runtime;

import static org.deltaw.runtime.testing.PluginJar.RULE;
import static org.deltaw.runtime.testing.PluginJar.constructedBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.discover.Installed.State;
import org.deltaw.runtime.testing.PluginJar;
import org.deltaw.runtime.testing.World;
import org.deltaw.spi.Extension;
import org.deltaw.spi.rule.RuleFamily;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** What is said of bundles that Felix cannot use, or that offer nothing. */
class UselessBundleTest {
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
    void packageThatIsMissing() throws Exception {
        world.assertBroken("my-rule.jar needs the package com.lib [1.5,2), which is not there; put a jar that "
                        + "exports it into plugins/, too, or embed it in my-rule.jar.",
                constructedBy("").header("Import-Package", "com.optional;resolution:=optional,org.deltaw.spi,"
                        + "com.lib;version=\"[1.5,2)\""));
    }

    @Test
    void packageOfAnotherVersion() throws Exception {
        world.felix().installAndTryToStart(library("com.lib;version=1.2.0").write(folder));
        assertEquals(List.of(), world.registry().installed());

        world.assertBroken("my-rule.jar needs the package com.lib [1.5,2), of which 1.2.0 is there; put a jar that "
                        + "exports it into plugins/, too, or embed it in my-rule.jar.",
                constructedBy("").header("Import-Package", "org.deltaw.spi,com.lib;version=\"[1.5,2)\""));
    }

    @Test
    void packageOfAPluginThatDoesNotWorkEither() throws Exception {
        Path library = library("com.lib").header("Import-Package", "com.deep").write(folder);
        world.felix().installAndTryToStart(library);
        world.felix().installAndTryToStart(
                constructedBy("").header("Import-Package", "org.deltaw.spi,com.lib").write(folder));

        assertEquals(List.of(
                new State.Broken("my-rule.jar needs lib.jar, which does not work either; mend that one first."),
                new State.Broken("lib.jar needs the package com.deep, which is not there; put a jar that exports it "
                        + "into plugins/, too, or embed it in lib.jar.")), world.states());
        assertEquals(new Jar("lib.jar", library.toString(), "3.2.1"), world.registry().installed().getLast().jar());
    }

    @Test
    void newerJavaThatTheManifestAsksFor() throws Exception {
        int newer = Runtime.version().feature() + 1;
        world.assertBroken("my-rule.jar needs Java " + newer + ", this is Java " + (newer - 1) + "; run DeltaW "
                        + "with Java " + newer + " or newer.",
                constructedBy("").header("Require-Capability",
                        "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=" + newer + "))\""));
    }

    @Test
    void capabilityThatIsMissing() throws Exception {
        world.assertBroken("my-rule.jar needs the capability com.gpu (cores>=100), which nothing here provides; put "
                        + "a jar that does into plugins/, too.",
                constructedBy("").header("Require-Capability", "com.gpu;filter:=\"(cores>=100)\""));
    }

    @Test
    void bundleThatIsMissing() throws Exception {
        world.assertBroken("my-rule.jar needs the bundle com.lib; put it into plugins/, too.",
                constructedBy("").header("Require-Bundle", "com.lib"));
    }

    @Test
    void conflictOfVersionsIsExplainedByTheLauncher() throws Exception {
        world.felix().install(library("com.lib;uses:=com.deep").header("Import-Package", "com.deep;version=\"[1,1]\"")
                .write(folder), "");
        for (String version : List.of("1.0.0", "2.0.0")) {
            Path deep = library("com.deep;version=" + version).header("Bundle-Version", version).write(folder);
            world.felix().install(deep, "#" + version);
        }
        Path jar = constructedBy("").header("Import-Package", "org.deltaw.spi,com.lib,com.deep;version=\"[2,2]\"")
                .write(folder);
        Bundle bundle = world.felix().install(jar, "");
        BundleException conflict = assertThrows(BundleException.class, bundle::start);
        assertEquals(List.of(), world.registry().installed());
        world.felix().launchProblems(Map.of(jar.toString(), conflict.getMessage()));

        String reason = ((State.Broken) world.registry().installed().getFirst().state()).reason();
        assertTrue(reason.startsWith("my-rule.jar cannot be used together with the other jars in plugins/ (Uses "
                + "constraint violation."), reason);
        assertTrue(reason.endsWith("); get a corrected version of the plugin, or remove it from plugins/."), reason);
        assertEquals(1, reason.lines().count(), reason);
    }

    @Test
    void plainJarIsNoBundle() throws Exception {
        Path jar = constructedBy("").without("Bundle-SymbolicName").without("Bundle-ManifestVersion")
                .without("Import-Package").without("Require-Capability").write(folder);
        world.felix().installAndTryToStart(jar);

        assertEquals(List.of(new State.Broken("my-rule.jar is a plain jar, and plugins/ takes OSGi bundles: its "
                + "manifest has no Bundle-SymbolicName; build it with bnd, as DeltaW's own plugins are.")),
                world.states());
    }

    @Test
    void providerThatTheManifestDoesNotOffer() throws Exception {
        world.assertBroken("my-rule.jar: com.example.MyRule is listed in META-INF/services, but the manifest does "
                        + "not offer it as a service; annotate it with @ServiceProvider(RuleFamily.class) and build the "
                        + "jar with bnd.",
                constructedBy("").without("Require-Capability"));
    }

    @Test
    void copyOfTheApiInTheJar() throws Exception {
        world.assertBroken("my-rule.jar: com.example.MyRule implements another copy of org.deltaw.spi.rule.RuleFamily than "
                        + "DeltaW's; build the jar without org.deltaw.spi inside, and with bnd, so that it imports it.",
                constructedBy("").copyOf(RuleFamily.class).copyOf(Extension.class).without("Import-Package"));
    }

    @Test
    void activatorThatThrowsIsReportedByTheLauncher() throws Exception {
        Path jar = constructedBy("").header("Bundle-Activator", "com.example.Missing").write(folder);
        Bundle bundle = world.felix().install(jar, "");
        assertThrows(BundleException.class, bundle::start);
        world.felix().launchProblems(Map.of(jar.toString(), "fails as it starts: no such class"));

        assertEquals(List.of(new State.Broken("my-rule.jar fails as it starts: no such class.")), world.states());
        assertEquals(RULE, world.registry().installed().getFirst().provider());
    }

    private static PluginJar library(String exports) {
        return new PluginJar("lib.jar").header("Export-Package", exports).without("Import-Package")
                .without("Require-Capability");
    }
}
