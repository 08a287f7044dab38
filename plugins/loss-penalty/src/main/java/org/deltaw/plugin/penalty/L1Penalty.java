package org.deltaw.plugin.penalty;

import aQute.bnd.annotation.spi.ServiceProvider;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.parameter.Bindings;

/** The sum of the absolute values of the rules' fitted parameters; its derivative at 0 is taken as 0. */
@ServiceProvider(LossFunction.class)
public final class L1Penalty implements LossFunction<NoSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("l1");
    }

    @Override
    public String description() {
        return "penalty on the absolute values of the rules' parameters; favours few of them";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public Loss loss(NoSettings settings, LossInputs inputs, Bindings theta) {
        return Loss.AbsoluteValues.of(inputs.ruleParameters());
    }
}
