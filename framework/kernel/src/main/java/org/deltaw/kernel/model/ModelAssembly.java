package org.deltaw.kernel.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Checker;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.extension.Guard;
import org.deltaw.kernel.extension.Unchecked;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.KnownRule;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Signal;
import org.deltaw.spi.rule.Trace;

/** Puts a network, rules and losses together into one step and has it differentiated. */
public final class ModelAssembly {
    private static final Set<Symbol.Kind> DATA = EnumSet.of(Symbol.Kind.CHANNEL, Symbol.Kind.ATTRIBUTE);

    private static final String RULE = "rule";
    /** Sets what is drawn for the true rule apart from where fitting starts. */
    private static final String TRUTH = "truth";

    private final String ruleScope;
    private final ChannelSymbols channels;
    private final ParameterTable parameters;
    private final Seed connections;
    private final Map<Symbol, Expr> next = new LinkedHashMap<>();
    private final Map<Symbol, Initial> initials = new LinkedHashMap<>();
    private final Map<Symbol, Initial> returning = new LinkedHashMap<>();
    private final List<Symbol> weights = new ArrayList<>();
    private final List<Symbol> traces = new ArrayList<>();
    private final List<Expr> ruleParameters = new ArrayList<>();

    private ModelAssembly(List<Channel> offered, Seed seed, String ruleScope) {
        this.ruleScope = ruleScope;
        this.channels = new ChannelSymbols(offered);
        this.parameters = new ParameterTable(seed);
        this.connections = seed.child("connections");
    }

    /**
     * Assembles the model of a fit for data with the given columns.
     *
     * @throws InvalidSpecException if network, rules, losses and data do not go together
     * @throws BrokenExtensionException if an extension builds a formula that is none
     */
    public static Model assemble(Fit fit, List<Channel> offered) {
        return new ModelAssembly(offered, seed(fit), RULE).assemble(fit.network(), fit.rules(), fit.losses(), true);
    }

    /**
     * Assembles the network of a fit with a known rule, and no loss.
     *
     * @throws InvalidSpecException if they and the data do not go together; a key is relative to the rule
     */
    public static Model assembleKnown(Fit fit, KnownRule rule, List<Channel> offered) {
        ModelAssembly assembly = new ModelAssembly(offered, seed(fit), TRUTH);
        return assembly.assemble(fit.network(), List.of(KnownRules.choice(rule)), List.of(), false);
    }

    /** Assembles a model for the sake of what may go wrong, perhaps without a loss. */
    static void rehearse(Fit.NetworkChoice network, List<Fit.RuleChoice> rules, List<Fit.LossChoice> losses, List<Channel> offered) {
        new ModelAssembly(offered, new Seed(0), RULE).assemble(network, rules, losses, !losses.isEmpty());
    }

    private static Seed seed(Fit fit) {
        return fit.seed().child("parameters");
    }

    /** @param compared whether there are losses, and so something to be fitted */
    private Model assemble(Fit.NetworkChoice choice, List<Fit.RuleChoice> rules, List<Fit.LossChoice> losses, boolean compared) {
        SynapseGroups synapses = synapses(choice, compared);
        Network network = network(choice, synapses);
        rules(network, synapses, rules);
        SessionResets sessions = new SessionResets(channels, returning);
        List<Expr> formulas = new ArrayList<>(next.values());
        formulas.addAll(network.observables().values());
        formulas = sessions.applyTo(formulas);
        List<StepGraph.Output> outputs = new ArrayList<>();
        Map<Observable, Symbol> outputSymbols = new LinkedHashMap<>();
        for (Observable observable : network.observables().keySet()) {
            Expr value = formulas.get(next.size() + outputs.size());
            Symbol symbol = new Symbol(Symbol.Kind.OUTPUT, observable.name(), value.axes().toList());
            outputSymbols.put(observable, symbol);
            outputs.add(new StepGraph.Output(symbol, value));
        }
        LossView view = new LossView(outputSymbols, channels, ruleParameters);
        List<Model.Term> terms = compared ? terms(losses, view) : List.of();
        List<Expr> costs = new ArrayList<>();
        List<Symbol> attributes = new ArrayList<>(view.means().keySet());
        parameters.fixedArrays().forEach(entry -> attributes.add(entry.symbol()));
        for (Model.Term term : terms) {
            if (!term.isPenalty()) {
                attributes.add(term.scale());
                costs.add(term.cost().times(term.scale().read()).times(term.weight()));
            }
        }
        StepGraph step = new StepGraph(
                List.copyOf(next.keySet()), formulas.subList(0, next.size()), outputs, Expr.sumOf(costs));
        Program program = Program.of(
                step, List.copyOf(channels.used().keySet()), attributes, parameters.fittedSymbols());
        return new Model(program, parameters, channels.used(), initials, terms, view.means(), weights, traces,
                sessions.states(), synapses);
    }

