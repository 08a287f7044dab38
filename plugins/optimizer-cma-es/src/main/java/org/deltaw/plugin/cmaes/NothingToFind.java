package org.deltaw.plugin.cmaes;

import java.util.List;
import java.util.Map;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Search;

/** A search where no number is fitted. */
final class NothingToFind implements Search {
    @Override
    public Request ask() {
        return new Request.Ended("nothing", "nothing is fitted");
    }

    @Override
    public void tell(List<Answer> answers) {
        throw new IllegalStateException("Nothing was asked.");
    }

    @Override
    public double[] point() {
        return new double[0];
    }

    @Override
    public OptimizerState state() {
        return new OptimizerState(CmaEsSearch.VERSION, Map.of());
    }
}
