package org.deltaw.runtime;

import static org.deltaw.runtime.testing.PluginJar.FILE;
import static org.deltaw.runtime.testing.PluginJar.RULE;
import static org.deltaw.runtime.testing.PluginJar.constructedBy;
import static org.deltaw.runtime.testing.PluginJar.replacing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.discover.PluginLocation;
import org.deltaw.runtime.testing.PluginJar;
import org.deltaw.runtime.testing.Sources;
import org.deltaw.runtime.testing.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What works is found, and what does not work is explained, alone, in either world. */
@ParameterizedClass
@EnumSource(PluginLocation.class)
class BrokenPluginTest {
    /** Waits, and does not let itself be interrupted, as a loop of a plugin would not. */
    private static final String HANG = "while (System.nanoTime() != 0) { java.util.concurrent.locks.LockSupport.parkNanos(1000000000); }";

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
    void constructorThatThrows() throws Exception {
        world.assertBroken(
                FILE + ": the constructor of " + RULE + " threw java.lang.IllegalStateException: no licence; "
                        + place.replace() + ".",
                constructedBy("if (true) throw new IllegalStateException(\"no licence.\\nBuy one.\");"));
    }

    @Test
    void constructorThatThrowsAnError() throws Exception {
        world.assertBroken(
                FILE + ": the constructor of " + RULE + " threw java.lang.AssertionError: impossible; "
                        + place.replace() + ".",
                constructedBy("if (true) throw new AssertionError(\"impossible\");"));
    }

    @Test
    void constructorThatNeedsAMissingClass() throws Exception {
        world.assertBroken(
                FILE + ": " + RULE + " needs the class com.lib.Thing, which is not there; "
                        + (place == PluginLocation.PLUGINS
                                ? "embed the library that holds it in " + FILE + "."
                                : "add the jar that holds it to the class path."),
                constructedBy("new com.lib.Thing();").stub("com.lib.Thing", "package com.lib; public class Thing {}"));
    }

    @Test
    void superclassThatIsMissing() throws Exception {
        world.assertBroken(
                FILE + ": " + RULE + " needs the class com.lib.Base, which is not there; "
                        + place.supplyLibrary(new Jar(FILE, "", "")) + ".",
                new PluginJar(FILE)
                        .source(RULE, Sources.rule(RULE, "mine").replace("MyRule implements",
                                "MyRule extends com.lib.Base implements"))
                        .stub("com.lib.Base", "package com.lib; public class Base {}")
                        .rule(RULE));
    }

    @Test
    void classOfTheApiThatIsMissing() throws Exception {
        world.assertBroken(
                FILE + ": " + RULE + " needs the class org.deltaw.spi.Fancy, which this DeltaW does not have; "
                        + "get a version of the plugin built for it.",
                constructedBy("new org.deltaw.spi.Fancy();")
                        .stub("org.deltaw.spi.Fancy", "package org.deltaw.spi; public class Fancy {}"));
    }

    @Test
    void methodOfTheApiThatIsMissing() throws Exception {
        world.assertBroken(
                FILE + ": " + RULE + " does not fit this DeltaW (java.lang.NoSuchFieldError: Class "
                        + "org.deltaw.spi.Seed does not have member field 'int FANCY'); get a version of the plugin "
                        + "built for it.",
                constructedBy("System.identityHashCode(org.deltaw.spi.Seed.FANCY);").stub(
                        "org.deltaw.spi.Seed", """
                        package org.deltaw.spi;
                        public record Seed(long value) { public static int FANCY = Integer.parseInt("1"); }
                        """));
    }

