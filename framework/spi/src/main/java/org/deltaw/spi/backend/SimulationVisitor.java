package org.deltaw.spi.backend;

import java.util.function.IntFunction;

/** Takes simulations, one after the other; what it does not keep can be freed before the next. */
public interface SimulationVisitor {
    /**
     * Takes the simulation of a pair.
     *
     * @param pair the index among the pairs that were asked for
     */
    void visit(int pair, Simulation simulation);

    /**
     * Takes the simulations of so many pairs in their order, of which no more are held at a time than are made at a time.
     *
     * @param simulate makes the simulation of a pair; called by several threads
     */
    default void visitAll(int pairs, Workers workers, IntFunction<Simulation> simulate) {
        int atATime = Math.max(1, workers.threads());
        for (int from = 0; from < pairs; from += atATime) {
            int first = from;
            Simulation[] some = new Simulation[Math.min(atATime, pairs - from)];
            workers.run(some.length, i -> some[i] = simulate.apply(first + i));
            for (int i = 0; i < some.length; i++) {
                visit(first + i, some[i]);
            }
        }
    }
}
