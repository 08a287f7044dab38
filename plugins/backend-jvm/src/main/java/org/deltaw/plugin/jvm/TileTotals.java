package org.deltaw.plugin.jvm;

import java.util.List;
import org.deltaw.spi.backend.Evaluation;

/** Adds up what the tiles of a trajectory contribute, in their order. */
final class TileTotals {
    private TileTotals() {}

    static Evaluation sum(List<Evaluation> shares) {
        Evaluation first = shares.getFirst();
        if (shares.size() == 1) {
            return first;
        }
        double loss = first.loss();
        for (Evaluation share : shares.subList(1, shares.size())) {
            loss += share.loss();
            add(share.gradient(), first.gradient());
            for (int i = 0; i < first.initialStateGradient().size(); i++) {
                add(share.initialStateGradient().get(i), first.initialStateGradient().get(i));
            }
        }
        return new Evaluation(loss, first.gradient(), first.initialStateGradient(), first.curvature());
    }

    static double[] total(List<double[]> shares) {
        double[] first = shares.getFirst();
        shares.subList(1, shares.size()).forEach(share -> add(share, first));
        return first;
    }

    private static void add(double[] share, double[] total) {
        for (int i = 0; i < share.length; i++) {
            total[i] += share[i];
        }
    }
}
