package org.deltaw.testkit.rule;

import java.util.List;
import org.deltaw.spi.rule.Extent;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.testkit.Conformance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleFamilyContractTest {
    static final class Resolver extends Conformance.FaultResolver<FaultyRule.Fault> {
        Resolver() {
            super(FaultyRule.Fault.class);
        }
    }

    @ExtendWith(Resolver.class)
    static final class Case extends RuleFamilyContract<FaultyRule.Settings> {
        private final FaultyRule.Fault fault;

        Case(FaultyRule.Fault fault) {
            this.fault = fault;
        }

        @Override
        protected RuleFamily<FaultyRule.Settings> extension() {
            return new FaultyRule(fault);
        }

        @Override
        protected List<Signal> signals() {
            return List.of(Signal.REWARD, new Signal("dopamine", Extent.POST));
        }

        @Override
        protected List<FaultyRule.Settings> settings() {
            return List.of(new FaultyRule.Settings(0.5), new FaultyRule.Settings(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void faultIsCaught(FaultyRule.Fault fault) {
        Conformance.assertCaught(Case.class, fault);
    }
}
