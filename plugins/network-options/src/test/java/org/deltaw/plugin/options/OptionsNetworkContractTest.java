package org.deltaw.plugin.options;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.spi.network.Activation;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.testkit.network.NetworkArchitectureContract;

class OptionsNetworkContractTest extends NetworkArchitectureContract<OptionsSettings> {
    @Override
    protected NetworkArchitecture<OptionsSettings> extension() {
        return new OptionsNetwork();
    }

    @Override
    protected List<OptionsSettings> settings() {
        return List.of(
                new OptionsSettings(2, 1, Optional.empty(), OptionsSettings.Update.CHOSEN, 1, 0, 0, 1, 0, 0, 0, Optional.empty(),
                        Optional.empty()),
                new OptionsSettings(4, 3, Optional.of(Activation.SIGMOID), OptionsSettings.Update.ALL_OPTIONS, 0.5, 0.1, 0.2, 3, 0.5, 0.2,
                        0.1, Optional.of(0.3), Optional.of("water")));
    }

    @Override
    protected int width(OptionsSettings settings, Input input) {
        return input.equals(Input.PATTERNS) ? 5 * settings.options() : settings.options();
    }

    /** Options without patterns are told apart by their inputs, which are shown one by one; the last has no bias. */
    @Override
    protected Set<String> unlikeAxes() {
        return Set.of("option", "biased");
    }
}
