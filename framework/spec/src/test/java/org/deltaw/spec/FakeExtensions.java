package org.deltaw.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltaw.spi.BackendContext;
import org.deltaw.spi.Bindings;
import org.deltaw.spi.CompiledModel;
import org.deltaw.spi.DataContext;
import org.deltaw.spi.DataSource;
import org.deltaw.spi.Dataset;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.GradientBackend;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Loss;
import org.deltaw.spi.LossFunction;
import org.deltaw.spi.LossInputs;
import org.deltaw.spi.Network;
import org.deltaw.spi.NetworkArchitecture;
import org.deltaw.spi.NetworkInputs;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Parameter;
import org.deltaw.spi.Plasticity;
import org.deltaw.spi.Precision;
import org.deltaw.spi.Program;
import org.deltaw.spi.RuleFamily;
import org.deltaw.spi.Setting;
import org.deltaw.spi.Synapse;

/** Extensions that have settings and nothing else. */
final class FakeExtensions {
    private FakeExtensions() {}

    enum Reward { EXPECTED, RAW }

    record FlySettings(
            @Setting("the recordings, one .mat file for each fly") List<String> files,
            @Setting(value = "how often the odours are drawn again", byDefault = "1", min = 1, max = 1000)
                    int resamplings,
            @Setting(value = "what is called reward", byDefault = "expected") Reward reward,
            @Setting(value = "standard deviation of the inputs", byDefault = "0.05", min = 0) double noise) {
        FlySettings {
            if (files.isEmpty()) {
                throw new InvalidSpecException("files", "The list is empty; expected at least one recording.");
            }
        }
    }

    record Column(
            @Setting("its title in the file") String title,
            @Setting(value = "by what its values are multiplied", byDefault = "1") double scale) {}

    record Window(
            @Setting(value = "the first row", byDefault = "0", min = 0) long from,
            @Setting("the last row; else all") Optional<Long> to) {
        Window {
            if (to.isPresent() && to.get() < from) {
                throw new InvalidSpecException("to", "The last row is " + to.get() + ", the first " + from + ".");
            }
        }
    }

    record TableSettings(
            @Setting("the file") String file,
            @Setting(value = "the columns by what they hold", byDefault = "{}") Map<String, Column> columns,
            @Setting(value = "which rows to read", byDefault = "{}") Window window,
            @Setting(value = "rows to leave out", byDefault = "[]") List<List<Integer>> gaps,
            @Setting(value = "whether the first line holds titles", byDefault = "true") boolean header,
            @Setting("what separates values") Optional<String> separator) {}

    record LayerSettings(
            @Setting(value = "how many neurons each layer has", min = 1) List<Integer> layers,
            @Setting(value = "scale of the output", byDefault = "5") double scale) {
        LayerSettings {
            if (layers.size() < 2) {
                throw new IllegalArgumentException("A network needs at least two layers, found " + layers.size() + ".");
            }
        }
    }

    record TaylorSettings(
            @Setting(value = "the terms", byDefault = "[1, w, x*r]") List<String> terms) {}

    record JvmSettings(@Setting(value = "whether to use vector instructions", byDefault = "true") boolean vectors) {}

    record Source<S extends Record>(ExtensionId id, Class<S> settingsType) implements DataSource<S> {
        Source(String id, Class<S> settingsType) {
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

    record Architecture<S extends Record>(ExtensionId id, Class<S> settingsType) implements NetworkArchitecture<S> {
        Architecture(String id, Class<S> settingsType) {
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

    record Family<S extends Record>(ExtensionId id, Class<S> settingsType) implements RuleFamily<S> {
        Family(String id, Class<S> settingsType) {
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

    record Function(ExtensionId id) implements LossFunction<NoSettings> {
        Function(String id) {
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
        public Loss loss(NoSettings settings, LossInputs inputs) {
            throw new UnsupportedOperationException();
        }
    }

    record Backend<S extends Record>(ExtensionId id, Class<S> settingsType) implements GradientBackend<S> {
        Backend(String id, Class<S> settingsType) {
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
        public CompiledModel compile(S settings, Program program, BackendContext context) {
            throw new UnsupportedOperationException();
        }
    }
}
