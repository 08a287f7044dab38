package org.deltaw.kernel.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.differentiate.Surrogates;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.extension.Guard;
import org.deltaw.kernel.extension.Unchecked;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Trace;

/** Has rules build what becomes of the plastic weights of a network, and of their own traces. */
final class RuleAssembly {
    private static final int RANDOM_TRIES = 5;

    private final Role role;
    private final ChannelSymbols channels;
    private final ParameterTable parameters;
    private final SynapseGroups synapses;
    private final States states;
    private final Set<String> readByNetwork;
    private final List<Expr> fitted = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();

    /** What parameters of rules are called, and where in the spec the rules stand. */
    enum Role {
        /** The rules of a fit. */
        FITTED(ParameterTable.RULE),
        /** A known rule. Its name sets what is drawn for it apart from where fitting starts. */
        TRUE(ParameterTable.TRUTH);

        private final String word;

        Role(String word) {
            this.word = word;
        }

        /** Returns the owner of the parameters of a rule. */
        String owner(Fit.RuleChoice choice) {
            return choice.group().isEmpty() ? word : word + "." + choice.group();
        }

        private String section(Fit.RuleChoice choice) {
            return this == TRUE ? "" : choice.group().isEmpty() ? word : "rules." + choice.group();
        }
    }

    /** What a rule made of one presentation. */
    private record Built(ExtensionId rule, Presentation shown, SynapseView synapse, Plasticity plasticity) {
        /** Lists the weight change and what becomes of the traces. */
        List<Expr> formulas() {
            List<Expr> formulas = new ArrayList<>(plasticity.traces().values());
            formulas.add(plasticity.weightChange());
            return formulas;
        }
    }

    /** @param channels of which so far only the network has read some */
    RuleAssembly(Role role, ChannelSymbols channels, ParameterTable parameters, SynapseGroups synapses, States states) {
        this.role = role;
        this.channels = channels;
        this.parameters = parameters;
        this.synapses = synapses;
        this.states = states;
        this.readByNetwork = channels.used().values().stream()
                .filter(channel -> channel.role() == Channel.Role.SIGNAL).map(Channel::name).collect(Collectors.toSet());
    }

    /** Adds the weights of all plastic groups, and the rules' traces, to the states. */
    void assemble(ExtensionId network, List<Network.Plastic> groups, List<Fit.RuleChoice> choices) {
        List<String> names = groups.stream().map(plastic -> plastic.group().name()).toList();
        for (Fit.RuleChoice choice : choices) {
            if (!choice.group().isEmpty() && !names.contains(choice.group())) {
                throw new InvalidSpecException("rules." + choice.group(), "The network has no plastic synapses named '"
                        + choice.group() + "'; it has " + String.join(", ", names) + ".");
            }
        }
        Map<String, Fit.RuleChoice> chosen = new LinkedHashMap<>();
        names.forEach(group -> chosen.put(group, onlyRule(group, choices)));
        Map<Fit.RuleChoice, Bindings> bound = new LinkedHashMap<>();
        choices.forEach(choice -> bound.put(choice, bind(choice)));
        List<Built> all = new ArrayList<>();
        for (Network.Plastic plastic : groups) {
            Fit.RuleChoice choice = Objects.requireNonNull(chosen.get(plastic.group().name()));
            all.addAll(change(network, plastic, choice, Objects.requireNonNull(bound.get(choice))));
        }
        Set<Symbol> given = new HashSet<>(states.symbols());
        given.addAll(channels.used().keySet());
        given.addAll(parameters.symbols());
        all.forEach(built -> ContractChecks.requireGiven(built.rule(), built.formulas(), given));
    }

    /** Lists what a user should know of the rules. */
    List<Warning> warnings() {
        return List.copyOf(warnings);
    }

