package org.deltaw.study.benchmark;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.deltaw.kernel.BackendSettings;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.objective.Curvature;
import org.deltaw.kernel.objective.Gradient;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.study.reference.ReferenceModel;

/**
 * The model of a case, opened on a backend: evaluates all pairs of its parameter vectors and trajectories at once. For one
 * thread.
 */
public final class Workload implements AutoCloseable {
    private static final double SPREAD = 0.01;

    private final OpenFit opened;
    private final Problem problem;
    private final List<double[]> vectors;

    private Workload(OpenFit opened, int vectors) {
        this.opened = opened;
        this.problem = opened.problems().getFirst();
        this.vectors = IntStream.range(0, vectors).mapToObj(number -> vector(problem.start(), number)).toList();
    }

    /** Assembles and compiles the model of a case, and loads its data. */
    public static Workload open(
            EvaluationCase each, GradientBackend<?> backend, BackendSettings settings, ExtensionCatalog catalog) {
        return new Workload(
                OpenFit.open(ReferenceModel.fit(each.model(), each.dataset().get(), backend, settings, catalog)), each.vectors());
    }

    /** The first vector is where a fit would start; the others lie around it. */
    private static double[] vector(double[] start, int number) {
        double[] vector = start.clone();
        RandomGenerator random = new Seed(1).child("vectors").child(number).generator();
        for (int i = 0; number > 0 && i < vector.length; i++) {
            vector[i] += random.nextGaussian(0, SPREAD);
        }
        return vector;
    }

    /** Returns of each vector the mean loss over all trajectories, and its derivative. */
    public List<Gradient> gradients() {
        return problem.gradients(vectors);
    }

    /** Returns the same, with the Gauss-Newton matrices. */
    public List<Curvature> curvatures() {
        return problem.curvatures(vectors);
    }

    /** Returns how many numbers are fitted. */
    int parameters() {
        return problem.start().length;
    }

    Program program() {
        return opened.program();
    }

    /** Lists the trajectories. */
    List<ModelInput> inputs() {
        return problem.inputs();
    }

    /** Returns how many pairs there are. */
    int pairs() {
        return vectors.size() * problem.trajectories().size();
    }

    String device() {
        return opened.device();
    }

    int vectorWidth() {
        return opened.vectorWidth();
    }

    @Override
    public void close() {
        opened.close();
    }
}
