package org.deltaw.kernel.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.Layout;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.ParameterValues;

/** All parameters of a model: where each starts, within what bounds, and whether it is fitted. */
public final class ParameterTable {
    /** The owner of the parameters of the network. */
    static final String NETWORK = "network";
    /** What the owners of the parameters of losses begin with. */
    static final String LOSS = "loss";

    /**
     * A parameter of a rule, of the network or of a loss.
     *
     * @param owner {@code rule}, {@code rule.GROUP}, {@code network} or {@code loss.FUNCTION}
     * @param parameter as declared, with the user's choices put in
     * @param symbol of kind {@code PARAMETER} if fitted, else {@code ATTRIBUTE}
     * @param start its values before training
     */
    public record Entry(String owner, Parameter parameter, Symbol symbol, double[] start) {
        /** A fixed number is written into the formula, so that what it makes 0 is never computed. */
        Expr expression() {
            return !parameter.fitted() && parameter.axes().isEmpty() ? Expr.constant(start[0]) : symbol.read();
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Seed seed;

    ParameterTable(Seed seed) {
        this.seed = seed;
    }

    /** Adds the parameters of one extension and returns the expressions that stand for them. */
    Bindings add(String owner, ExtensionId extension, List<Parameter> declared, ParameterChoices choices) {
        requireKnown("initial", choices.initial().keySet(), declared);
        requireKnown("fixed", choices.fixed(), declared);
        requireKnown("fitted", choices.fitted(), declared);
        requireKnown("bounds", choices.bounds().keySet(), declared);
        Map<Parameter, Expr> expressions = new LinkedHashMap<>();
        for (Parameter parameter : declared) {
            Entry entry = entry(owner, parameter, choices);
            if (entries.stream().anyMatch(other -> other.owner().equals(owner)
                    && other.parameter().name().equals(parameter.name()))) {
                throw new BrokenExtensionException(extension, "it declares two parameters named '" + parameter.name()
                        + "'.");
            }
            entries.add(entry);
            expressions.put(parameter, entry.expression());
        }
        return new Bindings(expressions);
    }

    /** Adds an array that is never fitted and whose values are known, and returns the expression that stands for it. */
    Expr addGiven(String owner, String name, List<Axis> axes, double[] values) {
        Parameter parameter = Parameter.array(name, axes, Initial.at(0)).fixed();
        Entry entry = new Entry(owner, parameter, new Symbol(Symbol.Kind.ATTRIBUTE, owner + "." + name, axes), values);
        entries.add(entry);
        return entry.expression();
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public List<Entry> fitted() {
        return entries.stream().filter(entry -> entry.parameter().fitted()).toList();
    }

    /** Lists fixed arrays, which are handed over as attributes. */
    public List<Entry> fixedArrays() {
        return entries.stream()
                .filter(entry -> !entry.parameter().fitted() && !entry.parameter().axes().isEmpty())
                .toList();
    }

    /** Lists the symbols of all parameters. */
    List<Symbol> symbols() {
        return entries.stream().map(Entry::symbol).toList();
    }

    List<Symbol> fittedSymbols() {
        return fitted().stream().map(Entry::symbol).toList();
    }

    /** Returns the vector of fitted parameters before training. */
    public double[] start() {
        return vector(Entry::start);
    }

    /** Returns another one: what is random by its initial distribution is drawn anew, by the number given. */
    public double[] start(int number) {
        return vector(entry -> draw(entry.parameter(),
                seed.child(entry.owner()).child(entry.parameter().name()).child("start").child(number)));
    }

    private double[] vector(Function<Entry, double[]> values) {
        Layout layout = new Layout(fittedSymbols());
        double[] vector = new double[layout.size()];
        for (Entry entry : fitted()) {
            System.arraycopy(values.apply(entry), 0, vector, layout.offset(entry.symbol()), entry.start().length);
        }
        return vector;
    }

    /**
     * Returns where an objective of the fitted numbers has no derivative.
     *
     * @param l1 by what their absolute values are multiplied
     */
    public BoundsAndL1 boundsAndL1(double[] l1) {
        double[] lower = new double[l1.length];
        double[] upper = new double[l1.length];
        int next = 0;
        for (Entry entry : fitted()) {
            int end = next + entry.start().length;
            Arrays.fill(lower, next, end, entry.parameter().bounds().lower());
            Arrays.fill(upper, next, end, entry.parameter().bounds().upper());
            next = end;
        }
        return new BoundsAndL1(lower, upper, l1);
    }

    /** Returns the values of one entry, taken from a vector of fitted parameters if it is fitted. */
    public double[] values(Entry entry, double[] vector) {
        if (!entry.parameter().fitted()) {
            return entry.start().clone();
        }
        int offset = new Layout(fittedSymbols()).offset(entry.symbol());
        return Arrays.copyOfRange(vector, offset, offset + entry.start().length);
    }

    /** Returns the values of the parameters of one owner, under the parameters as their extension declared them. */
    public ParameterValues values(String owner, List<Parameter> declared, double[] vector) {
        Map<Parameter, double[]> values = new LinkedHashMap<>();
        for (Parameter parameter : declared) {
            for (Entry entry : entries) {
                if (entry.owner().equals(owner) && entry.parameter().name().equals(parameter.name())) {
                    values.put(parameter, values(entry, vector));
                }
            }
        }
        return new ParameterValues(values);
    }

    private Entry entry(String owner, Parameter declared, ParameterChoices choices) {
        String name = declared.name();
        boolean fitted = (declared.fitted() || choices.fitted().contains(name)) && !choices.fixed().contains(name);
        Initial initial = choices.initial().containsKey(name)
                ? Initial.at(choices.initial().get(name)) : declared.initial();
        Parameter.Bounds bounds = bounds(declared, choices);
        Parameter chosen = declared.startingAt(initial).within(bounds.lower(), bounds.upper()).fitted(fitted);
        Symbol.Kind kind = fitted ? Symbol.Kind.PARAMETER : Symbol.Kind.ATTRIBUTE;
        return new Entry(owner, chosen, new Symbol(kind, owner + "." + name, declared.axes()),
                draw(chosen, seed.child(owner).child(name)));
    }

    private static Parameter.Bounds bounds(Parameter declared, ParameterChoices choices) {
        List<Double> chosen = choices.bounds().get(declared.name());
        if (chosen == null) {
            return declared.bounds();
        }
        if (chosen.size() != 2 || !(chosen.get(0) <= chosen.get(1))) {
            throw new InvalidSpecException("bounds", "The bounds of '" + declared.name() + "' are " + chosen
                    + "; expected the least and the largest value, as in [-1, 1].");
        }
        return new Parameter.Bounds(chosen.get(0), chosen.get(1));
    }

    private static double[] draw(Parameter parameter, Seed seed) {
        RandomGenerator random = seed.generator();
        double[] values = new double[parameter.entries()];
        Arrays.setAll(values, _ -> parameter.bounds().clamp(parameter.initial().draw(random)));
        return values;
    }

    private static void requireKnown(String key, Iterable<String> names, List<Parameter> declared) {
        List<String> known = declared.stream().map(Parameter::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new InvalidSpecException(key, "'" + name + "' is no parameter here; " + (known.isEmpty()
                        ? "there are none." : "the parameters are " + String.join(", ", known) + "."));
            }
        }
    }
}
