package org.deltaw.kernel.stability;

import java.util.List;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.simplify.Work;
import org.deltaw.expr.step.Layout;
import org.deltaw.kernel.model.ChannelRows;
import org.deltaw.kernel.model.Model;
import org.deltaw.spi.backend.ModelInput;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Simulation;

/**
 * Computes the factors of the weights of one group in steps of a run: all of them, or in a large network those along some directions, other
 * ones each time. For one thread.
 */
final class Factors {
    private final Program program;
    private final Symbol weights;
    private final int directions;
    private final int[] directionOf;
    private final double[] present;
    private final int atOnce;
    private final Symbol change;
    private final Interpreter interpreter;
    private final double[] factors;
    private final long work;

    /** @param most about how many operations may be made at a time; more if it cannot be done with fewer */
    Factors(Model model, Symbol weights, long most) {
        OwnDerivative own = new OwnDerivative(model.program().step(), weights);
        this.program = model.program();
        this.weights = weights;
        this.directions = own.directions();
        this.directionOf = own.directionOf();
        this.present = model.present(weights);
        long each = Math.max(1, Work.of(List.of(own.of(own.change(1)))));
        this.atOnce = (int) Math.clamp(most / each, 1, directions);
        this.change = own.change(atOnce);
        Expr derivatives = own.of(change);
        this.interpreter = new Interpreter(List.of(derivatives));
        this.work = Math.max(1, Work.of(List.of(derivatives)));
        this.factors = new double[weights.entries()];
    }

    /** Returns how many operations it takes to compute those of one step. */
    long work() {
        return work;
    }

    /**
     * Adds the factors in some steps of a trajectory.
     *
     * @param simulation its states as the program carries them, with this vector of parameters
     */
    void addTo(Tally tally, int[] steps, ModelInput input, double[] vector, Simulation simulation) {
        for (int i = 0; i < input.attributes().size(); i++) {
            interpreter.set(program.attributes().get(i), input.attributes().get(i), 0);
        }
        Layout layout = program.layout();
        layout.symbols().forEach(symbol -> interpreter.set(symbol, vector, layout.offset(symbol)));
        ChannelRows channels = new ChannelRows(interpreter, program.channels(), input.channels());
        ChannelRows states = new ChannelRows(interpreter, program.states(), simulation.states());
        for (int step : steps) {
            channels.set(step);
            states.set(step);
            addTo(tally);
        }
    }

    /** Adds those of the step whose data and states are set; the directions take turns. */
    private void addTo(Tally tally) {
        int first = (int) (tally.nextLook() * atOnce % directions);
        interpreter.set(change, changes(first), 0);
        interpreter.begin();
        interpreter.copy(0, weights.axes(), factors, 0);
        for (int i = 0; i < factors.length; i++) {
            if (present[i] != 0 && along(i, first) < atOnce) {
                tally.add(factors[i]);
            }
        }
    }

    private double[] changes(int first) {
        double[] changes = new double[weights.entries() * atOnce];
        for (int i = 0; i < directionOf.length; i++) {
            int along = along(i, first);
            if (along < atOnce) {
                changes[i * atOnce + along] = 1;
            }
        }
        return changes;
    }

    /** Returns the place of a weight's direction among those from the first on, in turn. */
    private int along(int weight, int first) {
        return Math.floorMod(directionOf[weight] - first, directions);
    }
}
