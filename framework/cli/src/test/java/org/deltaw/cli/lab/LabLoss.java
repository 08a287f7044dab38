package org.deltaw.cli.lab;

import org.deltaw.expr.Expr;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Bindings;

/** The cross-entropy of choices. */
public final class LabLoss implements LossFunction<NoSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("lab-loss");
    }

    @Override
    public String description() {
        return "cross-entropy of choices";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public Loss loss(NoSettings settings, LossInputs inputs, Bindings theta) {
        Expr decision = inputs.target(Target.DECISION, Observable.LOGIT);
        Expr logit = inputs.prediction(Observable.LOGIT);
        Expr mean = inputs.mean(Target.DECISION, Observable.LOGIT);
        return new Loss.NegativeLogLikelihood(
                logit.softplus().minus(decision.times(logit)), Expr.ONE,
                Expr.where(decision, mean, Expr.ONE.minus(mean)).log().negate());
    }
}