    /** Lists the parameters of the rules that are fitted. */
    List<Expr> fittedParameters() {
        return List.copyOf(fitted);
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

    private Bindings bind(Fit.RuleChoice choice) {
        RuleFamily<Record> family = Unchecked.rule(choice.family());
        int before = parameters.entries().size();
        List<Parameter> declared = Guard.of(role.section(choice), family.id(), "parameters", () ->
                family.parameters(choice.family().settings()));
        Bindings theta = Guard.of(role.section(choice), () ->
                parameters.add(role.owner(choice), family.id(), declared, choice.parameters()));
        parameters.entries().stream().skip(before).filter(entry -> entry.parameter().fitted())
                .forEach(entry -> fitted.add(entry.symbol().read()));
        return theta;
    }

    /** Builds the rule for each presentation from the weights before the step, and adds the changes. */
    private List<Built> change(ExtensionId network, Network.Plastic plastic, Fit.RuleChoice choice, Bindings theta) {
        SynapseGroup group = plastic.group();
        ExtensionId id = Unchecked.rule(choice.family()).id();
        List<Built> built = plastic.presentations().stream().map(shown -> build(plastic, shown, choice, theta)).toList();
        List<Expr> changes = built.stream().map(each -> weightChange(id, group, each)).toList();
        Symbol weight = synapses.symbol(group);
        Expr step = synapses.present(group, Expr.sumOf(changes).times(plastic.rate()));
        Expr changed = weight.read().plus(step);
        states.addWeights(network, group, weight, Expr.where(ChannelSymbols.gate().read(), changed, weight.read()));
        built.forEach(each -> addTraces(id, each));
        if (built.size() > 1 && changesSilentSynapses(plastic, choice, theta)) {
            warnings.add(new Warning("term-without-x", "The rule '" + id + "' changes weights of inputs that are 0, too, and is applied "
                    + "to '" + group + "' " + built.size() + " times in a step, once for each option that the network shows: terms "
                    + "without x change every weight that often; multiply them by x, or let the network show the chosen option alone.",
                    role.owner(choice)));
        }
        return built;
    }

    private Built build(Network.Plastic plastic, Presentation shown, Fit.RuleChoice choice, Bindings theta) {
        SynapseGroup group = plastic.group();
        RuleFamily<Record> family = Unchecked.rule(choice.family());
        String owner = plastic.presentations().size() == 1 ? group.name() : group.name() + "." + shown.name();
        SynapseView synapse = new SynapseView(
                owner, group.axes(), shown, synapses.weights(group),
                new PresentedSignals(channels, readByNetwork, group, shown));
        return new Built(family.id(), shown, synapse, Guard.of(role.section(choice), family.id(), "plasticity", () ->
                family.plasticity(choice.family().settings(), synapse, theta)));
    }

    /** Tells whether weights change where the presynaptic neuron is silent: asked of random values. */
    private boolean changesSilentSynapses(Network.Plastic plastic, Fit.RuleChoice choice, Bindings theta) {
        Presentation shown = plastic.presentations().getFirst();
        Expr silence = Expr.ZERO.broadcast(shown.pre().axes());
        Presentation silent = new Presentation(shown.name(), silence, shown.post(), shown.signals(), shown.condition());
        List<Expr> change = Surrogates.replaced(List.of(build(plastic, silent, choice, theta).plasticity().weightChange()));
        RandomValues random = new RandomValues(parameters);
        return IntStream.range(0, RANDOM_TRIES).mapToObj(_ -> Interpreter.evaluate(change, random.of(change)).getFirst())
                .anyMatch(values -> Arrays.stream(values).anyMatch(value -> Double.isFinite(value) && value != 0));
    }

    private static Expr weightChange(ExtensionId id, SynapseGroup group, Built built) {
        Axes axes = Axes.of(group.axes());
        Expr change = built.plasticity().weightChange();
        ContractChecks.requireAxesWithin(id, "weight change", change, axes);
        return whereShown(built.shown(), change.broadcast(axes), Expr.ZERO.broadcast(axes));
    }

    private static Expr whereShown(Presentation presentation, Expr value, Expr otherwise) {
        return presentation.condition().isConstant(1) ? value : Expr.where(presentation.condition(), value, otherwise);
    }

    private void addTraces(ExtensionId id, Built built) {
        built.plasticity().traces().keySet().forEach(built.synapse()::trace);
        built.synapse().traces().forEach((trace, symbol) -> addTrace(id, trace, symbol, built));
    }

    private void addTrace(ExtensionId id, Trace trace, Symbol symbol, Built built) {
        Expr value = built.plasticity().traces().get(trace);
        if (value == null) {
            throw new BrokenExtensionException(id, "it reads trace '" + trace
                    + "' but does not say what becomes of it; add next(trace, value) to the plasticity.");
        }
        ContractChecks.requireAxes(id, "next value of trace '" + trace + "'", value, Axes.of(symbol.axes()));
        states.addTrace(id, trace, symbol, whereShown(built.shown(), value, symbol.read()));
    }
}