    /** The true weights start where the data say, whatever is fitted. */
    private SynapseGroups synapses(Fit.NetworkChoice choice, boolean fitted) {
        return new SynapseGroups(parameters, connections, choice.architecture().id(),
                fitted ? choice.parameters().only(SynapseGroups::isInitial) : ParameterChoices.NONE);
    }

    private Network network(Fit.NetworkChoice choice, SynapseGroups synapses) {
        NetworkArchitecture<Record> architecture = Unchecked.network(choice.architecture());
        ExtensionId id = architecture.id();
        Record settings = choice.architecture().settings();
        List<Parameter> declared = Guard.of(ParameterTable.NETWORK, id, () -> architecture.parameters(settings));
        ParameterChoices own = choice.parameters().only(name -> !SynapseGroups.isInitial(name));
        Bindings theta = Guard.of(ParameterTable.NETWORK, () -> parameters.add(ParameterTable.NETWORK, id, declared, own));
        NetworkView view = new NetworkView(channels, synapses);
        Network network = Guard.of(ParameterTable.NETWORK, id, () -> architecture.build(settings, view, theta));
        Guard.of(ParameterTable.NETWORK, () -> {
            synapses.requireKnown();
            return network;
        });
        network.nextStates().forEach((state, value) -> addState(id, state, value));
        if (network.plastic().isEmpty()) {
            throw new BrokenExtensionException(id, "its network has no plastic synapses.");
        }
        requireStates(id, view, network, synapses);
        return network;
    }

    private void requireStates(ExtensionId id, NetworkView view, Network network, SynapseGroups synapses) {
        List<Symbol> states = new ArrayList<>(next.keySet());
        network.plastic().forEach(plastic -> states.add(synapses.symbol(plastic.group())));
        Set<String> names = new HashSet<>();
        for (Symbol state : states) {
            if (!names.add(state.name())) {
                throw new BrokenExtensionException(id, "it has two states or groups of synapses named '" + state + "'.");
            }
        }
        for (Symbol state : view.states()) {
            if (!states.contains(state)) {
                throw new BrokenExtensionException(id, "it reads state '" + state + "' but does not say what becomes "
                        + "of it; add next(state, value) to the network, or plastic(group, ...) for weights.");
            }
        }
    }

    private void addState(ExtensionId id, NeuronState state, Expr value) {
        Symbol symbol = NetworkView.stateSymbol(state);
        requireAxes(id, "next value of state '" + state.name() + "'", value, Axes.of(state.axes()));
        next.put(symbol, value);
        initials.put(symbol, state.initial());
        if (!state.carriedOver()) {
            returning.put(symbol, state.initial());
        }
    }

