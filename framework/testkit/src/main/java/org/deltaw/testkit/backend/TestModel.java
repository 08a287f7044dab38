package org.deltaw.testkit.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Evaluation;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Quantity;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.backend.SimulationPart;
import org.deltaw.spi.backend.TrajectoryInterpreter;
import org.deltaw.testkit.random.RandomStep;

/**
 * A program on which backends are tried, with parameters and trajectories for it.
 *
 * @param name as messages call it
 * @param parameters laid out as the program says
 * @param inputs makes a trajectory of so many steps; another number makes another one
 */
record TestModel(String name, Program program, double[] parameters, Inputs inputs) {
    /** Makes trajectories. */
    interface Inputs {
        ModelInput of(int steps, long number);
    }

    static TestModel of(long seed) {
        RandomStep step = RandomStep.of(seed);
        return new TestModel("random step " + seed, step.program(), step.parameters(), step::trajectory);
    }

    /** A program whose symbols take values between -0.5 and 0.5, but 0 or 1 if they are gates or masks. */
    static TestModel of(String name, Program program) {
        RandomGenerator random = new Seed(name.hashCode()).child("parameters").generator();
        double[] parameters = random.doubles(program.layout().size(), -0.5, 0.5).toArray();
        return new TestModel(name, program, parameters, (steps, number) -> drawn(name, program, steps, number));
    }

    private static ModelInput drawn(String name, Program program, int steps, long number) {
        RandomGenerator random = new Seed(name.hashCode()).child(number).generator();
        return new ModelInput(steps, rows(program.channels(), steps, random), rows(program.attributes(), 1, random),
                rows(program.states(), 1, random));
    }

    private static List<double[]> rows(List<Symbol> symbols, int count, RandomGenerator random) {
        List<double[]> rows = new ArrayList<>();
        for (Symbol symbol : symbols) {
            boolean binary = symbol.name().contains("gate") || symbol.name().contains("mask");
            double[] values = new double[count * symbol.entries()];
            Arrays.setAll(values, _ -> binary ? random.nextInt(2) : random.nextDouble(-0.5, 0.5));
            rows.add(values);
        }
        return rows;
    }

    /** Returns the same model with trajectories in which a channel holds one value throughout. */
    TestModel with(Symbol channel, double value) {
        int index = program.channels().indexOf(channel);
        String changed = String.format(Locale.ROOT, "%s with %s = %s", name, channel, value);
        return new TestModel(changed, program, parameters, (steps, number) -> {
            ModelInput input = inputs.of(steps, number);
            List<double[]> channels = new ArrayList<>(input.channels());
            channels.set(index, channels.get(index).clone());
            Arrays.fill(channels.get(index), value);
            return new ModelInput(steps, channels, input.attributes(), input.initialStates());
        });
    }

    List<ModelInput> trajectories(int... steps) {
        List<ModelInput> trajectories = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            trajectories.add(inputs.of(steps[i], i));
        }
        return trajectories;
    }

    Evaluation expected(ModelInput input, Set<Quantity> wanted) {
        return new TrajectoryInterpreter(program, Long.MAX_VALUE).evaluate(input, parameters, wanted);
    }

    Simulation expectedSimulation(ModelInput input) {
        return new TrajectoryInterpreter(program, Long.MAX_VALUE).simulate(input, parameters, EnumSet.allOf(SimulationPart.class));
    }
}
