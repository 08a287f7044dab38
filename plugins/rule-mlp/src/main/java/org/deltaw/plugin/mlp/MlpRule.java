package org.deltaw.plugin.mlp;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.ParameterValues;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.spi.rule.SynapticVariable;

/**
 * A multilayer perceptron from the variables of a synapse to its weight change (Mehta et al., NeurIPS 2024,
 * section 3): hidden layers of leaky rectifiers, one output through a hyperbolic tangent.
 *
 * <p>The first layer has one array of weights for each variable, named after it ({@code hidden1.x}), so
 * that none can be taken for another.
 */
@ServiceProvider(RuleFamily.class)
public final class MlpRule implements RuleFamily<MlpSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("mlp");
    }

    @Override
    public String description() {
        return "multilayer perceptron of any of x (pre), y (post), w (weight) and r (reward)";
    }

    @Override
    public Class<MlpSettings> settingsType() {
        return MlpSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(new Citation("Mehta, Tyulmankov, Rajagopalan, Turner, Fitzgerald and Funke, Model-based inference "
                + "of synaptic plasticity rules, NeurIPS 2024", "10.48550/arXiv.2312.12649"));
    }

    @Override
    public List<Parameter> parameters(MlpSettings settings) {
        List<Parameter> parameters = new ArrayList<>();
        settings.variables().forEach(variable -> parameters.add(first(settings, variable)));
        parameters.add(bias(settings, 0));
        for (int layer = 1; layer < settings.hidden().size(); layer++) {
            parameters.add(weights(settings, layer));
            parameters.add(bias(settings, layer));
        }
        parameters.add(outputWeights(settings));
        parameters.add(OUTPUT_BIAS);
        return parameters;
    }

    @Override
    public Plasticity plasticity(MlpSettings settings, Synapse synapse, Bindings theta) {
        List<Expr> summands = new ArrayList<>();
        for (SynapticVariable variable : settings.variables()) {
            summands.add(Expr.outer(variable.read(synapse), theta.of(first(settings, variable))));
        }
        summands.add(theta.of(bias(settings, 0)));
        Expr activity = Expr.sumOf(summands).leakyRelu(settings.leakySlope());
        for (int layer = 1; layer < settings.hidden().size(); layer++) {
            Expr product = Expr.outer(activity, theta.of(weights(settings, layer))).sum(axis(settings, layer - 1));
            activity = product.plus(theta.of(bias(settings, layer))).leakyRelu(settings.leakySlope());
        }
        Axis last = axis(settings, settings.hidden().size() - 1);
        Expr output = activity.times(theta.of(outputWeights(settings))).sum(last);
        return Plasticity.of(output.plus(theta.of(OUTPUT_BIAS)).tanh());
    }

    @Override
    public Optional<String> formula(MlpSettings settings, ParameterValues values) {
        List<String> layers = new ArrayList<>();
        settings.hidden().forEach(units -> layers.add(units + " leaky rectifiers"));
        String variables = String.join(", ", settings.variables().stream().map(SynapticVariable::symbol).toList());
        return Optional.of("tanh(MLP(" + variables + ")) with " + String.join(", ", layers));
    }

    private static final Parameter OUTPUT_BIAS = Parameter.scalar("output.bias", Initial.at(0));

    private static Axis axis(MlpSettings settings, int layer) {
        return new Axis("hidden" + (layer + 1), settings.hidden().get(layer));
    }

    private static Initial initial(MlpSettings settings) {
        return Initial.normal(0, settings.initialScale());
    }

    private static Parameter first(MlpSettings settings, SynapticVariable variable) {
        return Parameter.array("hidden1." + variable.symbol(), List.of(axis(settings, 0)), initial(settings));
    }

    private static Parameter bias(MlpSettings settings, int layer) {
        return Parameter.array("hidden" + (layer + 1) + ".bias", List.of(axis(settings, layer)), Initial.at(0));
    }

    private static Parameter weights(MlpSettings settings, int layer) {
        return Parameter.array("hidden" + (layer + 1) + ".weights",
                List.of(axis(settings, layer - 1), axis(settings, layer)), initial(settings));
    }

    private static Parameter outputWeights(MlpSettings settings) {
        return Parameter.array("output.weights", List.of(axis(settings, settings.hidden().size() - 1)), initial(settings));
    }
}