    private void rules(Network network, SynapseGroups synapses, List<Fit.RuleChoice> choices) {
        List<String> groups = network.plastic().stream().map(plastic -> plastic.group().name()).toList();
        for (Fit.RuleChoice choice : choices) {
            if (!choice.group().isEmpty() && !groups.contains(choice.group())) {
                throw new InvalidSpecException("rules." + choice.group(), "The network has no plastic synapses named '"
                        + choice.group() + "'; it has " + String.join(", ", groups) + ".");
            }
        }
        Map<String, Fit.RuleChoice> chosen = new LinkedHashMap<>();
        groups.forEach(group -> chosen.put(group, onlyRule(group, choices)));
        Map<Fit.RuleChoice, Bindings> bound = new LinkedHashMap<>();
        for (Fit.RuleChoice choice : choices) {
            RuleFamily<Record> family = Unchecked.rule(choice.family());
            int before = parameters.entries().size();
            List<Parameter> declared = Guard.of(section(choice), family.id(), () ->
                    family.parameters(choice.family().settings()));
            bound.put(choice, Guard.of(section(choice), () ->
                    parameters.add(scope(ruleScope, choice), family.id(), declared, choice.parameters())));
            parameters.entries().stream().skip(before).filter(entry -> entry.parameter().fitted())
                    .forEach(entry -> ruleParameters.add(entry.symbol().read()));
        }
        for (Network.Plastic plastic : network.plastic()) {
            Fit.RuleChoice choice = Objects.requireNonNull(chosen.get(plastic.group().name()));
            change(plastic, synapses, choice, Objects.requireNonNull(bound.get(choice)));
        }
    }

    private static Fit.RuleChoice onlyRule(String group, List<Fit.RuleChoice> choices) {
        List<Fit.RuleChoice> found = choices.stream()
                .filter(rule -> rule.group().isEmpty() || rule.group().equals(group)).toList();
        if (found.isEmpty()) {
            throw new InvalidSpecException("rules", "The plastic synapses '" + group
                    + "' have no rule; add one, or one 'rule' for all.");
        }
        if (found.size() > 1) {
            throw new InvalidSpecException("rules", "The plastic synapses '" + group + "' have two rules, '"
                    + found.get(0).family().id() + "' and '" + found.get(1).family().id() + "'; keep one of them.");
        }
        return found.getFirst();
    }

    /** Returns where in the spec a rule stands. */
    private String section(Fit.RuleChoice choice) {
        return ruleScope.equals(TRUTH) ? "" : choice.group().isEmpty() ? RULE : "rules." + choice.group();
    }

    public static String scope(Fit.RuleChoice choice) {
        return scope(RULE, choice);
    }

    private static String scope(String all, Fit.RuleChoice choice) {
        return choice.group().isEmpty() ? all : all + "." + choice.group();
    }

    private void change(
            Network.Plastic plastic, SynapseGroups synapses, Fit.RuleChoice choice, Bindings theta) {
        RuleFamily<Record> family = Unchecked.rule(choice.family());
        ExtensionId id = family.id();
        Symbol weight = synapses.symbol(plastic.group());
        Axes axes = Axes.of(plastic.group().axes());
        List<Signal> signals = channels.names(Channel.Role.SIGNAL).stream().map(Signal::new).toList();
        SynapseView synapse = new SynapseView(plastic.group().name(), plastic.group().axes(), plastic.pre(),
                plastic.post(), synapses.weights(plastic.group()), signals, this::signal);
        Plasticity plasticity = Guard.of(section(choice), id, () -> family.plasticity(choice.family().settings(), synapse, theta));
        Expr change = plasticity.weightChange();
        if (!axes.containsAll(change.axes())) {
            requireAxes(id, "weight change", change, axes);
        }
        Expr step = synapses.present(plastic.group(), change.broadcast(axes).times(plastic.rate()));
        Expr changed = weight.read().plus(step);
        next.put(weight, Expr.where(ChannelSymbols.gate().read(), changed, weight.read()));
        initials.put(weight, plastic.group().initial());
        weights.add(weight);
        plasticity.traces().keySet().forEach(synapse::trace);
        synapse.traces().forEach((trace, symbol) -> addTrace(id, trace, symbol, plasticity));
    }

