package org.deltaw.plugin.penalty;

import aQute.bnd.annotation.spi.ServiceProvider;
import org.deltaw.expr.Expr;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.parameter.Bindings;

/** The sum of the squares of the rules' fitted parameters. */
@ServiceProvider(LossFunction.class)
public final class L2Penalty implements LossFunction<NoSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("l2");
    }

    @Override
    public String description() {
        return "penalty on the squares of the rules' parameters; keeps them small";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public Loss loss(NoSettings settings, LossInputs inputs, Bindings theta) {
        return new Loss.Penalty(Expr.sumOf(inputs.ruleParameters().stream()
                .map(parameter -> parameter.squared().sum(parameter.axes()))
                .toList()));
    }
}
