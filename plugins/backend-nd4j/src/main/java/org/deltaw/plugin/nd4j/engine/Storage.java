package org.deltaw.plugin.nd4j.engine;

import org.deltaw.expr.Axes;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;

/** Where values are kept. */
sealed interface Storage {
    /** Returns how often they are computed. */
    Level level();

    /** Returns how many numbers there are for one step of one trajectory. */
    int entries();

    /** A number. */
    record Constant(double value) implements Storage {
        @Override
        public Level level() {
            return Level.FIXED;
        }

        @Override
        public int entries() {
            return 1;
        }
    }

    /** The derivative of parameters with respect to themselves, over their axes and then the direction. */
    record Unit(Op.Indicator indicator) implements Storage {
        @Override
        public Level level() {
            return Level.FIXED;
        }

        @Override
        public int entries() {
            return Axes.of(indicator.axes()).entries() * indicator.direction().size();
        }
    }

    /** The values of a symbol that is given. */
    record Given(Symbol symbol, Level level) implements Storage {
        @Override
        public int entries() {
            return symbol.entries();
        }
    }

    /**
     * The values of a symbol that is carried from step to step: one row more than there are steps.
     *
     * @param shift 0 for the values before a step, 1 for those after it
     * @param level {@code LOOP} while steps are run through, {@code STEP} for all steps at once
     */
    record Carried(Symbol symbol, int shift, Level level) implements Storage {
        @Override
        public int entries() {
            return symbol.entries();
        }
    }

    /** An intermediate value; each is itself. */
    final class Temporary implements Storage {
        private final Level level;
        private final int entries;

        Temporary(Level level, int entries) {
            this.level = level;
            this.entries = entries;
        }

        @Override
        public Level level() {
            return level;
        }

        @Override
        public int entries() {
            return entries;
        }
    }
}
