package org.deltaw.kernel.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.parameter.Initial;

/** Hands trajectories to a model: columns by symbol, normalisers, means, and states before the first step. */
public final class ModelData {
    private final Model model;
    private final Seed seed;

    /** Draws the states that the data do not give from the seed. */
    public ModelData(Model model, Seed seed) {
        this.model = model;
        this.seed = seed;
    }

    /**
     * Returns a trajectory as the model's program reads it.
     *
     * @param means over the data that are fitted, whether the trajectory is one of them or not
     * @throws InvalidSpecException if nothing was observed in it, or an initial state does not fit
     */
    public ModelInput bind(Trajectory trajectory, TargetMeans means) {
        List<double[]> channels = channels(trajectory);
        Map<Symbol, double[]> attributes = attributes(trajectory, channels, means);
        return new ModelInput(trajectory.steps(), channels,
                model.program().attributes().stream().map(attributes::get).toList(), initialStates(trajectory));
    }

    /** Returns the same trajectory with weights that never change. */
    public ModelInput withoutPlasticity(ModelInput input) {
        List<double[]> channels = new ArrayList<>(input.channels());
        channels.set(model.program().channels().indexOf(ChannelSymbols.gate()), new double[input.steps()]);
        return new ModelInput(input.steps(), channels, input.attributes(), input.initialStates());
    }

    /** Returns the means of targets over data that are fitted; replicates of a recording count as one. */
    public TargetMeans means(List<Trajectory> fitted) {
        Map<String, Long> replicates = fitted.stream()
                .collect(Collectors.groupingBy(Trajectory::recording, Collectors.counting()));
        Map<String, double[]> means = new LinkedHashMap<>();
        for (LossView.Mean mean : model.means().values()) {
            TargetMean total = new TargetMean(mean);
            for (Trajectory trajectory : fitted) {
                List<double[]> channels = channels(trajectory);
                total.add(trajectory.steps(), Objects.requireNonNull(replicates.get(trajectory.recording())),
                        interpreter -> rows(interpreter, channels));
            }
            means.put(mean.name(), total.mean());
        }
        return new TargetMeans(means);
    }

    private List<double[]> channels(Trajectory trajectory) {
        return model.channels().values().stream().map(channel -> column(trajectory, channel)).toList();
    }

    private static double[] column(Trajectory trajectory, Channel channel) {
        if (channel.equals(Channel.UPDATE) && !trajectory.columns().containsKey(channel)) {
            double[] always = new double[trajectory.steps()];
            Arrays.fill(always, 1);
            return always;
        }
        if (channel.equals(Channel.SESSION)) {
            double[] begins = new double[trajectory.steps()];
            trajectory.sessions().stream().skip(1).forEach(session -> begins[session.from()] = 1);
            return begins;
        }
        return trajectory.column(channel);
    }

    private Map<Symbol, double[]> attributes(Trajectory trajectory, List<double[]> channels, TargetMeans means) {
        Map<Symbol, double[]> attributes = new LinkedHashMap<>();
        model.parameters().attributes().forEach(entry -> attributes.put(entry.symbol(), entry.start()));
        model.means().forEach((symbol, mean) -> attributes.put(symbol, means.of(symbol, mean)));
        for (Model.Term term : model.misfits()) {
            double count = total(new Interpreter(List.of(term.count())), trajectory.steps(), channels, attributes);
            if (!(count > 0)) {
                throw new InvalidSpecException("Loss '" + term.name() + "' has nothing to compare in trajectory '"
                        + trajectory.id() + "': none of its steps was observed. Leave the trajectory out.");
            }
            attributes.put(term.scale(), new double[] {1 / count});
        }
        return attributes;
    }

    /** Returns how many values a misfit compares in a trajectory. */
    public double count(Model.Term misfit, ModelInput input) {
        Map<Symbol, double[]> attributes = new LinkedHashMap<>();
        for (int i = 0; i < input.attributes().size(); i++) {
            attributes.put(model.program().attributes().get(i), input.attributes().get(i));
        }
        return total(new Interpreter(List.of(misfit.count())), input.steps(), input.channels(), attributes);
    }

    /** Adds up an expression without axes that reads data alone. */
    private double total(Interpreter interpreter, int steps, List<double[]> channels, Map<Symbol, double[]> attributes) {
        attributes.forEach((symbol, values) -> interpreter.set(symbol, values, 0));
        double total = 0;
        ChannelRows rows = rows(interpreter, channels);
        for (int t = 0; t < steps; t++) {
            rows.set(t);
            interpreter.begin();
            total += interpreter.value(0)[0];
        }
        return total;
    }

    /** Returns what an interpreter reads of some columns, step by step. */
    public ChannelRows rows(Interpreter interpreter, List<double[]> channels) {
        return new ChannelRows(interpreter, model.program().channels(), channels);
    }

    private List<double[]> initialStates(Trajectory trajectory) {
        List<String> names = model.states();
        for (String given : trajectory.initialStates().keySet()) {
            if (!names.contains(given)) {
                throw new InvalidSpecException("Trajectory '" + trajectory.id() + "' gives initial values for '" + given
                        + "', but the model's states are " + String.join(", ", names) + ".");
            }
        }
        List<double[]> states = new ArrayList<>();
        for (Symbol state : model.program().states()) {
            states.add(initialState(trajectory, state));
        }
        return states;
    }

    private double[] initialState(Trajectory trajectory, Symbol state) {
        if (model.startsFitted(state)) {
            return new double[state.entries()];
        }
        double[] values = drawnOrGiven(trajectory, state);
        model.synapses().keepPresent(state, values);
        return values;
    }

    private double[] drawnOrGiven(Trajectory trajectory, Symbol state) {
        double[] given = trajectory.initialStates().get(state.name());
        if (given == null) {
            return model.draw(state, seed, seed.child(trajectory.start()));
        }
        if (given.length != state.entries()) {
            throw new InvalidSpecException("Trajectory '" + trajectory.id() + "' gives " + given.length
                    + " initial values for '" + state.name() + "'; expected " + state.entries() + ".");
        }
        requireReturn(trajectory, state, given);
        return given.clone();
    }

    /** Where a session begins, a state returns to where the network says that it begins, not to what the data give. */
    private void requireReturn(Trajectory trajectory, Symbol state, double[] given) {
        boolean differs = model.initials().get(state) instanceof Initial.Constant(double value)
                && Arrays.stream(given).anyMatch(each -> each != value);
        if (differs && trajectory.sessions().size() > 1 && model.returning().contains(state)) {
            throw new InvalidSpecException("Trajectory '" + trajectory.id() + "' has " + trajectory.sessions().size()
                    + " sessions and gives initial values for '" + state + "', to which the later ones would not return; leave them "
                    + "out, or let each session begin anew.");
        }
    }
}
