package org.deltaw.plugin.neural;

import aQute.bnd.annotation.spi.ServiceProvider;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Bindings;

/** The squared difference of recorded and simulated activity, averaged over all values that were observed. */
@ServiceProvider(LossFunction.class)
public final class ActivityMeanSquaredError implements LossFunction<NoSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("activity-mean-squared-error");
    }

    @Override
    public String description() {
        return "mean squared error of the activity of recorded neurons";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public Loss loss(NoSettings settings, LossInputs inputs, Bindings theta) {
        Expr activity = inputs.prediction(Observable.ACTIVITY);
        Axes neurons = activity.axes();
        Expr observed = inputs.observed(Target.ACTIVITY, Observable.ACTIVITY).broadcast(neurons);
        // Chosen before it is squared: what was not observed may be no number, and 0 times that is none either.
        Expr error = Expr.where(
                observed, activity.minus(inputs.target(Target.ACTIVITY, Observable.ACTIVITY)), Expr.ZERO);
        return new Loss.SquaredError(error.squared().sum(neurons), observed.sum(neurons));
    }
}
