package org.deltaw.kernel.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deltaw.kernel.LikelihoodSettings;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ModelData;
import org.deltaw.kernel.model.TargetMeans;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.data.Trajectory;

/**
 * Trajectories as a model's program reads them, and what each counts. What is minimised is the sum over trajectories of their shares
 * times what the program says that each costs; of several replicates of a recording, as they are put together.
 *
 * <p>If each observation counts alike, a misfit {@code m} counts {@code cost_m / N_m} in that sum, with {@code N_m} the number of values
 * that it compares in all recordings; if each trajectory does, {@code cost_m / (n_m R)}, with {@code n_m} the number in the trajectory
 * and {@code R} that of recordings. Replicates of a recording share what it counts. Immutable.
 *
 * @param inputs one for each trajectory
 * @param shares of the trajectories; they add up to 1
 * @param counts how many values are compared in each trajectory, by all misfits with a weight
 * @param recordings of which they are replicates
 * @param observations how many values are compared in all recordings; replicates count as one
 * @param misfitWeight of the only misfit; of several, which have no unit in common, 1
 */
public record WeightedData(List<ModelInput> inputs, double[] shares, double[] counts, Recordings recordings, double observations,
        double misfitWeight) {
    /**
     * Binds trajectories and weighs them.
     *
     * @param means of targets over the data that are fitted
     */
    public static WeightedData of(Model model, ModelData data, List<Trajectory> trajectories, TargetMeans means,
            LikelihoodSettings.Weighting weighting) {
        Recordings recordings = Recordings.of(trajectories);
        List<ModelInput> inputs = trajectories.stream().map(trajectory -> data.bind(trajectory, means)).toList();
        List<Model.Term> misfits = model.weightedMisfits();
        double[][] counts = new double[misfits.size()][];
        for (int m = 0; m < counts.length; m++) {
            Model.Term misfit = misfits.get(m);
            counts[m] = inputs.stream().mapToDouble(input -> data.count(misfit, input)).toArray();
        }
        double[] all = new double[inputs.size()];
        Arrays.setAll(all, i -> Arrays.stream(counts).mapToDouble(each -> each[i]).sum());
        double[] shares = shares(all, recordings, weighting);
        double observations = perRecording(all, recordings);
        double weight = misfits.size() == 1 ? misfits.getFirst().weight() : 1;
        if (weighting == LikelihoodSettings.Weighting.TRAJECTORY || misfits.size() < 2) {
            return new WeightedData(inputs, shares, all, recordings, observations, weight);
        }
        // What a misfit compares may be few values in one trajectory and many in another, whatever the other misfits do there.
        int[] replicates = recordings.replicates();
        List<ModelInput> scaled = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            List<double[]> attributes = new ArrayList<>(inputs.get(i).attributes());
            for (int m = 0; m < counts.length; m++) {
                double whole = perRecording(counts[m], recordings);
                attributes.set(model.program().attributes().indexOf(misfits.get(m).scale()),
                        new double[] {1 / (whole * shares[i] * replicates[i])});
            }
            scaled.add(new ModelInput(inputs.get(i).steps(), inputs.get(i).channels(), attributes, inputs.get(i).initialStates()));
        }
        return new WeightedData(scaled, shares, all, recordings, observations, weight);
    }

    private static double[] shares(double[] counts, Recordings recordings, LikelihoodSettings.Weighting weighting) {
        int[] replicates = recordings.replicates();
        double whole = perRecording(counts, recordings);
        double[] shares = new double[counts.length];
        Arrays.setAll(shares, i -> weighting == LikelihoodSettings.Weighting.OBSERVATION && whole > 0
                ? counts[i] / whole / replicates[i] : 1.0 / recordings.count() / replicates[i]);
        return shares;
    }

    /** Adds up over recordings the mean over the replicates of each. */
    private static double perRecording(double[] values, Recordings recordings) {
        double sum = 0;
        for (List<Integer> members : recordings.members()) {
            sum += members.stream().mapToDouble(i -> values[i]).sum() / members.size();
        }
        return sum;
    }

    /**
     * Adds up what trajectories cost, with the replicates of each recording put together.
     *
     * @param losses of the trajectories, as the model's program says
     */
    public double loss(double[] losses, Model model, LikelihoodSettings.Combination combination) {
        double total = 0;
        for (int r = 0; r < recordings.count(); r++) {
            List<Integer> members = recordings.members().get(r);
            double nats = nats(r);
            double[] own = members.stream().mapToDouble(i -> -losses[i] * nats).toArray();
            Replicates together = Replicates.of(
                    own, model.likelihood().isPresent() ? combination : LikelihoodSettings.Combination.MEAN);
            total -= share(r) * together.logLikelihood() / nats;
        }
        return total;
    }

    /** Returns by what the cost of a replicate of a recording is multiplied to be a sum over its observations: minus its log-likelihood. */
    public double nats(int recording) {
        return counts[recordings.members().get(recording).getFirst()] / misfitWeight;
    }

    /** Returns what a recording counts: the shares of its replicates. */
    public double share(int recording) {
        return recordings.members().get(recording).stream().mapToDouble(i -> shares[i]).sum();
    }
}
