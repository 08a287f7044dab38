package org.deltaw.plugin.gaussnewton;

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

/**
 * Minimises by steps to the minimum of a quadratic model within a trust region, with the generalised Gauss-Newton matrix
 * as the model's second derivative. An iteration is one step.
 */
@ServiceProvider(Optimizer.class)
public final class GaussNewtonOptimizer implements Optimizer<GaussNewtonSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("gauss-newton");
    }

    @Override
    public String description() {
        return "Gauss-Newton steps within a trust region: few and exact, for rules with up to some hundred coefficients";
    }

    @Override
    public Class<GaussNewtonSettings> settingsType() {
        return GaussNewtonSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(
                new Citation("Nocedal and Wright, Numerical Optimization, 2nd edition, 2006, chapters 4 and 16",
                        "10.1007/978-0-387-40065-5"),
                new Citation("Moré, The Levenberg-Marquardt algorithm: implementation and theory, Lecture Notes in Mathematics "
                        + "630, 1978", "10.1007/BFb0067700"),
                new Citation("Lee, Sun and Saunders, Proximal Newton-type methods for minimizing composite functions, SIAM "
                        + "Journal on Optimization 24, 2014", "10.1137/130921428"));
    }

    @Override
    public Wanted most(GaussNewtonSettings settings) {
        return Wanted.SECOND_ORDER;
    }

    @Override
    public Set<Trait> traits(GaussNewtonSettings settings) {
        return Set.of(Trait.EXACT_ZEROS, Trait.ENDS_BY_ITSELF);
    }

    @Override
    public Search begin(GaussNewtonSettings settings, SearchProblem problem, double[] start) {
        return GaussNewtonSearch.begin(settings, problem, start);
    }

    @Override
    public Search resume(GaussNewtonSettings settings, SearchProblem problem, double[] point, OptimizerState state) {
        return GaussNewtonSearch.resume(settings, problem, point, state);
    }
}
