package org.deltaw.testkit.loss;

import java.util.Arrays;
import java.util.List;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.testkit.Conformance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossFunctionContractTest {
    static final class Resolver extends Conformance.FaultResolver<FaultyLoss.Fault> {
        Resolver() {
            super(FaultyLoss.Fault.class);
        }
    }

    @ExtendWith(Resolver.class)
    static final class Case extends LossFunctionContract<FaultyLoss.Settings> {
        private final FaultyLoss.Fault fault;

        Case(FaultyLoss.Fault fault) {
            this.fault = fault;
        }

        @Override
        protected LossFunction<FaultyLoss.Settings> extension() {
            return new FaultyLoss(fault);
        }

        @Override
        protected List<FaultyLoss.Settings> settings() {
            return Arrays.stream(FaultyLoss.Kind.values()).map(FaultyLoss.Settings::new).toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void faultIsCaught(FaultyLoss.Fault fault) {
        Conformance.assertCaught(Case.class, fault);
    }
}
