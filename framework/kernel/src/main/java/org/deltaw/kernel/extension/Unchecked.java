package org.deltaw.kernel.extension;

import org.deltaw.spi.Configured;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.rule.RuleFamily;

/**
 * The one place where an extension is taken to accept the settings it was configured with; {@link
 * Configured} has checked that it does.
 */
@SuppressWarnings("unchecked")
public final class Unchecked {
    private Unchecked() {}

    public static RuleFamily<Record> rule(Configured<RuleFamily<?>> configured) {
        return (RuleFamily<Record>) configured.extension();
    }

    public static NetworkArchitecture<Record> network(Configured<NetworkArchitecture<?>> configured) {
        return (NetworkArchitecture<Record>) configured.extension();
    }

    public static LossFunction<Record> loss(Configured<LossFunction<?>> configured) {
        return (LossFunction<Record>) configured.extension();
    }

    public static Optimizer<Record> optimizer(Configured<Optimizer<?>> configured) {
        return (Optimizer<Record>) configured.extension();
    }

    public static DataSource<Record> data(Configured<DataSource<?>> configured) {
        return (DataSource<Record>) configured.extension();
    }

    public static GradientBackend<Record> backend(Configured<GradientBackend<?>> configured) {
        return (GradientBackend<Record>) configured.extension();
    }
}
