package org.deltaw.kernel.testing;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Synapse;

/** Extensions that a test writes in one line, all named {@code stub}. */
public final class Stubs {
    private static final ExtensionId ID = new ExtensionId("stub");

    private Stubs() {}

    public static RuleFamily<NoSettings> rule(
            List<Parameter> parameters, BiFunction<Synapse, Bindings, Plasticity> plasticity) {
        return new Rule(() -> parameters, plasticity);
    }

    /** A rule that fails where it lists its parameters. */
    public static RuleFamily<NoSettings> ruleWithoutParameters(RuntimeException failure) {
        return new Rule(() -> {
            throw failure;
        }, (_, _) -> {
            throw new AssertionError("Nothing is built without parameters.");
        });
    }

    public static NetworkArchitecture<NoSettings> network(int inputs, Function<NetworkInputs, Network> build) {
        return new Architecture(inputs, build);
    }

    public static LossFunction<NoSettings> loss(Function<LossInputs, Loss> loss) {
        return new Misfit(loss);
    }

    public static DataSource<NoSettings> data(Function<DataContext, Dataset> load) {
        return new Source(load);
    }

    private record Rule(Supplier<List<Parameter>> declared, BiFunction<Synapse, Bindings, Plasticity> body)
            implements RuleFamily<NoSettings> {
        @Override
        public ExtensionId id() {
            return ID;
        }

        @Override
        public String description() {
            return "a rule for tests";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public List<Parameter> parameters(NoSettings settings) {
            return declared.get();
        }

        @Override
        public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
            return body.apply(synapse, theta);
        }
    }

    private record Architecture(int inputs, Function<NetworkInputs, Network> body)
            implements NetworkArchitecture<NoSettings> {
        @Override
        public ExtensionId id() {
            return ID;
        }

        @Override
        public String description() {
            return "a network for tests";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public int inputs(NoSettings settings) {
            return inputs;
        }

        @Override
        public List<Parameter> parameters(NoSettings settings) {
            return List.of();
        }

        @Override
        public Network build(NoSettings settings, NetworkInputs reads, Bindings theta) {
            return body.apply(reads);
        }
    }

    private record Misfit(Function<LossInputs, Loss> body) implements LossFunction<NoSettings> {
        @Override
        public ExtensionId id() {
            return ID;
        }

        @Override
        public String description() {
            return "a loss for tests";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public Loss loss(NoSettings settings, LossInputs inputs, Bindings theta) {
            return body.apply(inputs);
        }
    }

    private record Source(Function<DataContext, Dataset> body) implements DataSource<NoSettings> {
        @Override
        public ExtensionId id() {
            return ID;
        }

        @Override
        public String description() {
            return "data for tests";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public Dataset load(NoSettings settings, DataContext context) {
            return body.apply(context);
        }
    }
}
