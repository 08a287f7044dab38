package org.deltaw.testkit.optimizer;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.spi.optimizer.Search;
import org.deltaw.spi.optimizer.SearchProblem;
import org.deltaw.spi.optimizer.Trait;
import org.deltaw.spi.optimizer.Wanted;
import org.deltaw.testkit.Conformance;

/** Proximal gradient descent with momentum, right but for one fault. */
public final class FaultyOptimizer implements Optimizer<NoSettings> {
    /** What may be wrong with it. */
    enum Fault implements Conformance.Fault {
        NONE("", ""),
        COUNTS_ITS_SEARCHES("O1 O2 O8 O12", "a second time"),
        SHARES_ITS_MEMORY("O2", "two searches in turn"),
        IGNORES_BOUNDS("O3 O6", "out of bounds"),
        UNKNOWN_TRAJECTORY("O3", "it asks about trajectory 3 of 3"),
        WANTS_SECOND_ORDER("O4", "it wants SECOND_ORDER, but says that it never wants more than GRADIENT"),
        STOPS_SHORT("O5 O6 O7", "the minimum"),
        NEVER_ENDS("O5", "it says that it ends by itself, but after 3000 iterations"),
        ENDS_UNANNOUNCED("O5", "it does not say that it ends by itself"),
        CRITERION_IS_NO_WORD("O5", "its criterion is no lower-case word: Step is short"),
        IGNORES_L1("O7 O13", "the minimum with an L1 penalty"),
        NEARLY_ZERO("O7", "it says that zeros are exact"),
        FORGETS_ITS_STATE("O8", "resumed after 1"),
        TAKES_ANY_STATE("O9", "a state with another version"),
        THROWS_AT_NAN("O10 O11", "cannot go on"),
        STANDS_WHERE_NOTHING_IS_FINITE("O10 O11", "an iteration is done with the loss"),
        NEVER_DIVERGES("O11", "it asked 10000 times"),
        REMEDY_IS_A_SENTENCE("O11", "remedy() is a phrase"),
        KEEPS_THE_START("O12", "with all arrays spoilt after use"),
        GIVES_AWAY_ITS_POINT("O12", "it asked 10000 times"),
        LOSS_WITHOUT_L1("O13", "is that of no point that it asked about"),
        NEEDS_A_NUMBER("O14", "Index 0 out of bounds");

        private final String rules;
        private final String message;

        Fault(String rules, String message) {
            this.rules = rules;
            this.message = message;
        }

        @Override
        public String rules() {
            return rules;
        }

        @Override
        public String message() {
            return message;
        }
    }

    private final Fault fault;
    private final AtomicInteger searches;
    private final double[] shared = new double[3];

    /** Makes the optimizer without fault. */
    public FaultyOptimizer() {
        this(Fault.NONE, new AtomicInteger());
    }

    FaultyOptimizer(Fault fault, AtomicInteger searches) {
        this.fault = fault;
        this.searches = searches;
    }

    @Override
    public ExtensionId id() {
        return new ExtensionId("faulty");
    }

    @Override
    public String description() {
        return "proximal gradient descent with momentum";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public Wanted most(NoSettings settings) {
        return Wanted.GRADIENT;
    }

    @Override
    public Set<Trait> traits(NoSettings settings) {
        return fault == Fault.ENDS_UNANNOUNCED ? Set.of(Trait.EXACT_ZEROS) : Set.of(Trait.EXACT_ZEROS, Trait.ENDS_BY_ITSELF);
    }

    @Override
    public Search begin(NoSettings settings, SearchProblem problem, double[] start) {
        double rate = FaultySearch.RATE + (fault == Fault.COUNTS_ITS_SEARCHES ? searches.incrementAndGet() * 1e-3 : 0);
        double[] velocity = fault == Fault.SHARES_ITS_MEMORY ? shared : new double[start.length];
        return new FaultySearch(fault, problem, fault == Fault.KEEPS_THE_START ? start : start.clone(), velocity, rate);
    }

    @Override
    public Search resume(NoSettings settings, SearchProblem problem, double[] point, OptimizerState state) {
        if (fault == Fault.TAKES_ANY_STATE) {
            return new FaultySearch(fault, problem, point.clone(), state.arrays().getOrDefault(FaultySearch.VELOCITY,
                    new double[point.length]), state.arrays().getOrDefault(FaultySearch.STEP, new double[] {FaultySearch.RATE})[0]);
        }
        state.require(1, Map.of(FaultySearch.VELOCITY, point.length, FaultySearch.STEP, 1));
        double extra = fault == Fault.COUNTS_ITS_SEARCHES ? searches.incrementAndGet() * 1e-3 : 0;
        return new FaultySearch(fault, problem, point.clone(), state.array(FaultySearch.VELOCITY),
                state.number(FaultySearch.STEP) + extra);
    }

    @Override
    public String remedy(NoSettings settings) {
        return fault == Fault.REMEDY_IS_A_SENTENCE ? "Try again." : "other initial values";
    }
}
