package org.deltaw.itests.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deltaw.itests.Compiler;
import org.deltaw.itests.installed.PluginJar;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.FitListener;
import org.deltaw.runtime.ExtensionRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rule and a loss that use two versions of one library, in one fit. The rule shows the number of its version in its formula, the
 * loss is multiplied by that of its own.
 */
class TwoVersionsTest {
    private static final double VERSION_1 = 0.25;
    private static final double VERSION_2 = 8;

    private static final String LIBRARY = """
            package com.lib;

            public final class Factor {
                public static double value() { return VALUE; }
            }
            """;

    private static final String RULE = """
            package com.rule;

            import java.util.*;
            import org.deltaw.spi.*;
            import org.deltaw.spi.parameter.*;
            import org.deltaw.spi.rule.*;

            public final class Scaled implements RuleFamily<NoSettings> {
                private static final Parameter RATE = Parameter.scalar("rate", Initial.at(0.1));

                @Override public ExtensionId id() { return new ExtensionId("scaled-rule"); }
                @Override public String description() { return "a rule for tests"; }
                @Override public Class<NoSettings> settingsType() { return NoSettings.class; }
                @Override public List<Parameter> parameters(NoSettings settings) { return List.of(RATE); }
                @Override public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
                    return Plasticity.of(theta.of(RATE).times(synapse.weight()).plus(com.lib.Factor.value()));
                }
            }
            """;

    private static final String LOSS = """
            package com.loss.NAME;

            import org.deltaw.expr.*;
            import org.deltaw.spi.*;
            import org.deltaw.spi.loss.*;
            import org.deltaw.spi.network.*;
            import org.deltaw.spi.parameter.Bindings;

            public final class Scaled implements LossFunction<NoSettings> {
                @Override public ExtensionId id() { return new ExtensionId("scaled-by-NAME"); }
                @Override public String description() { return "a loss for tests"; }
                @Override public Class<NoSettings> settingsType() { return NoSettings.class; }
                @Override public Loss loss(NoSettings settings, LossInputs inputs, Bindings theta) {
                    Expr observed = inputs.observed(Target.DECISION, Observable.LOGIT);
                    Expr target = Expr.where(observed, inputs.target(Target.DECISION, Observable.LOGIT), Expr.ZERO);
                    Expr cost = inputs.prediction(Observable.LOGIT).minus(target).squared().times(FACTOR);
                    return new Loss.Misfit(Expr.where(observed, cost, Expr.ZERO), observed, java.util.OptionalDouble.of(0));
                }
            }
            """;

    @TempDir
    private Path folder;

    private Felix felix;

    @BeforeEach
    void start() throws Exception {
        felix = Felix.start(folder.resolve("felix"));
        OsgiFit.install(felix, folder);
        felix.install(loss("one", "1").write(folder.resolve("one")));
    }

    @AfterEach
    void stop() throws Exception {
        felix.stop();
    }

    @Test
    void librariesThatPluginsEmbedAreUsedSideBySide() throws Exception {
        felix.install(embedding(RULE, "org.deltaw.spi.rule.RuleFamily", VERSION_1).write(folder.resolve("rule")));
        felix.install(embedding(lossSource("library", "com.lib.Factor.value()"), "org.deltaw.spi.loss.LossFunction", VERSION_2)
                .write(folder.resolve("loss")));
        felix.look(registry -> assertUsed(registry, VERSION_1, VERSION_2));
    }

    @Test
    void librariesThatAreBundlesAreUsedSideBySide() throws Exception {
        felix.install(library("1.4.0", VERSION_1).write(folder.resolve("1")));
        felix.install(library("2.1.0", VERSION_2).write(folder.resolve("2")));
        felix.install(importing(RULE, "org.deltaw.spi.rule.RuleFamily", "[1,2)").write(folder.resolve("rule")));
        felix.install(importing(lossSource("library", "com.lib.Factor.value()"), "org.deltaw.spi.loss.LossFunction", "[2,3)")
                .write(folder.resolve("loss")));
        felix.look(registry -> assertUsed(registry, VERSION_1, VERSION_2));
    }

    /** The guide says so: there the first jar on the class path decides. */
    @Test
    void onAFlatClassPathAllUseTheVersionThatComesFirst() throws Exception {
        List<URL> jars = new ArrayList<>();
        for (Path jar : List.of(
                embedding(RULE, "org.deltaw.spi.rule.RuleFamily", VERSION_1).write(folder.resolve("rule")),
                embedding(lossSource("library", "com.lib.Factor.value()"), "org.deltaw.spi.loss.LossFunction", VERSION_2)
                        .write(folder.resolve("loss")),
                folder.resolve("one/Scaled.jar"))) {
            jars.add(jar.toUri().toURL());
        }
        try (URLClassLoader loader = new URLClassLoader(jars.toArray(URL[]::new), getClass().getClassLoader());
                ExtensionRegistry registry = ExtensionRegistry.ofClassPath(loader)) {
            assertUsed(registry, VERSION_1, VERSION_1);
        }
    }

    /** Asserts which factors the rule and the loss have, by their effects in one fit. */
    private static void assertUsed(ExtensionCatalog catalog, double rule, double loss) {
        FitResult fit = fit(catalog, "library");
        String formula = fit.formulas().get("rule");
        assertTrue(formula.contains(Double.toString(rule)), formula);
        double plain = fit(catalog, "one").best().history().getFirst().loss();
        assertTrue(plain > 0);
        // Powers of 2, so not a bit is lost.
        assertEquals(loss * plain, fit.best().history().getFirst().loss());
    }

    private static FitResult fit(ExtensionCatalog catalog, String loss) {
        return OsgiFit.run(catalog, FitListener.SILENT, "rule={family: scaled-rule}", "loss=[{function: scaled-by-" + loss + "}]");
    }

    private static String lossSource(String name, String factor) {
        return LOSS.replace("NAME", name).replace("FACTOR", factor);
    }

    private static PluginJar loss(String name, String factor) {
        String source = lossSource(name, factor);
        return PluginJar.of(source).service("org.deltaw.spi.loss.LossFunction", Compiler.nameOf(source));
    }

    private static PluginJar embedding(String source, String service, double version) {
        return PluginJar.of(List.of(source, libraryOf(version))).service(service, Compiler.nameOf(source));
    }

    private static PluginJar importing(String source, String service, String versions) {
        return PluginJar.of(List.of(source, libraryOf(VERSION_1))).without("com.lib.Factor")
                .service(service, Compiler.nameOf(source))
                .header("Import-Package", PluginJar.api("[1.0,2)") + ",com.lib;version=\"" + versions + "\"");
    }

    private static PluginJar library(String version, double value) {
        return PluginJar.of(libraryOf(value)).header("Bundle-Version", version)
                .header("Export-Package", "com.lib;version=\"" + version + "\"");
    }

    private static String libraryOf(double value) {
        return LIBRARY.replace("VALUE", Double.toString(value));
    }
}
