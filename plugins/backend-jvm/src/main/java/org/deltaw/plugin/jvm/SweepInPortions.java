package org.deltaw.plugin.jvm;

import java.util.List;

/** A sweep that is too long for one class: every step runs through all its portions. */
record SweepInPortions(List<Sweep> portions) implements Sweep {
    SweepInPortions {
        portions = List.copyOf(portions);
    }

    @Override
    public void run(long memory, int steps, long row, long rowStep, long tile, long in, long out,
            long stateStep, long first, long second) {
        for (int step = 0; step < steps; step++) {
            boolean odd = step % 2 == 1;
            boolean turned = stateStep == 0 && odd;
            long shift = step * stateStep;
            for (Sweep portion : portions) {
                portion.run(memory, 1, row + step * rowStep, rowStep, tile, (turned ? out : in) + shift,
                        (turned ? in : out) + shift, stateStep, odd ? second : first, odd ? first : second);
            }
        }
    }
}
