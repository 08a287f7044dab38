package org.deltaw.plugin.jvm;

import java.util.List;

/** A sweep that is too long for one class: every step runs through all its portions. */
record SweepInPortions(List<Sweep> portions) implements Sweep {
    SweepInPortions {
        portions = List.copyOf(portions);
    }

    @Override
    public void run(Object memory, Object data, int steps, int row, int rowStep, int tile, int in, int out,
            int stateStep, int first, int second) {
        for (int step = 0; step < steps; step++) {
            boolean odd = step % 2 == 1;
            boolean turned = stateStep == 0 && odd;
            int shift = step * stateStep;
            for (Sweep portion : portions) {
                portion.run(memory, data, 1, row + step * rowStep, rowStep, tile, (turned ? out : in) + shift,
                        (turned ? in : out) + shift, stateStep, odd ? second : first, odd ? first : second);
            }
        }
    }
}
