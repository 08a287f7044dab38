package org.deltaw.study.report;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.jspecify.annotations.Nullable;

/** Between what is chosen in each step, which of it was, and how probable a network holds each. */
sealed interface Alternatives {
    /** Names what may be chosen. */
    List<String> names();

    /** Returns which was chosen in a step; empty if that was not observed. */
    OptionalInt observed(Trajectory trajectory, int step);

    /** Returns their probabilities in a step, given what the network shows in all. */
    double[] probabilities(double[] shown, int step);

    /** Returns the logarithms of the same. */
    double[] logProbabilities(double[] shown, int step);

    /** Returns probabilities, which are means over as many repetitions as were added up. */
    double[] means(double[] sums, int repetitions);

    private static boolean isIn(double @Nullable [] mask, int step) {
        return mask == null || mask[step] != 0;
    }

    /** Accepts or rejects; the network shows the logarithm of the odds of accepting. */
    record Decision() implements Alternatives {
        private static final Channel TARGET = Channel.of(Target.DECISION, 1);

        @Override
        public List<String> names() {
            return List.of("reject", "accept");
        }

        @Override
        public OptionalInt observed(Trajectory trajectory, int step) {
            boolean isObserved = trajectory.columns().containsKey(TARGET)
                    && isIn(trajectory.columns().get(Channel.mask(Target.DECISION, 1)), step);
            return isObserved ? OptionalInt.of(trajectory.column(TARGET)[step] != 0 ? 1 : 0) : OptionalInt.empty();
        }

        @Override
        public double[] probabilities(double[] shown, int step) {
            double accept = 1 / (1 + Math.exp(-shown[step]));
            return new double[] {1 - accept, accept};
        }

        @Override
        public double[] logProbabilities(double[] shown, int step) {
            return new double[] {-softplus(shown[step]), -softplus(-shown[step])};
        }

        @Override
        public double[] means(double[] sums, int repetitions) {
            return new double[] {1 - sums[1] / repetitions, sums[1] / repetitions};
        }

        /** Is log(1 + exp(x)) without overflow. */
        private static double softplus(double x) {
            return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        }
    }

    /**
     * Chooses one of several options; the network shows the logarithms of their probabilities.
     *
     * @param names of the options, in their order
     */
    record Options(List<String> names) implements Alternatives {
        public Options {
            names = List.copyOf(names);
        }

        /** Numbers options that have no names. */
        static Options numbered(int count) {
            return new Options(IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList());
        }

        @Override
        public OptionalInt observed(Trajectory trajectory, int step) {
            Channel target = Channel.of(Target.CHOICE, names.size());
            double[] chosen = trajectory.columns().get(target);
            if (chosen == null || !isIn(trajectory.columns().get(Channel.mask(Target.CHOICE, 1)), step)) {
                return OptionalInt.empty();
            }
            double[] each = trajectory.columns().get(Channel.mask(Target.CHOICE, names.size()));
            int first = step * names.size();
            return IntStream.range(0, names.size()).filter(k -> isIn(each, first + k) && chosen[first + k] != 0).findFirst();
        }

        @Override
        public double[] probabilities(double[] shown, int step) {
            return Arrays.stream(logProbabilities(shown, step)).map(Math::exp).toArray();
        }

        @Override
        public double[] logProbabilities(double[] shown, int step) {
            return IntStream.range(0, names.size()).mapToDouble(k -> shown[step * names.size() + k]).toArray();
        }

        @Override
        public double[] means(double[] sums, int repetitions) {
            return IntStream.range(0, sums.length).mapToDouble(k -> sums[k] / repetitions).toArray();
        }
    }
}
