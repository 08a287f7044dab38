package org.deltaw.kernel.model;

import static org.deltaw.kernel.model.ContractChecks.requireAxes;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.deltaw.spi.Configured;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.KnownRule;

/** Puts a network, rules and losses together into one step and has it differentiated. */
public final class ModelAssembly {
    private static final Set<Symbol.Kind> DATA = EnumSet.of(Symbol.Kind.CHANNEL, Symbol.Kind.ATTRIBUTE);

    private final RuleAssembly.Role role;
    private final ChannelSymbols channels;
    private final ParameterTable parameters;
    private final Seed connections;
    private final States states = new States();
    private final List<Expr> ruleParameters = new ArrayList<>();

    private ModelAssembly(List<Channel> offered, Seed seed, RuleAssembly.Role role) {
        this.role = role;
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
        ModelAssembly assembly = new ModelAssembly(offered, seed(fit), RuleAssembly.Role.FITTED);
        Model model = assembly.assemble(fit.network(), fit.rules(), fit.losses(), true);
        fit.posterior().hierarchy().ifPresent(hierarchy -> Guard.of("hierarchy", () -> {
            PriorChoices.put(hierarchy, assembly.parameters);
            return model;
        }));
        return Guard.of("priors", () -> {
            PriorChoices.put(fit.priors(), assembly.parameters);
            PriorChoices.requireLikelihood(fit.priors(), model);
            return model;
        });
    }

    /**
     * Assembles the network of a fit with a known rule, and no loss.
     *
     * @throws InvalidSpecException if they and the data do not go together; a key is relative to the rule
     */
    public static Model assembleKnown(Fit fit, KnownRule rule, List<Channel> offered) {
        ModelAssembly assembly = new ModelAssembly(offered, seed(fit), RuleAssembly.Role.TRUE);
        return assembly.assemble(fit.network(), List.of(KnownRules.choice(rule)), List.of(), false);
    }

    /**
     * Assembles network and rules of a fit as they are fitted, and no loss.
     *
     * @throws InvalidSpecException if they and the data do not go together
     */
    public static Model assembleFitted(Fit fit, List<Channel> offered) {
        return new ModelAssembly(offered, seed(fit), RuleAssembly.Role.FITTED).assemble(fit.network(), fit.rules(), List.of(), false);
    }

    /** Assembles a model for the sake of what may go wrong, perhaps without a loss. */
    static void rehearse(Fit.NetworkChoice network, List<Fit.RuleChoice> rules, List<Fit.LossChoice> losses, List<Channel> offered) {
        new ModelAssembly(offered, new Seed(0), RuleAssembly.Role.FITTED).assemble(network, rules, losses, !losses.isEmpty());
    }

    private static Seed seed(Fit fit) {
        return fit.seed().child("parameters");
    }

    /** @param compared whether there are losses, and so something to be fitted */
    private Model assemble(Fit.NetworkChoice choice, List<Fit.RuleChoice> rules, List<Fit.LossChoice> losses, boolean compared) {
        SynapseGroups synapses = synapses(choice);
        Network network = network(choice, synapses);
        RuleAssembly assembly = new RuleAssembly(role, channels, parameters, synapses, states);
        assembly.assemble(choice.architecture().id(), network.plastic(), rules);
        ruleParameters.addAll(assembly.fittedParameters());
        SessionResets sessions = new SessionResets(channels, states.returning());
        List<Expr> formulas = new ArrayList<>(states.next());
        formulas.addAll(network.observables().values());
        formulas = sessions.applyTo(formulas);
        int carried = states.next().size();
        List<StepGraph.Output> outputs = new ArrayList<>();
        Map<Observable, Symbol> outputSymbols = new LinkedHashMap<>();
        for (Observable observable : network.observables().keySet()) {
            Expr value = formulas.get(carried + outputs.size());
            Symbol symbol = new Symbol(Symbol.Kind.OUTPUT, observable.name(), value.axes().toList());
            outputSymbols.put(observable, symbol);
            outputs.add(new StepGraph.Output(symbol, value));
        }
        LossView view = new LossView(outputSymbols, channels, ruleParameters);
        List<Model.Term> terms = compared ? terms(losses, view) : List.of();
        List<Expr> costs = new ArrayList<>();
        List<Symbol> attributes = new ArrayList<>(view.means().keySet());
        parameters.attributes().forEach(entry -> attributes.add(entry.symbol()));
        for (Model.Term term : terms) {
            if (!term.isPenalty()) {
                attributes.add(term.scale());
                costs.add(term.cost().times(term.scale().read()).times(term.weight()));
            }
        }
        StepGraph step = new StepGraph(states.symbols(), formulas.subList(0, carried), outputs, Expr.sumOf(costs));
        Program program = Program.of(
                step, List.copyOf(channels.used().keySet()), attributes, parameters.fittedSymbols());
        return new Model(program, parameters, channels.used(), states.initials(), terms, view.means(), states.weights(),
                states.traces(), sessions.states(), synapses, assembly.warnings());
    }

