package org.deltaw.testkit.loss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;

/** A network and data that show and hold whatever a loss asks for, and remember what it did. */
final class LossFixture implements LossInputs {
    /** Which steps or values were observed. */
    enum Masks {
        /** All of them: the data have no mask. */
        NONE,
        /** Some steps. */
        PER_STEP,
        /** Some values. */
        PER_VALUE
    }

    static final Axis NEURONS = new Axis("neuron", 3);

    private final Masks masks;
    private final Set<Object> missing;
    private final Map<Observable, Symbol> predictions = new LinkedHashMap<>();
    private final Map<Target, Symbol> targets = new LinkedHashMap<>();
    private final Map<Target, Symbol> observed = new LinkedHashMap<>();
    private final Map<Target, Symbol> means = new LinkedHashMap<>();
    private final Set<Object> asked = new LinkedHashSet<>();

    /** @param missing observables that the network does not show, and targets that the data do not hold */
    LossFixture(Masks masks, Set<Object> missing) {
        this.masks = masks;
        this.missing = missing;
    }

    Map<Observable, Symbol> predictions() {
        return predictions;
    }

    Map<Target, Symbol> targets() {
        return targets;
    }

    Map<Target, Symbol> masks() {
        return observed;
    }

    Map<Target, Symbol> means() {
        return means;
    }

    /** Lists the observables and targets that were asked for. */
    Set<Object> asked() {
        return asked;
    }

    static List<Symbol> parameters() {
        return List.of(
                Symbol.of(Symbol.Kind.PARAMETER, "coefficient"),
                Symbol.of(Symbol.Kind.PARAMETER, "weights", new Axis("hidden", 2), new Axis("deeper", 3)));
    }

    @Override
    public boolean shows(Observable observable) {
        return !missing.contains(observable);
    }

    @Override
    public boolean holds(Target target) {
        return !missing.contains(target);
    }

    @Override
    public Expr prediction(Observable observable) {
        require(observable, "The network does not show '" + observable + "'.");
        return predictions.computeIfAbsent(observable, shown ->
                new Symbol(Symbol.Kind.OUTPUT, shown.name(), axes(shown))).read();
    }

    @Override
    public Expr target(Target target, Observable comparedWith) {
        return targetSymbol(target, comparedWith).read();
    }

    private Symbol targetSymbol(Target target, Observable comparedWith) {
        require(target, "The data hold no '" + target + "'.");
        prediction(comparedWith);
        return targets.computeIfAbsent(target, held ->
                new Symbol(Symbol.Kind.CHANNEL, "target " + held.name(), axes(comparedWith)));
    }

    @Override
    public Expr observed(Target target, Observable comparedWith) {
        prediction(comparedWith);
        return switch (masks) {
            case NONE -> Expr.ONE;
            case PER_STEP -> mask(target, List.of());
            case PER_VALUE -> mask(target, axes(comparedWith));
        };
    }

    private Expr mask(Target target, List<Axis> axes) {
        return observed.computeIfAbsent(target, held ->
                new Symbol(Symbol.Kind.CHANNEL, "mask " + held.name(), axes)).read();
    }

    @Override
    public Expr mean(Target target, Observable comparedWith) {
        Symbol symbol = targetSymbol(target, comparedWith);
        return means.computeIfAbsent(target, held ->
                new Symbol(Symbol.Kind.ATTRIBUTE, "mean " + held.name(), symbol.axes())).read();
    }

    @Override
    public List<Expr> ruleParameters() {
        return new ArrayList<>(parameters().stream().map(Symbol::read).toList());
    }

    private void require(Object wanted, String message) {
        asked.add(wanted);
        if (missing.contains(wanted)) {
            throw new InvalidSpecException(message);
        }
    }

    private static List<Axis> axes(Observable observable) {
        return observable.equals(Observable.LOGIT) ? List.of() : List.of(NEURONS);
    }
}
