package org.deltaw.testkit.network;

import java.util.List;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.testkit.Conformance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkArchitectureContractTest {
    static final class Resolver extends Conformance.FaultResolver<FaultyNetwork.Fault> {
        Resolver() {
            super(FaultyNetwork.Fault.class);
        }
    }

    @ExtendWith(Resolver.class)
    static final class Case extends NetworkArchitectureContract<FaultyNetwork.Settings> {
        private final FaultyNetwork.Fault fault;

        Case(FaultyNetwork.Fault fault) {
            this.fault = fault;
        }

        @Override
        protected NetworkArchitecture<FaultyNetwork.Settings> extension() {
            return new FaultyNetwork(fault);
        }

        @Override
        protected List<FaultyNetwork.Settings> settings() {
            return List.of(new FaultyNetwork.Settings(4), new FaultyNetwork.Settings(2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void faultIsCaught(FaultyNetwork.Fault fault) {
        Conformance.assertCaught(Case.class, fault);
    }
}
