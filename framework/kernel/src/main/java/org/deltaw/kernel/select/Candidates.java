package org.deltaw.kernel.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.OptimizerChoice;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ModelAssembly;
import org.deltaw.kernel.model.ParameterNames;
import org.deltaw.kernel.model.ParameterTable;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.spi.Configured;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.optimizer.Trait;
import org.deltaw.spi.parameter.Scope;

/**
 * The coefficients of rules that may be left out: single fitted numbers that may be 0. One that is fitted for each subject or session is
 * in or out for all of them together, and has the place of its first number.
 */
record Candidates(Model model, FittedNumbers numbers) {
    /**
     * Finds them.
     *
     * @throws InvalidSpecException if a rule has other parameters than named coefficients, or none may be 0
     */
    static Candidates of(Fit fit, Model model, FittedNumbers numbers) {
        Configured<Optimizer<?>> optimizer = optimizer(fit);
        if (!Method.has(optimizer, Trait.EXACT_ZEROS)) {
            throw new InvalidSpecException("training.optimizer", "Terms are chosen with an optimizer that leaves coefficients at "
                    + "exactly 0, as " + OptimizerChoice.FOR_COEFFICIENTS + " does, but the optimizer is " + optimizer.id()
                    + "; leave it out, or add training.optimizer=" + OptimizerChoice.AUTOMATIC + " to the command.");
        }
        String objection = Method.objection(model, numbers.size());
        if (!objection.isEmpty()) {
            throw new InvalidSpecException("Terms cannot be chosen here: " + objection + ". Terms are chosen for rules whose "
                    + "parameters are single numbers, such as those of the family taylor, with at most " + Method.MOST_NUMBERS
                    + " fitted numbers in the whole model and no negative weight of a loss.");
        }
        Candidates candidates = new Candidates(model, numbers);
        if (candidates.indices().isEmpty()) {
            throw new InvalidSpecException("Terms cannot be chosen here: no fitted coefficient of the rule may be 0; widen "
                    + "its bounds.");
        }
        return candidates;
    }

    /** Returns by what they are fitted: what the spec names, or what is chosen for coefficients. */
    static Configured<Optimizer<?>> optimizer(Fit fit) {
        return fit.optimizer().candidates().getFirst();
    }

    /** Returns where they are in the vector of fitted numbers. */
    BitSet indices() {
        BitSet indices = new BitSet();
        for (ParameterTable.Entry entry : model.parameters().fitted()) {
            if (isCandidate(entry)) {
                indices.set(numbers.places(entry)[0]);
            }
        }
        return indices;
    }

    private static boolean isCandidate(ParameterTable.Entry entry) {
        return entry.owner().startsWith("rule") && entry.parameter().axes().isEmpty()
                && entry.parameter().bounds().lower() <= 0 && entry.parameter().bounds().upper() >= 0;
    }

    /** Names some of them. */
    List<String> names(BitSet indices) {
        List<String> names = new ArrayList<>();
        for (ParameterTable.Entry entry : model.parameters().fitted()) {
            if (isCandidate(entry) && indices.get(numbers.places(entry)[0])) {
                names.add(entry.owner() + "." + entry.parameter().name());
            }
        }
        return names;
    }

    /** Returns where those of some names are. */
    BitSet indices(List<String> names) {
        BitSet indices = indices();
        indices().stream().filter(i -> !names.contains(name(i))).forEach(indices::clear);
        return indices;
    }

    /** Names one of them. */
    String name(int index) {
        BitSet one = new BitSet();
        one.set(index);
        return names(one).getFirst();
    }

    /** Returns where all numbers of some of them are. */
    int[] places(BitSet indices) {
        return model.parameters().fitted().stream().filter(Candidates::isCandidate).map(numbers::places)
                .filter(places -> indices.get(places[0])).flatMapToInt(Arrays::stream).toArray();
    }

    /** Returns those of which a number is not 0. */
    BitSet support(double[] fitted) {
        BitSet support = indices();
        indices().stream().filter(i -> values(i, fitted).allMatch(value -> value == 0)).forEach(support::clear);
        return support;
    }

    /** Returns the value of each; of one that is fitted for each subject or session the mean over these. */
    List<Double> coefficients(double[] fitted) {
        return indices().stream().mapToObj(i -> values(i, fitted).average().orElseThrow()).toList();
    }

    private DoubleStream values(int index, double[] fitted) {
        BitSet one = new BitSet();
        one.set(index);
        return Arrays.stream(places(one)).mapToDouble(place -> fitted[place]);
    }

    /** Returns the start of training with all of them at 0. */
    double[] zero() {
        double[] start = numbers.start();
        Arrays.stream(places(indices())).forEach(i -> start[i] = 0);
        return start;
    }

    /** Returns the same fit without L1 penalties, and with those not selected fixed at 0. */
    Fit refit(Fit fit, BitSet selected) {
        List<Fit.LossChoice> losses = new ArrayList<>();
        for (int i = 0; i < fit.losses().size(); i++) {
            if (!(model.terms().get(i).loss() instanceof Loss.AbsoluteValues)) {
                losses.add(fit.losses().get(i));
            }
        }
        Set<String> kept = Set.copyOf(names(selected));
        Set<String> left = names(indices()).stream().filter(name -> !kept.contains(name)).collect(Collectors.toSet());
        List<Fit.RuleChoice> rules = fit.rules().stream().map(rule -> {
            String owner = ModelAssembly.owner(rule) + ".";
            List<String> names = model.parameters().fitted().stream()
                    .filter(entry -> (entry.owner() + ".").equals(owner))
                    .map(entry -> entry.parameter().name()).filter(name -> left.contains(owner + name)).toList();
            return new Fit.RuleChoice(rule.group(), rule.family(), without(rule.parameters(), names), rule.weights());
        }).toList();
        return new Fit(fit.name(), fit.seed(), fit.directory(), fit.data(), fit.network(), rules, losses, fit.likelihood(),
                priors(fit, left), fit.posterior(), fit.backend(), fit.optimizer(), fit.training());
    }

    /** Leaves out the priors of what is fixed. */
    private Map<String, Prior> priors(Fit fit, Set<String> left) {
        ParameterNames names = ParameterNames.ofPriors(model.parameters().entries());
        return fit.priors().entrySet().stream().filter(each -> !left.contains(names.required(each.getKey()).fullName()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ParameterChoices without(ParameterChoices choices, List<String> names) {
        Map<String, Double> initial = new HashMap<>(choices.initial());
        Map<String, List<Double>> bounds = new HashMap<>(choices.bounds());
        Map<String, Scope> scope = new HashMap<>(choices.scope());
        List<String> fixed = new ArrayList<>(choices.fixed());
        List<String> fitted = new ArrayList<>(choices.fitted());
        names.forEach(name -> {
            initial.put(name, 0.0);
            bounds.remove(name);
            scope.remove(name);
            fixed.add(name);
            fitted.remove(name);
        });
        return new ParameterChoices(initial, fixed, fitted, bounds, scope);
    }
}
