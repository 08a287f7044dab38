package org.deltaw.runtime.testing;

/** Sources of plugins, with parts that tests replace to make them go wrong. */
public final class Sources {
    private static final String RULE = """
            package PACKAGE;

            import java.util.*;
            import org.deltaw.spi.*;
            import org.deltaw.spi.parameter.*;
            import org.deltaw.spi.rule.*;

            public final class CLASS implements RuleFamily<NoSettings> {
                public CLASS() {}
                @Override public ExtensionId id() { return new ExtensionId("ID"); }
                @Override public String description() { return "a rule for tests"; }
                @Override public Class<NoSettings> settingsType() { return NoSettings.class; }
                @Override public List<Parameter> parameters(NoSettings settings) { return List.of(); }
                @Override public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
                    throw new UnsupportedOperationException();
                }
            }
            """;

    private static final String BACKEND = """
            package PACKAGE;

            import java.util.*;
            import org.deltaw.spi.*;
            import org.deltaw.spi.backend.*;

            public final class CLASS implements GradientBackend<NoSettings> {
                @Override public ExtensionId id() { return new ExtensionId("ID"); }
                @Override public String description() { return "a backend for tests"; }
                @Override public Class<NoSettings> settingsType() { return NoSettings.class; }
                @Override public int primitives() { return 1; }
                @Override public Set<Precision> precisions() { return Set.of(Precision.F64); }
                @Override public Optional<String> unavailable() { return UNAVAILABLE; }
                @Override public List<Device> devices() { return List.of(Device.processor("for tests")); }
                @Override public CompiledModel compile(NoSettings settings, Program program, BackendContext context) {
                    throw new UnsupportedOperationException();
                }
            }
            """;

    private static final String APPLICATION = """
            package PACKAGE;

            import org.deltaw.runtime.*;
            import org.deltaw.spi.rule.*;

            public final class CLASS implements Application {
                @Override public int run(ExtensionRegistry registry, String[] args) {
                    if (Thread.currentThread().getContextClassLoader() != CLASS.class.getClassLoader()) {
                        throw new IllegalStateException("wrong context class loader");
                    }
                    return registry.all(RuleFamily.class).size() * 10 + args.length;
                }
            }
            """;

    private Sources() {}

    public static String rule(String className, String id) {
        return fill(RULE, className).replace("ID", id);
    }

    /**
     * @param unavailable an expression for what {@code unavailable()} returns
     */
    public static String backend(String className, String id, String unavailable) {
        return fill(BACKEND, className).replace("UNAVAILABLE", unavailable).replace("ID", id);
    }

    /** Returns ten times the number of rules, plus the number of arguments. */
    public static String application(String className) {
        return fill(APPLICATION, className);
    }

    private static String fill(String template, String className) {
        int dot = className.lastIndexOf('.');
        return template.replace("PACKAGE", className.substring(0, dot)).replace("CLASS", className.substring(dot + 1));
    }
}
