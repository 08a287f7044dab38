package org.deltaw.plugin.synthetic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.deltaw.behaviour.SimulatedAnimals;
import org.deltaw.behaviour.SimulatedRecording;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.SimulatedNetwork;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;

/** Shows random inputs to a network and records its activity. For one thread. */
final class NeuralRecording {
    private final NeuralSettings settings;
    private final Channel input;
    private final RecordedNeurons recorded;
    private final Simulator simulator;

    NeuralRecording(NeuralSettings settings, Channel input, RecordedNeurons recorded, Simulator simulator) {
        this.settings = settings;
        this.input = input;
        this.recorded = recorded;
        this.simulator = simulator;
    }

    SimulatedRecording run(SimulatedAnimals.Animal animal) {
        try (SimulatedNetwork network = animal.start(simulator)) {
            RandomGenerator random = animal.seed().child("inputs").generator();
            RandomGenerator noise = animal.seed().child("noise").generator();
            double[] inputs = new double[settings.steps() * input.width()];
            double[] activity = new double[settings.steps() * recorded.neurons()];
            for (int step = 0; step < settings.steps(); step++) {
                double[] x = new double[input.width()];
                for (int i = 0; i < x.length; i++) {
                    x[i] = settings.inputMean() + settings.inputDeviation() * random.nextGaussian();
                }
                System.arraycopy(x, 0, inputs, step * x.length, x.length);
                Map<Channel, double[]> row = Map.of(input, x);
                record(animal.id(), step, Objects.requireNonNull(network.observe(row).get(Observable.ACTIVITY)), noise, activity);
                network.advance(row);
            }
            return SimulatedRecording.of(Trajectory.builder(animal.id(), settings.steps()).subject(animal.subject())
                    .columns(columns(inputs, activity))
                    .initialStates(network.initialStates()).use(animal.use()).build());
        }
    }

    private void record(String id, int step, double[] shown, RandomGenerator noise, double[] activity) {
        for (int neuron = 0; neuron < shown.length; neuron++) {
            if (!Double.isFinite(shown[neuron])) {
                throw SimulatedAnimals.diverged(id, step);
            }
            // Drawn for all neurons, so that recording more of them changes nothing for the others.
            double seen = shown[neuron] + settings.noise() * noise.nextGaussian();
            activity[step * shown.length + neuron] = recorded.contains(neuron) ? seen : Double.NaN;
        }
    }

    private Map<Channel, double[]> columns(double[] inputs, double[] activity) {
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        columns.put(input, inputs);
        columns.put(Channel.of(Target.ACTIVITY, recorded.neurons()), activity);
        recorded.mask().ifPresent(mask -> {
            double[] observed = new double[activity.length];
            for (int i = 0; i < observed.length; i++) {
                observed[i] = recorded.contains(i % recorded.neurons()) ? 1 : 0;
            }
            columns.put(mask, observed);
        });
        return columns;
    }
}
