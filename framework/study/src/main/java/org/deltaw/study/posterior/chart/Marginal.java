package org.deltaw.study.posterior.chart;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.deltaw.kernel.convergence.Draws;
import org.deltaw.spi.parameter.Parameter;

/**
 * What a chart needs of a number that was sampled.
 *
 * @param name as the reader knows it
 * @param draws finite ones
 * @param bounds between which it may be
 * @param prior its prior density, which adds up to 1 between the bounds; empty if it has none of its own
 */
public record Marginal(String name, Draws draws, Parameter.Bounds bounds, Optional<DoubleUnaryOperator> prior) {}