    /** The true weights start where the data say, whatever is fitted. */
    private SynapseGroups synapses(Fit.NetworkChoice choice) {
        return new SynapseGroups(parameters, connections, choice.architecture().id(), role == RuleAssembly.Role.FITTED
                ? choice.parameters().only(SynapseGroups::isInitial) : ParameterChoices.NONE);
    }

    private Network network(Fit.NetworkChoice choice, SynapseGroups synapses) {
        NetworkArchitecture<Record> architecture = Unchecked.network(choice.architecture());
        ExtensionId id = architecture.id();
        Record settings = choice.architecture().settings();
        List<Parameter> declared = Guard.of(ParameterTable.NETWORK, id, "parameters", () -> architecture.parameters(settings));
        ParameterChoices own = choices(choice.parameters());
        Bindings theta = Guard.of(ParameterTable.NETWORK, () -> parameters.add(ParameterTable.NETWORK, id, declared, own));
        NetworkView view = new NetworkView(channels, synapses);
        Network network = Guard.of(ParameterTable.NETWORK, id, "build", () -> architecture.build(settings, view, theta));
        Guard.of(ParameterTable.NETWORK, () -> {
            synapses.requireKnown();
            return network;
        });
        network.nextStates().forEach((state, value) -> states.addNeurons(id, state, value));
        if (network.plastic().isEmpty()) {
            throw new BrokenExtensionException(id, "its network has no plastic synapses.");
        }
        List<Symbol> carried = new ArrayList<>(states.symbols());
        network.plastic().forEach(plastic -> carried.add(synapses.symbol(plastic.group())));
        ContractChecks.requireStates(id, carried, view.states());
        network.plastic().forEach(plastic -> ContractChecks.requirePresentations(id, plastic));
        network.observables().forEach((observable, value) -> ContractChecks.present(id, "value of '" + observable + "'", value));
        Set<Symbol> given = new HashSet<>(carried);
        given.addAll(channels.used().keySet());
        given.addAll(parameters.symbols());
        ContractChecks.requireGiven(id, network.formulas(), given);
        return network;
    }

    /** Leaves out where fitting starts if it is not the values behind the data: those are what the network's settings say. */
    private ParameterChoices choices(ParameterChoices all) {
        ParameterChoices own = all.only(name -> !SynapseGroups.isInitial(name));
        return role == RuleAssembly.Role.FITTED ? own : own.withoutStarts();
    }

    /**
     * Asks a network how many inputs it reads.
     *
     * @throws BrokenExtensionException if it cannot say so
     */
    public static int inputs(Configured<NetworkArchitecture<?>> network) {
        int inputs = Guard.of(ParameterTable.NETWORK, network.id(), "inputs",
                () -> Unchecked.network(network).inputs(network.settings()));
        if (inputs < 0) {
            throw new BrokenExtensionException(network.id(), "its inputs() returned " + inputs + "; expected 0 or more.");
        }
        return inputs;
    }

    /** Returns the owner of the parameters of a rule of a fit, as in {@code rule} or {@code rule.GROUP}. */
    public static String owner(Fit.RuleChoice choice) {
        return RuleAssembly.Role.FITTED.owner(choice);
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
        String owner = ParameterTable.LOSS + "." + function.id().name();
        if (!declared.isEmpty() && parameters.entries().stream().anyMatch(entry -> entry.owner().equals(owner))) {
            throw new InvalidSpecException(section, "The loss '" + function.id() + "' is listed twice, and both have the "
                    + "parameter '" + declared.getFirst().name() + "'; keep one of them.");
        }
        return Guard.of(section, () -> parameters.add(owner, function.id(), declared, choice.parameters()));
    }

    private void requireParameters(ExtensionId id, Loss.AbsoluteValues absolute) {
        for (Loss.AbsoluteValues.Term term : absolute.terms()) {
            if (ruleParameters.stream().noneMatch(parameter -> parameter.op().equals(term.parameter().op()))) {
                throw new BrokenExtensionException(id, "it penalises the absolute value of " + term.parameter()
                        + ", which is none of the rules' parameters; for other expressions there is Penalty.");
            }
        }
    }
}
