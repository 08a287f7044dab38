package org.deltaw.kernel.testing;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.deltaw.kernel.hamiltonian.ChainState;

/**
 * The mean of a quantity over chains of draws, and its Monte Carlo error by batch means: each chain is divided into ten batches, the spread
 * of whose means holds what draws depend on each other.
 */
public record Moments(double mean, double error) {
    private static final int BATCHES = 10;

    public static Moments of(List<ChainState> chains, ToDoubleFunction<double[]> quantity) {
        double[] means = chains.stream().flatMapToDouble(chain -> {
            int length = chain.draws().size() / BATCHES;
            return IntStream.range(0, BATCHES).mapToDouble(batch -> chain.draws().subList(batch * length, (batch + 1) * length).stream()
                    .mapToDouble(draw -> quantity.applyAsDouble(draw.point())).average().orElseThrow());
        }).toArray();
        double mean = IntStream.range(0, means.length).mapToDouble(i -> means[i]).average().orElseThrow();
        double squares = IntStream.range(0, means.length).mapToDouble(i -> (means[i] - mean) * (means[i] - mean)).sum();
        return new Moments(mean, Math.sqrt(squares / (means.length - 1) / means.length));
    }
}
