package org.deltaw.kernel.example;

import java.util.List;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.testkit.network.NetworkArchitectureContract;

class IntegrateAndFireNetworkTest extends NetworkArchitectureContract<IntegrateAndFireNetwork.Settings> {
    @Override
    protected NetworkArchitecture<IntegrateAndFireNetwork.Settings> extension() {
        return new IntegrateAndFireNetwork();
    }

    @Override
    protected List<IntegrateAndFireNetwork.Settings> settings() {
        return List.of(new IntegrateAndFireNetwork.Settings(3, 2, 4, 0.6), new IntegrateAndFireNetwork.Settings(1, 1, 10, 0.9));
    }
}
