package org.deltaw.plugin.cmaes;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import java.util.Map;
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
 * Minimises by an evolution strategy: points drawn from a normal distribution, whose mean and covariance matrix follow the better
 * half of them. It needs no derivatives, and looks around before it settles. An iteration is one generation.
 */
@ServiceProvider(Optimizer.class)
public final class CmaEsOptimizer implements Optimizer<CmaEsSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("cma-es");
    }

    @Override
    public String description() {
        return "CMA-ES: an evolution strategy that needs values alone, for up to some hundred parameters and several minima";
    }

    @Override
    public Class<CmaEsSettings> settingsType() {
        return CmaEsSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(
                new Citation("Hansen, The CMA evolution strategy: a tutorial, 2016", "10.48550/arXiv.1604.00772"),
                new Citation("Hansen, Akimoto and Baudis, CMA-ES/pycma, 2019 (bounds)", "10.5281/zenodo.2559634"));
    }

    @Override
    public Wanted most(CmaEsSettings settings) {
        return Wanted.VALUE;
    }

    @Override
    public Set<Trait> traits(CmaEsSettings settings) {
        return Set.of(Trait.ENDS_BY_ITSELF);
    }

    @Override
    public Search begin(CmaEsSettings settings, SearchProblem problem, double[] start) {
        return problem.size() == 0 ? new NothingToFind() : CmaEsSearch.begin(settings, problem, start);
    }

    @Override
    public Search resume(CmaEsSettings settings, SearchProblem problem, double[] point, OptimizerState state) {
        if (problem.size() == 0) {
            state.require(CmaEsSearch.VERSION, Map.of());
            return new NothingToFind();
        }
        return CmaEsSearch.resume(settings, problem, point, state);
    }

    @Override
    public String remedy(CmaEsSettings settings) {
        return "a smaller training.optimizer.initial-deviation, other initial values (rule.initial)";
    }
}
