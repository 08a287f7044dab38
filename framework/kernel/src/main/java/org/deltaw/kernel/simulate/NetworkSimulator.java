package org.deltaw.kernel.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Symbol;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.backend.Backends;
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
import org.deltaw.spi.rule.KnownRule;

/** Runs the network of a fit with a known rule on the fit's backend. For one thread. */
public final class NetworkSimulator implements Simulator {
    private final Model model;
    private final Seed states;
    private final CompiledModel compiled;

    public NetworkSimulator(Fit fit, KnownRule rule, List<Channel> channels) {
        this.model = ModelAssembly.assembleKnown(fit, rule, channels);
        this.states = fit.states();
        this.compiled = Backends.compile(fit.backend(), model.program());
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
    public SimulatedNetwork start(Seed seed) {
        List<double[]> attributes = new ArrayList<>();
        for (Symbol attribute : model.program().attributes()) {
            attributes.add(model.parameters().attributes().stream()
                    .filter(entry -> entry.symbol().equals(attribute)).findFirst().orElseThrow().start());
        }
        List<double[]> initial = model.program().states().stream().map(state -> model.draw(state, states, seed)).toList();
        return new Running(initial, compiled.start(List.of(new SimulationStart(model.parameters().start(), attributes, initial))));
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
                // A rule's traces are its own: the fitted rule may have others, or none.
                if (!model.traces().contains(symbols.get(i))) {
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
