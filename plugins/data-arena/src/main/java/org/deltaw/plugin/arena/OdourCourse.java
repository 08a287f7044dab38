package org.deltaw.plugin.arena;

import java.util.List;

/**
 * Which odour a fly met next: how often it was the second one, first in a trial and after one was rejected. Where the fly never was, it
 * is taken to meet either with probability one half.
 *
 * @param first in a trial
 * @param after each of the two odours
 */
record OdourCourse(double first, List<Double> after) {
    /** Counts what a fly met. */
    static OdourCourse of(Fly fly, ArenaSettings settings) {
        Tally first = new Tally();
        List<Tally> after = List.of(new Tally(), new Tally());
        for (Trial trial : fly.trials()) {
            List<Trial.Encounter> met = settings.encounters(trial);
            first.add(met.getFirst().odour());
            for (int i = 1; i < met.size(); i++) {
                after.get(met.get(i - 1).odour()).add(met.get(i).odour());
            }
        }
        return new OdourCourse(first.share(), after.stream().map(Tally::share).toList());
    }

    private static final class Tally {
        private int all;
        private int second;

        void add(int odour) {
            all++;
            second += odour;
        }

        double share() {
            return all == 0 ? 0.5 : (double) second / all;
        }
    }
}
