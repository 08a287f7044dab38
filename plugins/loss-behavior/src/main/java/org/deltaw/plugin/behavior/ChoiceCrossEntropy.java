package org.deltaw.plugin.behavior;

import aQute.bnd.annotation.spi.ServiceProvider;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Bindings;

/**
 * The cross-entropy of choices, in nats, averaged over those that were observed: {@code -log p(decision)} with
 * {@code p(accept) = sigmoid(logit)} of a network that accepts or rejects, {@code -log p(option)} of one that chooses between options.
 */
@ServiceProvider(LossFunction.class)
public final class ChoiceCrossEntropy implements LossFunction<NoSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("choice-cross-entropy");
    }

    @Override
    public String description() {
        return "cross-entropy of choices, be it to accept or reject or between options; gives likelihood and deviance";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    /** @throws InvalidSpecException if the network decides between other things than the animals did, or one of them does not at all */
    @Override
    public Loss loss(NoSettings settings, LossInputs inputs, Bindings theta) {
        boolean decides = inputs.shows(Observable.LOGIT);
        boolean chooses = inputs.shows(Observable.LOG_PROBABILITIES);
        boolean decided = inputs.holds(Target.DECISION);
        boolean chose = inputs.holds(Target.CHOICE);
        if (chooses && !decides && decided && !chose) {
            throw new InvalidSpecException("The network chooses between options, but the data hold the '" + Target.DECISION
                    + "' to accept or reject and no '" + Target.CHOICE + "'; take a network that accepts or rejects, such as feedforward, "
                    + "or data with choices.");
        }
        if (decides && !chooses && chose && !decided) {
            throw new InvalidSpecException("The network accepts or rejects, but the data hold the '" + Target.CHOICE
                    + "' between options and no '" + Target.DECISION + "'; take a network that chooses between options, such as options, "
                    + "or data with decisions.");
        }
        boolean options = (chooses && chose) || (!decides && (chooses || chose));
        return options ? ofOptions(inputs) : ofDecisions(inputs);
    }

    private static Loss ofDecisions(LossInputs inputs) {
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

    private static Loss ofOptions(LossInputs inputs) {
        Expr logProbabilities = inputs.prediction(Observable.LOG_PROBABILITIES);
        Axes options = logProbabilities.axes();
        Expr none = Expr.ZERO.broadcast(options);
        Expr observed = inputs.observed(Target.CHOICE, Observable.LOG_PROBABILITIES).broadcast(options);
        Expr chosen = Expr.where(observed, inputs.target(Target.CHOICE, Observable.LOG_PROBABILITIES), none);
        Expr made = chosen.sum(options);
        // The probabilities add up to 1, so this is 0; but with it the second derivative by the log-probabilities is such that the
        // curvature by parameters is the Fisher information, as it should be, and not 0.
        Expr total = logProbabilities.logSumExp(options.toList().getFirst());
        Expr cost = total.minus(Expr.where(chosen, logProbabilities, none).sum(options));
        Expr frequencies = inputs.mean(Target.CHOICE, Observable.LOG_PROBABILITIES);
        Expr constant = frequencies.sum(options).log().minus(Expr.where(chosen, frequencies.log(), none).sum(options));
        return new Loss.NegativeLogLikelihood(
                Expr.where(made, cost, Expr.ZERO), made, Expr.where(made, constant, Expr.ZERO));
    }
}
