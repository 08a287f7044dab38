package org.deltaw.kernel.example;

import java.util.List;
import java.util.Set;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.testkit.network.NetworkArchitectureContract;
import org.junit.jupiter.api.Nested;

class TwoOptionNetworkTest {
    @Nested
    class ChosenOption extends NetworkArchitectureContract<TwoOptionNetwork.Settings> {
        @Override
        protected NetworkArchitecture<TwoOptionNetwork.Settings> extension() {
            return new TwoOptionNetwork();
        }

        @Override
        protected List<TwoOptionNetwork.Settings> settings() {
            return List.of(new TwoOptionNetwork.Settings(false));
        }
    }

    @Nested
    class BothOptions extends NetworkArchitectureContract<TwoOptionNetwork.Settings> {
        @Override
        protected NetworkArchitecture<TwoOptionNetwork.Settings> extension() {
            return new TwoOptionNetwork();
        }

        @Override
        protected List<TwoOptionNetwork.Settings> settings() {
            return List.of(new TwoOptionNetwork.Settings(true));
        }

        /** Each presentation shows an option of its own. */
        @Override
        protected Set<String> unlikeAxes() {
            return Set.of("option");
        }
    }
}
