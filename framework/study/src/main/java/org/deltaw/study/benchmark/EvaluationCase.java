package org.deltaw.study.benchmark;

import java.util.function.Supplier;
import org.deltaw.spi.data.Dataset;
import org.deltaw.study.reference.ReferenceModel;

/**
 * A model of which value and derivatives are timed, at all pairs of so many parameter vectors and the trajectories of a dataset.
 *
 * @param dataset simulates the data, the same every time
 * @param vectors how many parameter vectors
 * @param curvature whether the Gauss-Newton matrix is timed as well
 */
public record EvaluationCase(
        String name, String description, ReferenceModel.Description model, Supplier<Dataset> dataset, int vectors,
        boolean curvature) implements BenchmarkCase {}
