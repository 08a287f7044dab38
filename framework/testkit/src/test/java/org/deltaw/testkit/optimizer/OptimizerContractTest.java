package org.deltaw.testkit.optimizer;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.testkit.Conformance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptimizerContractTest {
    static final class Resolver extends Conformance.FaultResolver<FaultyOptimizer.Fault> {
        Resolver() {
            super(FaultyOptimizer.Fault.class);
        }
    }

    @ExtendWith(Resolver.class)
    static final class Case extends OptimizerContract<NoSettings> {
        private final FaultyOptimizer.Fault fault;
        private final AtomicInteger searches = new AtomicInteger();

        Case(FaultyOptimizer.Fault fault) {
            this.fault = fault;
        }

        @Override
        protected Optimizer<NoSettings> extension() {
            return new FaultyOptimizer(fault, searches);
        }

        @Override
        protected List<NoSettings> settings() {
            return List.of(new NoSettings());
        }
    }

    @ParameterizedTest
    @EnumSource
    void faultIsCaught(FaultyOptimizer.Fault fault) {
        Conformance.assertCaught(Case.class, fault);
    }
}
