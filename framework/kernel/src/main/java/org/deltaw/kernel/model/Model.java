package org.deltaw.kernel.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Warning;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Simulation;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;

/**
 * Network, rules and losses put together, with what is needed to hand data to the program.
 *
 * @param program what a backend runs
 * @param parameters all parameters, fitted or not
 * @param channels for each channel of the program, the column of the data
 * @param initials for each state of the program, how it is drawn if the data do not give it
 * @param terms the weighted losses
 * @param means attributes that hold means of targets, taken from the data that are fitted
 * @param weights the states that are plastic weights
 * @param traces the states that a rule carries along
 * @param returning the states that return to their initial values where a session begins; none if no data have several
 * @param synapses which of them there are, and where their weights start
 * @param warnings what a user should know of network and rules before concluding anything
 */
public record Model(
        Program program, ParameterTable parameters, Map<Symbol, Channel> channels, Map<Symbol, Initial> initials,
        List<Term> terms, Map<Symbol, LossView.Mean> means, List<Symbol> weights, List<Symbol> traces,
        Set<Symbol> returning, SynapseGroups synapses, List<Warning> warnings) {
    /**
     * A loss in the weighted sum.
     *
     * @param scale the attribute that holds 1 / (what a trajectory counts); for a penalty not used
     */
    public record Term(String name, double weight, Loss loss, Symbol scale) {
        public Expr cost() {
            return switch (loss) {
                case Loss.Comparison comparison -> comparison.cost();
                case Loss.Penalty penalty -> penalty.value();
                case Loss.AbsoluteValues absolute -> absolute.value();
            };
        }

        Expr count() {
            return loss instanceof Loss.Comparison comparison ? comparison.count() : Expr.ONE;
        }

        boolean isPenalty() {
            return !(loss instanceof Loss.Comparison);
        }
    }

    public List<Term> misfits() {
        return terms.stream().filter(term -> !term.isPenalty()).toList();
    }

    public List<Term> penalties() {
        return terms.stream().filter(Term::isPenalty).toList();
    }

    /** Lists the misfits that count. */
    public List<Term> weightedMisfits() {
        return misfits().stream().filter(term -> term.weight() > 0).toList();
    }

    /** Returns the misfit with a weight, if there is one alone, and it is a likelihood. */
    public Optional<Term> likelihood() {
        List<Term> weighted = weightedMisfits();
        return weighted.size() == 1 && ((Loss.Comparison) weighted.getFirst().loss()).isLikelihood()
                ? Optional.of(weighted.getFirst()) : Optional.empty();
    }

    /**
     * Returns the least that the weighted sum of misfits can be, whatever is predicted; empty if it has no bound, or none is
     * known.
     */
    public OptionalDouble best() {
        double best = 0;
        for (Term misfit : misfits()) {
            OptionalDouble own = ((Loss.Comparison) misfit.loss()).best();
            if (own.isEmpty()) {
                return own;
            }
            best += misfit.weight() * own.getAsDouble();
        }
        return OptionalDouble.of(best);
    }

    /** Names the states as simulations show them. */
    public List<String> states() {
        return program.states().stream().map(synapses::shownName).toList();
    }

    /**
     * Returns the same model, with some fitted parameters within other, finite bounds; what does not start between them starts in the
     * middle.
     *
     * @param bounds by the symbols of those, which are single numbers
     */
    public Model within(Map<Symbol, Parameter.Bounds> bounds) {
        return bounds.isEmpty() ? this : new Model(program, parameters.within(bounds), channels, initials, terms, means, weights, traces,
                returning, synapses, warnings);
    }

    /** Returns the channel that is 0 in steps in which no weight changes. */
    public Symbol gate() {
        return ChannelSymbols.gate();
    }

    /** Names the group of synapses of which a state holds the weights. */
    public String group(Symbol weights) {
        return synapses.shownName(weights);
    }

    /** Returns 1 for each weight of a plastic group of which there is a synapse, else 0. */
    public double[] present(Symbol group) {
        double[] present = new double[group.entries()];
        Arrays.fill(present, 1);
        synapses.keepPresent(group, present);
        return present;
    }

    /**
     * Draws the values of a state before the first step that the data do not give. What a rule remembers starts alike in all
     * trajectories, so that one that was simulated can be repeated.
     *
     * @param seed of all states of the fit
     * @param trajectory the seed of the states of one trajectory
     */
    public double[] draw(Symbol state, Seed seed, Seed trajectory) {
        Seed own = traces.contains(state) ? seed.child("traces") : trajectory;
        RandomGenerator random = own.child(state.name()).generator();
        Initial initial = Objects.requireNonNull(initials.get(state));
        double[] values = new double[state.entries()];
        Arrays.setAll(values, _ -> initial.draw(random));
        return values;
    }

    /** Tells whether a state is how far weights have moved from where they started, which is fitted. */
    public boolean startsFitted(Symbol state) {
        return synapses.startsFitted(state);
    }

    /** Returns a simulation with weights as they are, wherever they start, given the trajectory's vector of parameters. */
    public Simulation shown(Simulation simulation, double[] vector) {
        return synapses.shown(simulation, program.states(), program.layout(), vector);
    }
}
