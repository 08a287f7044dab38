package org.deltaw.plugin.behavior;

import aQute.bnd.annotation.spi.ServiceProvider;
import org.deltaw.expr.Expr;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Bindings;

/**
 * The cross-entropy of choices: {@code -log p(decision)} with {@code p(accept) = sigmoid(logit)}, in nats,
 * averaged over the steps in which a decision was observed.
 */
@ServiceProvider(LossFunction.class)
public final class ChoiceCrossEntropy implements LossFunction<NoSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("choice-cross-entropy");
    }

    @Override
    public String description() {
        return "cross-entropy of accept/reject decisions and the network's logit; gives likelihood and deviance";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public Loss loss(NoSettings settings, LossInputs inputs, Bindings theta) {
        Expr observed = inputs.observed(Target.DECISION, Observable.LOGIT);
        // What was not observed may be no number, which would spoil the derivative though its factor is 0.
        Expr decision = Expr.where(observed, inputs.target(Target.DECISION, Observable.LOGIT), Expr.ZERO);
        Expr against = Expr.ONE.minus(decision.times(2));
        // softplus of the logit against the decision keeps its digits however sure the network is.
        Expr cost = inputs.prediction(Observable.LOGIT).times(against).softplus();
        Expr frequency = inputs.mean(Target.DECISION, Observable.LOGIT);
        Expr constant = Expr.where(decision, frequency, Expr.ONE.minus(frequency)).log().negate();
        return new Loss.NegativeLogLikelihood(
                Expr.where(observed, cost, Expr.ZERO), observed, Expr.where(observed, constant, Expr.ZERO));
    }
}
