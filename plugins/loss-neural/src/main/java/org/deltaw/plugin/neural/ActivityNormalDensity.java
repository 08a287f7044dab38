package org.deltaw.plugin.neural;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
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
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;

/**
 * The likelihood of recorded activity if it is the network's plus independent normal noise, the same for all neurons:
 * {@code log sigma + log(2 pi)/2 + (recorded - activity)^2/(2 sigma^2)} for each value that was observed, in nats. The
 * standard deviation sigma, in the unit of activity, is a parameter.
 */
@ServiceProvider(LossFunction.class)
public final class ActivityNormalDensity implements LossFunction<NoSettings> {
    /** Bounds that no recording reaches, so that sigma stays positive and its logarithm a number. */
    private static final Parameter SIGMA = Parameter.scalar("sigma", Initial.at(0.1)).within(1e-9, 1e9);

    @Override
    public ExtensionId id() {
        return new ExtensionId("activity-normal-density");
    }

    @Override
    public String description() {
        return "likelihood of the activity of recorded neurons under normal noise, whose standard deviation sigma is fitted";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public List<Parameter> parameters(NoSettings settings) {
        return List.of(SIGMA);
    }

    @Override
    public Loss loss(NoSettings settings, LossInputs inputs, Bindings theta) {
        Expr sigma = theta.of(SIGMA);
        Expr activity = inputs.prediction(Observable.ACTIVITY);
        Axes neurons = activity.axes();
        Expr observed = inputs.observed(Target.ACTIVITY, Observable.ACTIVITY).broadcast(neurons);
        // Chosen before it is squared: what was not observed may be no number, and 0 times that is none either.
        Expr error = Expr.where(
                observed, activity.minus(inputs.target(Target.ACTIVITY, Observable.ACTIVITY)), Expr.ZERO);
        Expr count = observed.sum(neurons);
        Expr squares = error.dividedBy(sigma).squared().sum(neurons).times(0.5);
        return new Loss.NegativeLogDensity(squares.plus(count.times(sigma.log().plus(Math.log(2 * Math.PI) / 2))), count);
    }
}
