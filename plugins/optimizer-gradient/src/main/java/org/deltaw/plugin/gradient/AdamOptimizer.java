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

/** Minimises by Adam: gradient descent whose steps are scaled number by number, by running means of the gradients. */
@ServiceProvider(Optimizer.class)
public final class AdamOptimizer implements Optimizer<AdamSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("adam");
    }

    @Override
    public String description() {
        return "Adam: gradient descent with a step size for each parameter, for rules with thousands of weights";
    }

    @Override
    public Class<AdamSettings> settingsType() {
        return AdamSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Kingma and Ba, Adam: a method for stochastic optimization, ICLR 2015",
                "10.48550/arXiv.1412.6980"));
    }

    @Override
    public Wanted most(AdamSettings settings) {
        return Wanted.GRADIENT;
    }

    @Override
    public Set<Trait> traits(AdamSettings settings) {
        return Set.of();
    }

    @Override
    public Search begin(AdamSettings settings, SearchProblem problem, double[] start) {
        return search(settings, problem, start, AdamStep.begin(settings, problem.size()));
    }

    @Override
    public Search resume(AdamSettings settings, SearchProblem problem, double[] point, OptimizerState state) {
        return search(settings, problem, point, AdamStep.resume(settings, problem.size(), state));
    }

    private static Search search(AdamSettings settings, SearchProblem problem, double[] point, AdamStep step) {
        return new GradientSearch(problem, settings.update(), settings.gradientClip(), step, point);
    }

    @Override
    public String remedy(AdamSettings settings) {
        return GradientDescentOptimizer.REMEDY;
    }
}
