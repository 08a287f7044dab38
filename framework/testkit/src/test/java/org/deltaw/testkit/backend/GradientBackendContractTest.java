package org.deltaw.testkit.backend;

import java.util.List;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.testkit.Conformance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradientBackendContractTest {
    static final class Resolver extends Conformance.FaultResolver<FaultyBackend.Fault> {
        Resolver() {
            super(FaultyBackend.Fault.class);
        }
    }

    @ExtendWith(Resolver.class)
    static final class Case extends GradientBackendContract<NoSettings> {
        private final FaultyBackend.Fault fault;

        Case(FaultyBackend.Fault fault) {
            this.fault = fault;
        }

        @Override
        protected GradientBackend<NoSettings> extension() {
            return new FaultyBackend(fault);
        }

        /** Few, since every fault shows in these; that a backend without one passes on all, its own test shows. */
        @Override
        int seeds() {
            return 3;
        }

        @Override
        protected int longest() {
            return fault == FaultyBackend.Fault.RECURSES ? super.longest() : 100;
        }

        @Override
        protected List<NoSettings> settings() {
            return List.of(new NoSettings());
        }
    }

    /** Those that look most alike from outside. */
    @ParameterizedTest
    @EnumSource(names = {"NONE", "GRADIENT_SLIGHTLY_OFF", "ADVANCES_WHEN_LOOKING", "REUSES_ARRAYS", "DIVERGENCE_SPREADS"})
    void subtleFaultIsCaught(FaultyBackend.Fault fault) {
        Conformance.assertCaught(Case.class, fault);
    }

    /** The whole contract for every fault takes long. */
    @Tag("evidence")
    @ParameterizedTest
    @EnumSource
    void faultIsCaught(FaultyBackend.Fault fault) {
        Conformance.assertCaught(Case.class, fault);
    }
}
