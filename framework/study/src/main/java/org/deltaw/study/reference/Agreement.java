package org.deltaw.study.reference;

/** How far computed values are from reference values. */
final class Agreement {
    private Agreement() {}

    /** Returns the norm of the difference divided by the norm of the reference (by 1 if that is 0). */
    static double relative(double[] computed, double[] reference) {
        if (computed.length != reference.length) {
            return Double.POSITIVE_INFINITY;
        }
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < reference.length; i++) {
            difference = Math.hypot(difference, computed[i] - reference[i]);
            norm = Math.hypot(norm, reference[i]);
        }
        return norm > 0 ? difference / norm : difference;
    }

    static double relative(double computed, double reference) {
        return relative(new double[] {computed}, new double[] {reference});
    }

    /** Returns the larger one; not a number if one is not. */
    static double worst(double left, double right) {
        return Double.isNaN(left) ? left : Math.max(left, right);
    }
}
