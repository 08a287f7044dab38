package org.deltaw.kernel.minimise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltaw.kernel.objective.Objective;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * Several searches that minimise one objective side by side: what they want next is evaluated at once. None depends on the others, so
 * each finds, bit by bit, what it would find alone. For one thread.
 *
 * <pre>{@code
 * for (Minimization all = new Minimization(objective, minimizers); all.goesOn(); all.advance()) {
 *     // here it may be left
 * }
 * }</pre>
 */
public final class Minimization {
    private final Objective objective;
    private List<Asking> asking;

    /** A search that waits for values. */
    private record Asking(Minimizer minimizer, List<Query> queries) {
        /** Returns the most that it wants at one of its points. */
        Wanted most() {
            return queries.stream().map(Query::wanted).max(Comparator.naturalOrder()).orElseThrow();
        }
    }

    /** Asks all searches what they want. */
    public Minimization(Objective objective, List<? extends Minimizer> minimizers) {
        this.objective = objective;
        this.asking = asked(minimizers);
    }

    private static List<Asking> asked(List<? extends Minimizer> minimizers) {
        return minimizers.stream().map(each -> new Asking(each, each.ask())).filter(each -> !each.queries.isEmpty()).toList();
    }

    /** Tells whether a search has not come to its end. */
    public boolean goesOn() {
        return !asking.isEmpty();
    }

    /**
     * Evaluates what is wanted, and asks those that were told for more. Who wants derivatives waits until nobody wants less: searches
     * that have taken different numbers of trial steps so come together again where evaluations cost most.
     */
    public void advance() {
        Wanted least = asking.stream().map(Asking::most).min(Comparator.naturalOrder()).orElseThrow();
        List<Asking> now = asking.stream().filter(each -> each.most() == least).toList();
        List<Answer> answers = answers(now.stream().flatMap(each -> each.queries.stream()).toList());
        int from = 0;
        for (Asking each : now) {
            each.minimizer.tell(answers.subList(from, from + each.queries.size()));
            from += each.queries.size();
        }
        List<Asking> next = new ArrayList<>();
        for (Asking each : asking) {
            next.addAll(each.most() == least ? asked(List.of(each.minimizer)) : List.of(each));
        }
        asking = next;
    }

    /** Searches that go the same way ask for the same, which is evaluated once. */
    private List<Answer> answers(List<Query> queries) {
        Map<Asked, Integer> places = new HashMap<>();
        List<Query> distinct = new ArrayList<>();
        for (Query query : queries) {
            if (places.putIfAbsent(new Asked(query), distinct.size()) == null) {
                distinct.add(query);
            }
        }
        List<Answer> answers = objective.answer(distinct);
        return queries.stream().map(query -> {
            Answer answer = answers.get(Objects.requireNonNull(places.get(new Asked(query))));
            // Each search may do with its own as it likes.
            return new Answer(answer.value(), answer.gradient().clone(), answer.matrix().clone());
        }).toList();
    }

    /** What a query asks for, with every bit of its point. */
    private record Asked(Query query) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Asked(Query same) && Arrays.equals(query.point(), same.point())
                    && query.wanted() == same.wanted() && query.trajectory().equals(same.trajectory());
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(query.point());
        }
    }
}
