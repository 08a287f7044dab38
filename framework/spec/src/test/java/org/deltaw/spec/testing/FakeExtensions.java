package org.deltaw.spec.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Setting;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Device;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.spi.optimizer.Search;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.spi.optimizer.Trait;
import org.deltaw.spi.optimizer.Wanted;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Synapse;

/** Extensions that have settings and nothing else. */
public final class FakeExtensions {
    private FakeExtensions() {}

    public enum Reward { EXPECTED, RAW }

    public enum Update { PER_TRAJECTORY, PER_BATCH }

    public record AdamSettings(
            @Setting(value = "the step size", byDefault = "0.001", min = 0) double learningRate,
            @Setting(value = "when parameters change", byDefault = "per-trajectory") Update update,
            @Setting(value = "decay of the mean of gradients", byDefault = "0.9", min = 0, max = 1) double beta1,
            @Setting("the largest norm of a gradient; longer ones are shortened") Optional<Double> gradientClip) {}

    public record NewtonSettings(
            @Setting(value = "the shortest step", byDefault = "1e-10", min = 0) double stepTolerance) {}

    public record FlySettings(
            @Setting("the recordings, one .mat file for each fly") List<String> files,
            @Setting(value = "how often the odours are drawn again", byDefault = "1", min = 1, max = 1000)
                    int resamplings,
            @Setting(value = "what is called reward", byDefault = "expected") Reward reward,
            @Setting(value = "standard deviation of the inputs", byDefault = "0.05", min = 0) double noise) {
        public FlySettings {
            if (files.isEmpty()) {
                throw new InvalidSpecException("files", "The list is empty; expected at least one recording.");
            }
        }
    }

    public record Column(
            @Setting("its title in the file") String title,
            @Setting(value = "by what its values are multiplied", byDefault = "1") double scale) {}

    public record Window(
            @Setting(value = "the first row", byDefault = "0", min = 0) long from,
            @Setting("the last row; else all") Optional<Long> to) {
        public Window {
            if (to.isPresent() && to.get() < from) {
                throw new InvalidSpecException("to", "The last row is " + to.get() + ", the first " + from + ".");
            }
        }
    }

    public record TableSettings(
            @Setting("the file") String file,
            @Setting(value = "the columns by what they hold", byDefault = "{}") Map<String, Column> columns,
            @Setting(value = "which rows to read", byDefault = "{}") Window window,
            @Setting(value = "rows to leave out", byDefault = "[]") List<List<Integer>> gaps,
            @Setting(value = "whether the first line holds titles", byDefault = "true") boolean header,
            @Setting("what separates values") Optional<String> separator) {}

    public record LayerSettings(
            @Setting(value = "how many neurons each layer has", min = 1) List<Integer> layers,
            @Setting(value = "scale of the output", byDefault = "5") double scale) {
        public LayerSettings {
            if (layers.size() < 2) {
                throw new IllegalArgumentException("A network needs at least two layers, found " + layers.size() + ".");
            }
        }
    }

    public record TaylorSettings(
            @Setting(value = "the terms", byDefault = "[1, w, x*r]") List<String> terms) {}

    public record JvmSettings(@Setting(value = "whether to use vector instructions", byDefault = "true") boolean vectors) {}

    public record Source<S extends Record>(ExtensionId id, Class<S> settingsType) implements DataSource<S> {
        public Source(String id, Class<S> settingsType) {
            this(new ExtensionId(id), settingsType);
        }

        @Override
        public String description() {
            return "data of " + id;
        }

        @Override
        public Dataset load(S settings, DataContext context) {
            throw new UnsupportedOperationException();
        }
    }

    public record Architecture<S extends Record>(ExtensionId id, Class<S> settingsType) implements NetworkArchitecture<S> {
        public Architecture(String id, Class<S> settingsType) {
            this(new ExtensionId(id), settingsType);
        }

        @Override
        public String description() {
            return "network " + id;
        }

        @Override
        public int inputs(S settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Parameter> parameters(S settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Network build(S settings, NetworkInputs inputs, Bindings theta) {
            throw new UnsupportedOperationException();
        }
    }

    public record Family<S extends Record>(ExtensionId id, Class<S> settingsType) implements RuleFamily<S> {
        public Family(String id, Class<S> settingsType) {
            this(new ExtensionId(id), settingsType);
        }

        @Override
        public String description() {
            return "rules of " + id;
        }

        @Override
        public List<Parameter> parameters(S settings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Plasticity plasticity(S settings, Synapse synapse, Bindings theta) {
            throw new UnsupportedOperationException();
        }
    }

    public record Function(ExtensionId id) implements LossFunction<NoSettings> {
        public Function(String id) {
            this(new ExtensionId(id));
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public String description() {
            return "loss " + id;
        }

        @Override
        public Loss loss(NoSettings settings, LossInputs inputs, Bindings theta) {
            throw new UnsupportedOperationException();
        }
    }

    public record Method<S extends Record>(ExtensionId id, Class<S> settingsType) implements Optimizer<S> {
        public Method(String id, Class<S> settingsType) {
            this(new ExtensionId(id), settingsType);
        }

        @Override
        public String description() {
            return "minimises by " + id;
        }

        @Override
        public Wanted most(S settings) {
            return Wanted.GRADIENT;
        }

        @Override
        public Set<Trait> traits(S settings) {
            return Set.of();
        }

        @Override
        public Search begin(S settings, SearchProblem problem, double[] start) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Search resume(S settings, SearchProblem problem, double[] point, OptimizerState state) {
            throw new UnsupportedOperationException();
        }
    }

    public record Backend<S extends Record>(ExtensionId id, Class<S> settingsType) implements GradientBackend<S> {
        public Backend(String id, Class<S> settingsType) {
            this(new ExtensionId(id), settingsType);
        }

        @Override
        public String description() {
            return "computes by " + id;
        }

        @Override
        public int primitives() {
            return 1;
        }

        @Override
        public Set<Precision> precisions() {
            return Set.of(Precision.F64);
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public List<Device> devices() {
            return List.of(Device.processor("fake"));
        }

        @Override
        public CompiledModel compile(S settings, Program program, BackendContext context) {
            throw new UnsupportedOperationException();
        }
    }
}
