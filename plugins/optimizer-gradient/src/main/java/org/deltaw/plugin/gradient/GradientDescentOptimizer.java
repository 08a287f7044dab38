package org.deltaw.plugin.gradient;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import java.util.Set;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.spi.optimizer.Search;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.spi.optimizer.Trait;
import org.deltaw.spi.optimizer.Wanted;

/** Minimises by plain gradient descent; on single trajectories, by stochastic gradient descent in their fixed order. */
@ServiceProvider(Optimizer.class)
public final class GradientDescentOptimizer implements Optimizer<GradientSettings> {
    static final String REMEDY = "a smaller training.optimizer.learning-rate, training.optimizer.gradient-clip=1";

    @Override
    public ExtensionId id() {
        return new ExtensionId("gradient-descent");
    }

    @Override
    public String description() {
        return "plain gradient descent, of one trajectory after the other or of all, to compare others with";
    }

    @Override
    public Class<GradientSettings> settingsType() {
        return GradientSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Robbins and Monro, A stochastic approximation method, Annals of Mathematical Statistics 22, "
                + "1951", "10.1214/aoms/1177729586"));
    }

    @Override
    public Wanted most(GradientSettings settings) {
        return Wanted.GRADIENT;
    }

    @Override
    public Set<Trait> traits(GradientSettings settings) {
        return Set.of();
    }

    @Override
    public Search begin(GradientSettings settings, SearchProblem problem, double[] start) {
        return search(settings, problem, start, new PlainStep(settings.learningRate()));
    }

    @Override
    public Search resume(GradientSettings settings, SearchProblem problem, double[] point, OptimizerState state) {
        return search(settings, problem, point, PlainStep.of(settings.learningRate(), state));
    }

    private static Search search(GradientSettings settings, SearchProblem problem, double[] point, PlainStep step) {
        return new GradientSearch(problem, settings.update(), settings.gradientClip(), step, point);
    }

    @Override
    public String remedy(GradientSettings settings) {
        return REMEDY;
    }
}