    private void addTrace(ExtensionId id, Trace trace, Symbol symbol, Plasticity plasticity) {
        Expr value = plasticity.traces().get(trace);
        if (value == null) {
            throw new BrokenExtensionException(id, "it reads trace '" + trace.name()
                    + "' but does not say what becomes of it; add next(trace, value) to the plasticity.");
        }
        requireAxes(id, "next value of trace '" + trace.name() + "'", value, Axes.of(symbol.axes()));
        next.put(symbol, value);
        initials.put(symbol, Initial.at(0));
        returning.put(symbol, Initial.at(0));
        traces.add(symbol);
    }

    private Expr signal(Signal signal) {
        Channel channel = channels.find(Channel.Role.SIGNAL, signal.name()).orElseThrow(() ->
                new InvalidSpecException("The rule reads the signal '" + signal + "', which the data do not bring; "
                        + "they bring " + channels.names(Channel.Role.SIGNAL) + "."));
        return channels.use(channel, List.of()).read();
    }

    private List<Model.Term> terms(List<Fit.LossChoice> choices, LossView view) {
        List<Model.Term> terms = new ArrayList<>();
        for (Fit.LossChoice choice : choices) {
            ExtensionId id = choice.function().id();
            String section = ParameterTable.LOSS + "." + terms.size();
            Bindings theta = lossParameters(choice, section);
            Loss loss = Guard.of(section, id, () ->
                    Unchecked.loss(choice.function()).loss(choice.function().settings(), view, theta));
            Symbol scale = Symbol.of(Symbol.Kind.ATTRIBUTE, "scale " + terms.size());
            Model.Term term = new Model.Term(id.name(), choice.weight(), loss, scale);
            requireAxes(id, "cost", term.cost(), Axes.NONE);
            requireAxes(id, "count", term.count(), Axes.NONE);
            Guard.of(section, id, () -> {
                Checker.check(List.of(term.count()), DATA);
                if (loss instanceof Loss.NegativeLogLikelihood likelihood) {
                    requireAxes(id, "constant cost", likelihood.constantCost(), Axes.NONE);
                    Checker.check(List.of(likelihood.constantCost()), DATA);
                }
                if (loss instanceof Loss.AbsoluteValues absolute) {
                    requireParameters(id, absolute);
                }
                if (term.isPenalty()) {
                    Checker.check(List.of(term.cost()), EnumSet.of(Symbol.Kind.PARAMETER));
                }
                return term;
            });
            terms.add(term);
        }
        if (terms.stream().allMatch(Model.Term::isPenalty)) {
            throw new InvalidSpecException(ParameterTable.LOSS, "None of the losses compares the model with data; add one, such as "
                    + "{function: choice-cross-entropy}.");
        }
        return terms;
    }

    private Bindings lossParameters(Fit.LossChoice choice, String section) {
        LossFunction<Record> function = Unchecked.loss(choice.function());
        List<Parameter> declared = Guard.of(section, function.id(), () -> function.parameters(choice.function().settings()));
        String scope = ParameterTable.LOSS + "." + function.id().name();
        if (!declared.isEmpty() && parameters.entries().stream().anyMatch(entry -> entry.scope().equals(scope))) {
            throw new InvalidSpecException(section, "The loss '" + function.id() + "' is listed twice, and both have the "
                    + "parameter '" + declared.getFirst().name() + "'; keep one of them.");
        }
        return Guard.of(section, () -> parameters.add(scope, function.id(), declared, choice.parameters()));
    }

    private void requireParameters(ExtensionId id, Loss.AbsoluteValues absolute) {
        for (Loss.AbsoluteValues.Term term : absolute.terms()) {
            if (ruleParameters.stream().noneMatch(parameter -> parameter.op().equals(term.parameter().op()))) {
                throw new BrokenExtensionException(id, "it penalises the absolute value of " + term.parameter()
                        + ", which is none of the rules' parameters; the price of other expressions is a Penalty.");
            }
        }
    }

    private static void requireAxes(ExtensionId id, String what, Expr value, Axes axes) {
        if (!value.axes().equals(axes)) {
            throw new BrokenExtensionException(id, "its " + what + " should have the axes " + axes + ", but " + value
                    + " has " + value.axes() + ".");
        }
    }
}