    @Test
    void staticInitialiserThatThrows() throws Exception {
        world.assertBroken(
                FILE + ": the constructor of " + RULE + " threw java.lang.NumberFormatException: For input string: "
                        + "\"x\"; " + place.replace() + ".",
                new PluginJar(FILE)
                        .source(RULE, Sources.rule(RULE, "mine").replace("public MyRule()",
                                "static int N = Integer.parseInt(\"x\"); public MyRule()"))
                        .rule(RULE));
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void constructorThatDoesNotReturn() throws Exception {
        world.assertBroken(
                FILE + ": the constructor of " + RULE + " did not return within 3 seconds; " + place.replace() + ".",
                constructedBy(HANG));
    }

    @Test
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void staticInitialiserThatDoesNotReturn() throws Exception {
        world.assertBroken(
                FILE + ": the constructor of " + RULE + " did not return within 3 seconds; " + place.replace() + ".",
                new PluginJar(FILE)
                        .source(RULE, Sources.rule(RULE, "mine").replace("public MyRule()",
                                "static { " + HANG + " } public MyRule()"))
                        .rule(RULE));
    }

    @Test
    void classThatWasCompiledForANewerJava() throws Exception {
        int newer = Runtime.version().feature() + 1;
        world.assertBroken(
                FILE + ": " + RULE + " was compiled for Java " + newer + ", this is Java " + (newer - 1)
                        + "; run DeltaW with Java " + newer + " or newer.",
                constructedBy("").compiledForJava(newer));
    }

    @Test
    void declaredClassThatIsMissing() throws Exception {
        world.assertBroken(
                FILE + ": META-INF/services/org.deltaw.spi.rule.RuleFamily names " + RULE
                        + ", a class that is not there; correct the name, or build the jar anew.",
                new PluginJar(FILE).rule(RULE));
    }

    @Test
    void classThatIsNoRule() throws Exception {
        world.assertBroken(
                FILE + ": META-INF/services/org.deltaw.spi.rule.RuleFamily names " + RULE + ", which does not implement "
                        + "that interface; let it implement the interface, or take it out of that file.",
                new PluginJar(FILE)
                        .source(RULE, "package com.example; public class MyRule {}")
                        .rule(RULE));
    }

    @Test
    void classWithoutAConstructorToCall() throws Exception {
        world.assertBroken(
                FILE + ": " + RULE + " has no public constructor without parameters; add one.",
                new PluginJar(FILE)
                        .source(RULE, Sources.rule(RULE, "mine").replace("MyRule()", "MyRule(int size)"))
                        .rule(RULE));
    }

    @Test
    void classThatIsNotPublic() throws Exception {
        world.assertBroken(
                FILE + ": " + RULE + " is not public; make it public.",
                new PluginJar(FILE)
                        .source(RULE, Sources.rule(RULE, "mine").replace("public final class", "final class"))
                        .rule(RULE));
    }

    @Test
    void classThatIsAbstract() throws Exception {
        world.assertBroken(
                FILE + ": " + RULE + " is abstract; declare a class that can be created.",
                new PluginJar(FILE)
                        .source(RULE, Sources.rule(RULE, "mine").replace("final class", "abstract class"))
                        .rule(RULE));
    }

    @Test
    void apiVersionThatIsNotThere() throws Exception {
        world.assertBroken(
                FILE + " needs org.deltaw.spi [2.0,3.0), this DeltaW has 1.0.0; get a version of the plugin built "
                        + "for it.",
                constructedBy("").header("Import-Package",
                        "org.deltaw.expr;version=\"[1.0,2)\",org.deltaw.spi;version=\"[2.0,3.0)\",com.lib"));
    }

    @Test
    void idThatIsNoName() throws Exception {
        world.assertBroken(
                FILE + ": " + RULE + ".id() threw java.lang.IllegalArgumentException: 'My Rule' is no name for an "
                        + "extension; expected lower-case words of letters and digits joined by '-', as in 'my-rule'; "
                        + place.replace() + ".",
                new PluginJar(FILE).source(RULE, Sources.rule(RULE, "My Rule")).rule(RULE));
    }

    @Test
    void idThatIsNull() throws Exception {
        world.assertBroken(
                FILE + ": " + RULE + ".id() returned null, expected a name for spec files; " + place.replace() + ".",
                replacing("new ExtensionId(\"mine\")", "null"));
    }

    @Test
    void descriptionThatIsNull() throws Exception {
        world.assertBroken(
                FILE + ": " + RULE + ".description() returned null, expected a line of text; " + place.replace()
                        + ".",
                replacing("\"a rule for tests\"", "null"));
        assertEquals("The rule family 'mine' cannot be used: " + FILE + ": " + RULE + ".description() returned null, "
                + "expected a line of text; " + place.replace() + ".", world.refusal("mine"));
    }

    @Test
    void settingsThatAreNoRecord() throws Exception {
        world.assertBroken(
                FILE + ": " + RULE + ".settingsType() returned class java.lang.Record, expected a record; "
                        + place.replace() + ".",
                replacing("@Override public Class<NoSettings> settingsType() { return NoSettings.class",
                        "@SuppressWarnings(\"unchecked\") public Class<NoSettings> settingsType() { "
                                + "return (Class<NoSettings>) (Class<?>) Record.class"));
    }

    @Test
    void methodThatWasAddedToTheApi() throws Exception {
        world.installGood();
        world.install(replacing("@Override public String description()", "public String oldDescription()")
                .stub("org.deltaw.spi.Extension", """
                        package org.deltaw.spi;
                        public interface Extension<S extends Record> {
                            ExtensionId id();
                            Class<S> settingsType();
                        }
                        """)
                .write(folder));

        String refusal = world.refusal("mine");
        assertTrue(refusal.startsWith("The rule family 'mine' cannot be used: my-rule.jar: com.example.MyRule does not "
                + "fit this DeltaW (java.lang.AbstractMethodError: "), refusal);
        assertTrue(refusal.endsWith("); get a version of the plugin built for it."), refusal);
    }
}
