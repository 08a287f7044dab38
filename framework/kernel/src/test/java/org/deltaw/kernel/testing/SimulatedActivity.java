package org.deltaw.kernel.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.SynapticVariable;

/** Recordings of a network that learns by Oja's rule, {@code x*y - y^2*w}, made with the model that is fitted to them. */
public record SimulatedActivity(int inputs, int neurons, int steps, int trajectories) {
    /** A fit of all 27 Taylor terms of x, y and w, from 0. */
    public FitBuilder fit() {
        return FitBuilder.of(new FeedforwardNetwork(), Networks.layers(inputs, neurons))
                .rule(new TaylorRule(), Rules.taylor(2, SynapticVariable.X, SynapticVariable.Y,
                        SynapticVariable.W))
                .loss(new ActivityMeanSquaredError(), 1);
    }

    /** Returns the coefficients with which the recordings were made. */
    public double[] truth(Problem problem) {
        double[] truth = new double[problem.start().length];
        truth[problem.names().indexOf("rule.x*y")] = 1;
        truth[problem.names().indexOf("rule.y^2*w")] = -1;
        return truth;
    }

    /** Records the activity, and changes each value. */
    public Dataset record(FitBuilder fit, long seed, DoubleUnaryOperator change) {
        Channel input = Channel.input(inputs);
        Channel activity = Channel.of(Target.ACTIVITY, neurons);
        Dataset silent = recordings(input, activity, seed);
        try (OpenFit opened = fit.open(silent)) {
            Problem problem = opened.problems().getFirst();
            List<Trajectory> recorded = new ArrayList<>();
            int output = problem.outputs().indexOf("activity");
            for (int i = 0; i < trajectories; i++) {
                Trajectory old = silent.trajectories().get(i);
                Map<Channel, double[]> columns = new LinkedHashMap<>(old.columns());
                double[] shown = problem.simulate(truth(problem)).get(i).outputs().get(output).clone();
                java.util.Arrays.setAll(shown, k -> change.applyAsDouble(shown[k]));
                columns.put(activity, shown);
                recorded.add(Trajectory.builder(old.id(), steps).subject(old.subject()).columns(columns).build());
            }
            return Dataset.builder(silent.channels()).trajectories(recorded).build();
        }
    }

    private Dataset recordings(Channel input, Channel activity, long seed) {
        List<Trajectory> all = new ArrayList<>();
        for (int i = 0; i < trajectories; i++) {
            double[] x = new Seed(seed).child(i).generator().doubles((long) steps * inputs, 0, 1).toArray();
            all.add(Trajectory.builder(Integer.toString(i), steps)
                    .columns(Map.of(input, x, activity, new double[steps * neurons])).build());
        }
        return Dataset.builder(List.of(input, activity)).trajectories(all).build();
    }
}
