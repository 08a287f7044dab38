package org.deltaw.runtime;

import static org.deltaw.runtime.testing.PluginJar.FILE;
import static org.deltaw.runtime.testing.PluginJar.RULE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.runtime.discover.Installed.State;
import org.deltaw.runtime.discover.Kind;
import org.deltaw.runtime.discover.PluginLocation;
import org.deltaw.runtime.testing.PluginJar;
import org.deltaw.runtime.testing.Sources;
import org.deltaw.runtime.testing.World;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.rule.RuleFamily;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is found, under which name, in either world. */
@ParameterizedClass
@EnumSource(PluginLocation.class)
class RegistryTest {
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

    @Test
    void workingPluginIsReady() throws Exception {
        Path jar = world.installGood();

        assertEquals(List.of(new Installed(Optional.of(Kind.RULE_FAMILY), id("good"), "a rule for tests",
                "com.good.GoodRule", new Jar("good.jar", jar.toString(), "3.2.1"), new State.Ready())),
                world.registry().installed());
        RuleFamily<?> rule = world.registry().get(RuleFamily.class, new ExtensionId("good"));
        assertEquals("com.good.GoodRule", rule.getClass().getName());
        assertSame(rule, world.registry().get(RuleFamily.class, new ExtensionId("good")));
        assertEquals(List.of(rule), world.registry().all(RuleFamily.class));
        assertEquals(List.of(), world.registry().all(DataSource.class));
    }

    @Test
    void extensionsAreListedByKindAndName() throws Exception {
        world.install(new PluginJar("several.jar")
                .source("com.example.B", Sources.rule("com.example.B", "b")).rule("com.example.B")
                .source("com.example.A", Sources.rule("com.example.A", "a")).rule("com.example.A")
                .source("com.example.C", Sources.backend("com.example.C", "a", "Optional.empty()"))
                .service(GradientBackend.class.getName(), "com.example.C"));

        assertEquals(List.of("a", "b"), world.rules());
        assertEquals(List.of("rule family a", "rule family b", "backend a"), world.registry().installed().stream()
                .map(each -> each.kind().orElseThrow() + " " + each.id().orElseThrow()).toList());
    }

    @Test
    void backendThatCannotRunHere() throws Exception {
        String backend = "com.example.Gpu";
        Path jar = new PluginJar("gpu.jar")
                .source(backend, Sources.backend(backend, "gpu", "Optional.of(\"There is no GPU.\")"))
                .service(GradientBackend.class.getName(), backend)
                .write(folder);
        world.install(jar);

        assertEquals(List.of(new Installed(Optional.of(Kind.BACKEND), id("gpu"), "a backend for tests", backend,
                new Jar("gpu.jar", jar.toString(), "3.2.1"), new State.Unavailable("There is no GPU."))),
                world.registry().installed());
        assertEquals("gpu", world.registry().get(GradientBackend.class, new ExtensionId("gpu")).id().name());
    }

    @Test
    void backendThatCannotTell() throws Exception {
        String backend = "com.example.Gpu";
        world.install(new PluginJar("gpu.jar")
                .source(backend, Sources.backend(backend, "gpu", "Optional.of(\"x\".repeat(-1))"))
                .service(GradientBackend.class.getName(), backend));

        assertEquals(new State.Broken("gpu.jar: " + backend + ".unavailable() threw "
                + "java.lang.IllegalArgumentException: count is negative: -1; " + place.replace() + "."),
                world.registry().installed().getFirst().state());
    }

    @Test
    void twoJarsWithOneName() throws Exception {
        world.installGood();
        world.install(PluginJar.withRule("a.jar", "com.a.Rule", "oja").write(folder),
                PluginJar.withRule("b.jar", "com.b.Rule", "oja").write(folder));

        String reason = "a.jar and b.jar both bring the rule family 'oja', so none of them is used; keep one of them "
                + "and remove the other from " + place + ".";
        assertEquals(List.of(new State.Ready(), new State.Broken(reason), new State.Broken(reason)), world.states());
        assertEquals("The rule family 'oja' cannot be used: " + reason, world.refusal("oja"));
        assertEquals(List.of("good"), world.rules());
    }

    @Test
    void oneJarWithOneNameTwice() throws Exception {
        world.install(new PluginJar("a.jar")
                .source("com.a.One", Sources.rule("com.a.One", "oja")).rule("com.a.One")
                .source("com.a.Two", Sources.rule("com.a.Two", "oja")).rule("com.a.Two"));

        assertEquals("The rule family 'oja' cannot be used: a.jar brings the rule family 'oja' more than once "
                + "(com.a.One, com.a.Two), so none of them is used; " + place.replace() + ".", world.refusal("oja"));
    }

    @Test
    void unknownNameThatIsNearlyRight() throws Exception {
        world.install(PluginJar.withRule("taylor.jar", "com.a.Taylor", "taylor").write(folder),
                PluginJar.withRule("mlp.jar", "com.a.Mlp", "mlp").write(folder));

        assertEquals("No rule family is called 'tailor'; did you mean 'taylor'? Installed: mlp, taylor. To add one, "
                + place.add() + "; 'deltaw plugins' lists what is there.", world.refusal("tailor"));
    }

    @Test
    void unknownNameWhenThereIsNone() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class,
                () -> world.registry().get(DataSource.class, new ExtensionId("fly")));

        assertEquals("No data source is called 'fly'. None is installed. The bundle deltaw-data-fly brings 'fly'; it is part of "
                + "the distribution standard. To add one, " + place.add()
                + "; 'deltaw plugins' lists what is there.", refusal.getMessage());
        assertEquals("", refusal.key());
    }

    @Test
    void unknownNameMayBeThatOfABrokenPlugin() throws Exception {
        world.installGood();
        world.install(new PluginJar(FILE).rule(RULE));

        assertEquals("No rule family is called 'mine'. Installed: good. Or is it one that does not work? " + FILE
                + ": META-INF/services/org.deltaw.spi.rule.RuleFamily names " + RULE + ", a class that is not there; "
                + "correct the name, or build the jar anew. To add one, " + place.add()
                + "; 'deltaw plugins' lists what is there.", world.refusal("mine"));
    }

    @Test
    void brokenClassSparesTheOthersOfItsJar() throws Exception {
        world.install(new PluginJar(FILE)
                .source(RULE, Sources.rule(RULE, "mine").replace("MyRule implements",
                        "MyRule extends com.lib.Base implements"))
                .stub("com.lib.Base", "package com.lib; public class Base {}")
                .rule("com.example.Missing").rule(RULE)
                .source("com.example.Other", Sources.rule("com.example.Other", "other")).rule("com.example.Other"));

        assertEquals("com.example.Other",
                world.registry().get(RuleFamily.class, new ExtensionId("other")).getClass().getName());
    }

    @Test
    void onlyTheSixKindsAreKnown() {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class,
                () -> world.registry().all(org.deltaw.spi.Extension.class));

        assertEquals("interface org.deltaw.spi.Extension is no kind of extension; expected one of the six of "
                + "org.deltaw.spi, such as RuleFamily.class.", refusal.getMessage());
    }

    private static Optional<ExtensionId> id(String name) {
        return Optional.of(new ExtensionId(name));
    }
}
