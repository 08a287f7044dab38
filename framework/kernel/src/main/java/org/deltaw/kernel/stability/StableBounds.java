package org.deltaw.kernel.stability;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Forward;
import org.deltaw.expr.simplify.Simplifier;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ParameterTable;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.parameter.Parameter;

/**
 * Keeps a parameter where weights are stable, for rules of which this is known before anything is simulated: those in which the factor of a
 * step is f = 1 + c θ, with one parameter θ and a known number c, whatever data and activities are. With θ from -1 / c to 0 it is
 * 0 ≤ f ≤ 1: weights forget, and keep their sign; with any other value they grow or flip. Where c varies, as where an option is not
 * shown in each step, it is the largest that there may be.
 *
 * <p>A polynomial in which only the term {@code w} reads weights or activity is such a rule, with the rate of plasticity for c. Other rules
 * get no bounds: whether weights are stable is found out along the runs ({@link StabilityAnalysis}).
 */
public final class StableBounds {
    private static final Axis DIRECTION = new Axis("direction'", 1);

    private final Model model;
    private final Map<Symbol, double[]> known;
    private final Map<Symbol, Parameter.Bounds> found = new HashMap<>();

    private StableBounds(Model model) {
        this.model = model;
        this.known = model.parameters().attributes().stream()
                .collect(Collectors.toMap(ParameterTable.Entry::symbol, ParameterTable.Entry::start));
    }

    /**
     * Returns a model with such bounds on parameters of rules that are to keep weights stable, within those that there are.
     *
     * @throws InvalidSpecException if weights cannot be stable
     */
    public static Model applied(List<Fit.RuleChoice> rules, Model model) {
        RequiredStability required = RequiredStability.of(rules, model);
        StableBounds bounds = new StableBounds(model);
        model.weights().stream().filter(weights -> required.isOf(weights, model)).forEach(bounds::add);
        return model.within(bounds.found);
    }

    /** Tells whether weights of which it is wanted are stable wherever parameters are within these bounds, so that nothing is to be run. */
    public static boolean suffice(List<Fit.RuleChoice> rules, Model model) {
        RequiredStability required = RequiredStability.of(rules, model);
        StableBounds bounds = new StableBounds(model);
        return model.weights().stream().filter(weights -> required.isOf(weights, model)).allMatch(bounds::decide);
    }

    private boolean decide(Symbol weights) {
        OwnDerivative own = new OwnDerivative(model.program().step(), weights);
        if (own.directions() > 1) {
            return false;
        }
        Expr factor = factor(own);
        List<ParameterTable.Entry> read = read(factor);
        if (read.isEmpty()) {
            Range range = Range.of(factor, known);
            return range.lower() >= 0 && range.upper() <= 1;
        }
        return read.size() == 1 && read.getFirst().parameter().axes().isEmpty() && bounds(factor, read.getFirst().symbol()).isPresent();
    }

    private Expr factor(OwnDerivative own) {
        return Simplifier.simplify(Graph.substitute(own.ofAllAtOnce(), Map.of(model.gate(), Expr.ONE)));
    }

    private List<ParameterTable.Entry> read(Expr factor) {
        return model.parameters().fitted().stream().filter(entry -> factor.symbols().contains(entry.symbol())).toList();
    }

    private void add(Symbol weights) {
        OwnDerivative own = new OwnDerivative(model.program().step(), weights);
        if (own.directions() > 1) {
            return;
        }
        Expr factor = factor(own);
        List<ParameterTable.Entry> read = read(factor);
        if (read.isEmpty()) {
            requireStable(factor, weights);
        } else if (read.size() == 1 && read.getFirst().parameter().axes().isEmpty()) {
            bounds(factor, read.getFirst().symbol()).ifPresent(stable -> add(read.getFirst(), stable));
        }
    }

    private void requireStable(Expr factor, Symbol weights) {
        Range range = Range.of(factor, known);
        if (range.lower() > 1 || range.upper() < 0) {
            throw new InvalidSpecException("rule.weights", "The weights of '" + model.group(weights) + "' are to be stable, but with the "
                    + "values at which the rule's parameters are fixed " + (range.lower() > 1 ? "they grow from nothing"
                            : "they change their sign in every step") + "; fix other values, fit them, or leave weights: stable out.");
        }
    }

    private Optional<Parameter.Bounds> bounds(Expr factor, Symbol parameter) {
        Expr slope = Simplifier.simplify(Forward.tangents(List.of(factor),
                Map.of(parameter, Expr.ONE.broadcast(Axes.of(DIRECTION))), DIRECTION).getFirst().sum(DIRECTION));
        Expr without = Simplifier.simplify(Graph.substitute(factor, Map.of(parameter, Expr.ZERO)));
        Range range = Range.of(slope, known);
        if (!range.isFinite() || !Range.of(without, known).isOnly(1)) {
            return Optional.empty();
        }
        if (range.lower() >= 0 && range.upper() > 0) {
            return Optional.of(new Parameter.Bounds(-1 / range.upper(), 0));
        }
        return range.upper() <= 0 && range.lower() < 0
                ? Optional.of(new Parameter.Bounds(0, -1 / range.lower())) : Optional.empty();
    }

    private void add(ParameterTable.Entry entry, Parameter.Bounds stable) {
        Parameter.Bounds chosen = found.getOrDefault(entry.symbol(), entry.parameter().bounds());
        double lower = Math.max(chosen.lower(), stable.lower());
        double upper = Math.min(chosen.upper(), stable.upper());
        if (!(lower < upper)) {
            throw new InvalidSpecException(entry.key("weights"), "Weights are stable with '" + entry.parameter().name() + "' from "
                    + stable.lower() + " to " + stable.upper() + ", but it is bounded to " + chosen.lower() + " to " + chosen.upper()
                    + "; choose other bounds, or leave weights: stable out.");
        }
        found.put(entry.symbol(), new Parameter.Bounds(lower, upper));
    }
}
