package org.deltaw.kernel.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deltaw.expr.Symbol;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.backend.Backends;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.FittedValues;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ModelAssembly;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.SimulationStart;
import org.deltaw.spi.backend.Stepper;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.SimulatedNetwork;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Scope;
import org.deltaw.spi.rule.KnownRule;

/** Runs the network of a fit with a known rule, or with what was fitted, on the fit's backend. For one thread. */
public final class NetworkSimulator implements Simulator {
    private final Model model;
    private final Seed states;
    private final Function<String, double[]> parameters;
    private final CompiledModel compiled;

    private NetworkSimulator(Fit fit, Model model, Function<String, double[]> parameters) {
        this.model = model;
        this.states = fit.states();
        this.parameters = parameters;
        this.compiled = Backends.compile(fit.backend(), model.program());
    }

    /**
     * Runs it with a known rule, the same for all subjects.
     *
     * @throws InvalidSpecException if they and the data do not go together; a key is relative to the rule
     */
    public static NetworkSimulator of(Fit fit, KnownRule rule, List<Channel> channels) {
        Model model = ModelAssembly.assembleKnown(fit, rule, channels);
        return new NetworkSimulator(fit, model, _ -> model.parameters().start());
    }

    /**
     * Runs it with what was fitted, of each subject with its own.
     *
     * @throws InvalidSpecException if they and the data do not go together, or something has a value for each session
     */
    public static NetworkSimulator of(Fit fit, FittedValues fitted, List<Channel> channels) {
        Model model = ModelAssembly.assembleFitted(fit, channels);
        model.parameters().fitted().stream().filter(entry -> entry.parameter().scope() == Scope.SESSION).findFirst().ifPresent(entry -> {
            throw new InvalidSpecException(entry.key("scope"), "'" + entry.parameter().name() + "' was fitted to each session, and a "
                    + "session that is simulated has no value of it; choose the scope subject or shared.");
        });
        // Nothing differs between the trajectories of one subject.
        FittedNumbers numbers = new FittedNumbers(model, List.of(), true);
        return new NetworkSimulator(fit, model, subject -> numbers.vector(fitted.of(subject)));
    }

    @Override
    public int width(Observable observable) {
        List<Symbol> outputs = outputs();
        return outputs.stream().filter(output -> output.name().equals(observable.name())).findFirst()
                .orElseThrow(() -> new InvalidSpecException("The network does not show '" + observable + "'; it shows "
                        + String.join(", ", outputs.stream().map(Symbol::name).toList())
                        + ". Choose another network, or other data."))
                .entries();
    }

    @Override
    public SimulatedNetwork start(String subject, Seed seed) {
        List<double[]> attributes = new ArrayList<>();
        for (Symbol attribute : model.program().attributes()) {
            attributes.add(model.parameters().attributes().stream()
                    .filter(entry -> entry.symbol().equals(attribute)).findFirst().orElseThrow().start());
        }
        List<double[]> initial = model.program().states().stream().map(state ->
                model.startsFitted(state) ? new double[state.entries()] : model.draw(state, states, seed)).toList();
        return new Running(initial, compiled.start(List.of(new SimulationStart(parameters.apply(subject), attributes, initial))));
    }

    private List<Symbol> outputs() {
        return model.program().step().outputs().stream().map(output -> output.symbol()).toList();
    }

    @Override
    public void close() {
        compiled.close();
    }

    private final class Running implements SimulatedNetwork {
        private final Map<String, double[]> initialStates = new LinkedHashMap<>();
        private final Stepper stepper;

        Running(List<double[]> states, Stepper stepper) {
            this.stepper = stepper;
            List<Symbol> symbols = model.program().states();
            for (int i = 0; i < symbols.size(); i++) {
                // A rule's traces are its own: the fitted rule may have others, or none. Weights whose start is fitted are not given.
                if (!model.traces().contains(symbols.get(i)) && !model.startsFitted(symbols.get(i))) {
                    initialStates.put(symbols.get(i).name(), states.get(i));
                }
            }
        }

        @Override
        public Map<String, double[]> initialStates() {
            Map<String, double[]> copy = new LinkedHashMap<>();
            initialStates.forEach((name, values) -> copy.put(name, values.clone()));
            return copy;
        }

        @Override
        public Map<Observable, double[]> observe(Map<Channel, double[]> row) {
            List<double[]> values = stepper.observe(channels(row));
            Map<Observable, double[]> shown = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                shown.put(new Observable(outputs().get(i).name()), values.get(i).clone());
            }
            return shown;
        }

        @Override
        public void advance(Map<Channel, double[]> row) {
            stepper.advance(channels(row));
        }

        private List<double[]> channels(Map<Channel, double[]> row) {
            List<double[]> values = new ArrayList<>();
            model.channels().values().forEach(channel -> values.add(row.getOrDefault(channel, missing(channel))));
            return values;
        }

        private static double[] missing(Channel channel) {
            return channel.equals(Channel.UPDATE) ? new double[] {1} : new double[channel.width()];
        }

        @Override
        public void close() {
            stepper.close();
        }
    }
}
