package org.deltaw.plugin.neural;

import java.util.List;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.testkit.loss.LossFunctionContract;

class ActivityNormalDensityTest extends LossFunctionContract<NoSettings> {
    @Override
    protected LossFunction<NoSettings> extension() {
        return new ActivityNormalDensity();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }
}
