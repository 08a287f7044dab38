package org.deltaw.plugin.options;

import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.network.Activation;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.NetworkInputs;

/** What the options show in a trial, and what the neurons behind the synapses make of it. */
sealed interface Patterns {
    /** The setting that says how many options there are. */
    String OPTIONS = "options";

    /**
     * Reads the patterns that the data bring; without them each option has an input of its own.
     *
     * @throws InvalidSpecException if the data bring patterns of another number of options
     */
    static Patterns of(Axis options, NetworkInputs inputs) {
        if (!inputs.brings(Input.PATTERNS)) {
            return new OneHot(options);
        }
        int width = inputs.width(Input.PATTERNS);
        if (width % options.size() != 0) {
            throw new InvalidSpecException(OPTIONS, "The data bring " + width + " values of '" + Input.PATTERNS + "' per trial, "
                    + "which is no row for each of " + options.size() + " options; make the two agree.");
        }
        Axis pre = new Axis("pre", width / options.size());
        return new Given(options, pre, inputs.input(Input.PATTERNS, options, pre));
    }

    /** Returns the axis of the inputs. */
    Axis pre();

    /** Returns the activation of neurons if a user chooses none. */
    Activation activation();

    /** Returns what the neurons receive from each option, over options and neurons. */
    Expr drives(Expr weights);

    /**
     * Returns the pattern of an option, over the inputs.
     *
     * @param chosen 1 for it, 0 for the others, over options
     */
    Expr of(Expr chosen);

    /** Each option has an input of its own, which is 1 when it is its turn and else 0: the inputs are the options. */
    record OneHot(Axis pre) implements Patterns {
        @Override
        public Activation activation() {
            return Activation.LINEAR;
        }

        @Override
        public Expr drives(Expr weights) {
            return weights;
        }

        @Override
        public Expr of(Expr chosen) {
            return chosen;
        }
    }

    /**
     * Options are known by patterns, which may change from trial to trial.
     *
     * @param patterns over options and inputs
     */
    record Given(Axis options, Axis pre, Expr patterns) implements Patterns {
        @Override
        public Activation activation() {
            return Activation.TANH;
        }

        @Override
        public Expr drives(Expr weights) {
            return Expr.outer(patterns, weights).sum(pre);
        }

        @Override
        public Expr of(Expr chosen) {
            return patterns.times(chosen).sum(options);
        }
    }
}
