package org.deltaw.kernel.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.Layout;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.kernel.prior.PriorDensity;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.parameter.ParameterValues;
import org.deltaw.spi.parameter.Scope;

/** All parameters of a model: where each starts, within what bounds, and whether it is fitted. */
public final class ParameterTable {
    /** The owner of the parameters of the network. */
    static final String NETWORK = "network";
    /** What the owners of the parameters of losses begin with. */
    static final String LOSS = "loss";
    /** The owner of the parameters of a rule that is fitted. */
    static final String RULE = ParameterValue.RULE;
    /** The owner of the parameters of a known rule. */
    static final String TRUTH = "truth";
    /** What the owners of the parameters of rules begin with that are the rules of groups. */
    private static final String RULE_OF = RULE + ".";

    /**
     * A parameter of a rule, of the network or of a loss.
     *
     * @param owner {@code rule}, {@code rule.GROUP}, {@code network} or {@code loss.FUNCTION}
     * @param parameter as declared, with the user's choices put in
     * @param symbol of kind {@code PARAMETER} if fitted, else {@code ATTRIBUTE}
     * @param prior what is believed of each of its values before the data; empty if nothing was said
     * @param start its values before training
     * @param declared its bounds as its extension declares them, whatever a user chose
     */
    public record Entry(String owner, Parameter parameter, Symbol symbol, Optional<Prior> prior, double[] start,
            Parameter.Bounds declared) {
        /** Returns its name in full, as in {@code rule.w}. */
        public String fullName() {
            return owner + "." + parameter.name();
        }

        /** Tells whether it is a rule's. */
        public boolean isOfRule() {
            return owner.equals(RULE) || owner.startsWith(RULE_OF);
        }

        /** Returns the density of its prior within its bounds. */
        public Optional<PriorDensity> density() {
            return prior.map(known -> PriorDensity.of(known, parameter.bounds()));
        }

        /** Gives it a prior, and the bounds of that; what starts where its density is 0 or infinite starts in the middle of it. */
        Entry with(Prior known) {
            PriorDensity density = PriorDensity.of(known, parameter.bounds());
            Parameter bounded = parameter.within(density.bounds().lower(), density.bounds().upper());
            double[] within = Arrays.stream(start).map(bounded.bounds()::clamp)
                    .map(value -> Double.isInfinite(density.logDensity(value)) ? density.quantile(0.5) : value).toArray();
            return new Entry(owner, bounded, symbol, Optional.of(known), within, declared);
        }

        /** A fixed 0 is written into the formula, so that what it makes 0 is never computed. */
        Expr expression() {
            return isZero() ? Expr.ZERO : symbol.read();
        }

        /** Tells whether it is the same parameter in a model with a known rule as another is in one with a rule that is fitted. */
        public boolean isTruthOf(ParameterValue fitted) {
            return owner.equals(fitted.isOfRule() ? TRUTH : fitted.owner()) && parameter.name().equals(fitted.name())
                    && start.length == fitted.values().length;
        }

        private boolean isZero() {
            return !parameter.fitted() && parameter.axes().isEmpty() && start[0] == 0;
        }

        /** Returns a key of the section of the spec in which its owner stands; losses stand in a list. */
        public String key(String name) {
            String section = owner.startsWith(RULE_OF) ? "rules." + owner.substring(RULE_OF.length()) : owner;
            return owner.startsWith(LOSS) ? LOSS : section + "." + name;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Symbol, double[]> patterns = new HashMap<>();
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
        requireKnown("scope", choices.scope().keySet(), declared);
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
        Entry entry = new Entry(owner, parameter, new Symbol(Symbol.Kind.ATTRIBUTE, owner + "." + name, axes), Optional.empty(),
                values, parameter.bounds());
        entries.add(entry);
        return entry.expression();
    }

    /**
     * Returns the same parameters, some of them within other, finite bounds; what does not start between them starts in the middle.
     *
     * @param bounds by the symbols of those, which are single numbers
     */
    ParameterTable within(Map<Symbol, Parameter.Bounds> bounds) {
        ParameterTable other = new ParameterTable(seed);
        entries.forEach(entry -> other.entries.add(bounds.containsKey(entry.symbol())
                ? within(entry, Objects.requireNonNull(bounds.get(entry.symbol()))) : entry));
        other.patterns.putAll(patterns);
        return other;
    }

    private Entry within(Entry entry, Parameter.Bounds bounds) {
        Parameter parameter = entry.parameter().within(bounds.lower(), bounds.upper());
        // A search that begins on a bound may never leave it.
        boolean moved = parameter.initial() instanceof Initial.Constant(double value)
                && !(bounds.lower() < value && value < bounds.upper());
        Parameter chosen = moved ? parameter.startingAt(Initial.at((bounds.lower() + bounds.upper()) / 2)) : parameter;
        return new Entry(entry.owner(), chosen, entry.symbol(), entry.prior(), draw(chosen, seed(entry)), entry.declared());
    }

    /** Gives one of the parameters a prior. */
    void choose(Entry entry, Prior prior) {
        entries.set(entries.indexOf(entry), entry.with(prior));
    }

    /** Says who shares the value of one of the parameters. */
    void choose(Entry entry, Scope scope) {
        entries.set(entries.indexOf(entry), new Entry(entry.owner(), entry.parameter().scope(scope), entry.symbol(), entry.prior(),
                entry.start(), entry.declared()));
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    public List<Entry> fitted() {
        return entries.stream().filter(entry -> entry.parameter().fitted()).toList();
    }

    /** Lists what is fixed and handed over as attributes, so that programs do not depend on its values: all but numbers that are 0. */
    public List<Entry> attributes() {
        return entries.stream().filter(entry -> !entry.parameter().fitted() && !entry.isZero()).toList();
    }

    /** Returns the values of single numbers that are fixed. */
    public Map<Symbol, Expr> fixedNumbers() {
        return attributes().stream().filter(entry -> entry.parameter().axes().isEmpty())
                .collect(Collectors.toMap(Entry::symbol, entry -> Expr.constant(entry.start()[0])));
    }

    /** Lists the symbols of all parameters. */
    List<Symbol> symbols() {
        return entries.stream().map(Entry::symbol).toList();
    }

    List<Symbol> fittedSymbols() {
        return fitted().stream().map(Entry::symbol).toList();
    }

    /** Returns the vector of fitted parameters before training, of a program for one trajectory. */
    public double[] start() {
        Layout layout = new Layout(fittedSymbols());
        double[] vector = new double[layout.size()];
        for (Entry entry : fitted()) {
            System.arraycopy(entry.start(), 0, vector, layout.offset(entry.symbol()), entry.start().length);
        }
        return vector;
    }

    /** Returns the values of a parameter before training; each unit's random values are its own. */
    double[] start(Entry entry, Optional<Unit> unit) {
        return unit.map(whose -> {
            double[] values = draw(entry.parameter(), of(whose, seed(entry)));
            keepPresent(entry, values);
            return values;
        }).orElseGet(entry::start);
    }

    /** Draws others to start from, by the number given. */
    double[] randomStart(Entry entry, Optional<Unit> unit, int number, double[] sizes) {
        Seed numbered = seed(entry).child("start").child(number);
        RandomGenerator random = unit.map(whose -> of(whose, numbered)).orElse(numbered).generator();
        RandomStart start = new RandomStart(entry.parameter(), number);
        double[] from = start(entry, unit);
        double[] values = new double[from.length];
        Arrays.setAll(values, i -> start.draw(from[i], sizes[i], random));
        keepPresent(entry, values);
        return values;
    }

    /** Tells whether a parameter is a single number of a rule. */
    boolean isCoefficient(Entry entry) {
        return entry.parameter().axes().isEmpty() && entry.isOfRule();
    }

    private Seed seed(Entry entry) {
        return seed.child(entry.owner()).child(entry.parameter().name());
    }

    private static Seed of(Unit unit, Seed seed) {
        Seed subject = seed.child("subject").child(unit.subject());
        return unit.session().map(session -> subject.child("session").child(session)).orElse(subject);
    }

    /**
     * Has an array start at 0 wherever a pattern is 0.
     *
     * @param pattern row-major, 1 or 0
     */
    void restrict(Entry entry, double[] pattern) {
        patterns.put(entry.symbol(), pattern);
        keepPresent(entry, entry.start());
    }

    private void keepPresent(Entry entry, double[] values) {
        double[] pattern = patterns.get(entry.symbol());
        for (int i = 0; pattern != null && i < values.length; i++) {
            values[i] = pattern[i] == 0 ? 0 : values[i];
        }
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
        Scope chosenScope = choices.scope().getOrDefault(name, declared.scope());
        if (!fitted && choices.scope().containsKey(name)) {
            throw new InvalidSpecException("scope", "'" + name + "' is not fitted, so it has one value for all; "
                    + (choices.fixed().contains(name) ? "take it out of fixed" : "add it to fitted") + ", or leave it out of scope.");
        }
        Parameter chosen = declared.startingAt(initial).within(bounds.lower(), bounds.upper()).fitted(fitted).scope(chosenScope);
        Symbol.Kind kind = fitted ? Symbol.Kind.PARAMETER : Symbol.Kind.ATTRIBUTE;
        return new Entry(owner, chosen, new Symbol(kind, owner + "." + name, declared.axes()), Optional.empty(),
                draw(chosen, seed.child(owner).child(name)), declared.bounds());
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
        Parameter.Bounds bounds = parameter.bounds();
        Arrays.setAll(values, _ -> switch (parameter.initial()) {
            case Initial.Constant(double value) -> bounds.clamp(value);
            case Initial.Normal normal -> bounds.reflect(normal.draw(random));
        });
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
