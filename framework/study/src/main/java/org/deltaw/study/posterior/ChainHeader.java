package org.deltaw.study.posterior;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the draws of a file were made.
 *
 * @param model what was fitted, in a word
 * @param chain its number, from 1 on
 * @param seed of all chains
 * @param draws how many there are, without the warm-up
 */
public record ChainHeader(String model, int chain, long seed, int draws, Sampler sampler) {
    /** What made them. */
    public sealed interface Sampler {
        /** Lists the columns that say how a draw was reached. */
        List<String> columns();
    }

    /**
     * The no-U-turn sampler.
     *
     * @param warmup how many draws were left out before
     */
    public record NoUTurn(int warmup, double targetAcceptance, int mostDepth, Adapted adapted) implements Sampler {
        @Override
        public List<String> columns() {
            return List.of("lp__", "accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__", "divergent__", "energy__");
        }
    }

    /** Particles of equal weight, which are no chain: each is a draw of its own. */
    public record Particles() implements Sampler {
        @Override
        public List<String> columns() {
            return List.of("lp__");
        }
    }

    /** The shape of a mass matrix. */
    public enum Metric { DIAGONAL, DENSE, BLOCKS }

    /**
     * What the warm-up came to.
     *
     * @param inverseMasses the diagonal of the inverse mass matrix, over the numbers that were sampled
     */
    public record Adapted(double stepSize, Metric metric, double[] inverseMasses) {}

    /** Returns the comments before the names of columns, in the words of Stan. */
    List<String> before() {
        List<String> lines = new ArrayList<>(List.of("model = " + model.replaceAll("[^A-Za-z0-9_.-]+", "_"), "method = sample", "  sample",
                "    num_samples = " + draws));
        switch (sampler) {
            case NoUTurn noUTurn -> lines.addAll(List.of("    num_warmup = " + noUTurn.warmup(), "    save_warmup = false",
                    "    thin = 1", "    adapt", "      engaged = true", "      delta = " + noUTurn.targetAcceptance(),
                    "    algorithm = hmc", "      hmc", "        engine = nuts", "          nuts",
                    "            max_depth = " + noUTurn.mostDepth(), "        metric = " + metric(noUTurn.adapted().metric()),
                    "    num_chains = 1"));
            case Particles _ -> lines.addAll(List.of("    num_warmup = 0", "    save_warmup = false", "    thin = 1",
                    "    algorithm = smc", "    num_chains = 1"));
        }
        lines.addAll(List.of("id = " + chain, "random", "  seed = " + seed));
        return lines;
    }

    /** Returns the comments after the names of columns. */
    List<String> after() {
        return switch (sampler) {
            case NoUTurn noUTurn -> List.of("Adaptation terminated", "Step size = " + noUTurn.adapted().stepSize(),
                    "Diagonal elements of inverse mass matrix:", Arrays.stream(noUTurn.adapted().inverseMasses())
                            .mapToObj(Double::toString).collect(Collectors.joining(", ")));
            case Particles _ -> List.of();
        };
    }

    private static String metric(Metric metric) {
        return switch (metric) {
            case DIAGONAL -> "diag_e";
            case DENSE -> "dense_e";
            case BLOCKS -> "block_e";
        };
    }
}
