package org.deltaw.kernel;

import org.deltaw.spi.Configured;
import org.deltaw.spi.DataSource;
import org.deltaw.spi.GradientBackend;
import org.deltaw.spi.LossFunction;
import org.deltaw.spi.NetworkArchitecture;
import org.deltaw.spi.RuleFamily;

/**
 * The one place where an extension is taken to accept the settings it was configured with; {@link
 * Configured} has checked that it does.
 */
@SuppressWarnings("unchecked")
final class Unchecked {
    private Unchecked() {}

    static RuleFamily<Record> rule(Configured<RuleFamily<?>> configured) {
        return (RuleFamily<Record>) configured.extension();
    }

    static NetworkArchitecture<Record> network(Configured<NetworkArchitecture<?>> configured) {
        return (NetworkArchitecture<Record>) configured.extension();
    }

    static LossFunction<Record> loss(Configured<LossFunction<?>> configured) {
        return (LossFunction<Record>) configured.extension();
    }

    static DataSource<Record> data(Configured<DataSource<?>> configured) {
        return (DataSource<Record>) configured.extension();
    }

    static GradientBackend<Record> backend(Configured<GradientBackend<?>> configured) {
        return (GradientBackend<Record>) configured.extension();
    }
}
