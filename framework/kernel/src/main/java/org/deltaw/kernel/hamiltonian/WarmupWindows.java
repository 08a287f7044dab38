package org.deltaw.kernel.hamiltonian;

/**
 * When a chain learns what in its warm-up, as Stan has it (Stan Reference Manual, "Automatic parameter tuning"): first the step size alone,
 * while the chain finds to where the density is; then in windows, each twice as long as the one before, covariances of which each replaces
 * the last; and at the end the step size alone. Iterations count from 0.
 *
 * @param warmup the number of iterations
 */
record WarmupWindows(int warmup) {
    private static final int FIRST = 75;
    private static final int LAST = 50;
    private static final int WINDOW = 25;
    /** With fewer iterations no covariances are learned. */
    private static final int AT_LEAST = 20;

    private boolean isShort() {
        return warmup < FIRST + LAST + WINDOW;
    }

    private int begin() {
        return isShort() ? (int) (0.15 * warmup) : FIRST;
    }

    private int end() {
        return warmup - (isShort() ? (int) (0.1 * warmup) : LAST);
    }

    /** Returns whether the point at the end of an iteration is one of a window. */
    boolean isInWindow(int iteration) {
        return warmup >= AT_LEAST && iteration >= begin() && iteration < end();
    }

    /** Returns whether an iteration is the last of a window. */
    boolean closesWindow(int iteration) {
        if (!isInWindow(iteration)) {
            return false;
        }
        int length = WINDOW;
        int close = isShort() ? end() : begin() + length;
        while (close <= iteration) {
            length *= 2;
            close += length;
            // A window that would leave too little for the next one goes on to the end.
            if (close + 2 * length > end()) {
                close = end();
            }
        }
        return iteration == close - 1;
    }
}
