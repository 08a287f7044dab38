package org.deltaw.testkit.optimizer;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.deltaw.spi.optimizer.Answer;
import org.deltaw.spi.optimizer.OptimizerState;
import org.deltaw.spi.optimizer.Query;
import org.deltaw.spi.optimizer.Request;
import org.deltaw.spi.optimizer.Search;

/** A search that is carried out on a function, with all that it asked. For one thread. */
public final class SearchRun {
    /** More in one iteration are a search that never comes to an end. */
    private static final int MOST_REQUESTS = 10_000;

    private final Search search;
    private final Function<Query, Answer> objective;
    private final List<Query> queries = new ArrayList<>();
    private final List<Stand> stands = new ArrayList<>();
    private Optional<Request> end = Optional.empty();

    /**
     * Where a search stands after an iteration.
     *
     * @param loss as the search says; not a number before the first
     * @param asked how many points it had asked about
     */
    public record Stand(double loss, double[] point, OptimizerState state, int asked) {}

    /** Stands before the first iteration. */
    public SearchRun(Search search, Function<Query, Answer> objective) {
        this.search = search;
        this.objective = objective;
        stand(Double.NaN);
    }

    /** Goes through so many more iterations, or up to the end. */
    public SearchRun iterate(int iterations) {
        for (int i = 0; i < iterations && end.isEmpty(); i++) {
            iterate();
        }
        return this;
    }

    private void iterate() {
        for (int requests = 0; requests < MOST_REQUESTS; requests++) {
            switch (search.ask()) {
                case Request.Evaluate(List<Query> asked) -> {
                    assertTrue(!asked.isEmpty(), "it wants values at no point");
                    queries.addAll(asked);
                    search.tell(new ArrayList<>(asked.stream().map(objective).toList()));
                }
                case Request.IterationDone(double loss) -> {
                    stand(loss);
                    return;
                }
                case Request.Ended ended -> {
                    end = Optional.of(ended);
                    return;
                }
                case Request.Diverged diverged -> {
                    end = Optional.of(diverged);
                    return;
                }
            }
        }
        throw new AssertionError("it asked " + MOST_REQUESTS + " times without coming to the end of an iteration");
    }

    private void stand(double loss) {
        OptimizerState state = search.state();
        assertNotNull(state, "state() is null");
        stands.add(new Stand(loss, search.point(), state, queries.size()));
    }

    /** Lists where it stood, first before any iteration. */
    public List<Stand> stands() {
        return List.copyOf(stands);
    }

    /** Lists all that it asked about. */
    public List<Query> queries() {
        return List.copyOf(queries);
    }

    /** Returns what it ended with; empty if it has not. */
    public Optional<Request> end() {
        return end;
    }

    /** Returns the fitted numbers where it stands. */
    public double[] point() {
        return search.point();
    }

    /** Writes all bits of what it asked and where it stood, from one of its stands on. */
    List<String> bits(int from) {
        List<String> bits = new ArrayList<>();
        for (Query query : queries.subList(stands.get(from).asked(), queries.size())) {
            bits.add(query.wanted() + " of " + query.trajectory() + " at " + hexadecimal(query.point()));
        }
        for (Stand stand : stands.subList(from + 1, stands.size())) {
            bits.add("loss " + Double.toHexString(stand.loss()) + " at " + hexadecimal(stand.point()) + ", " + stand.state().hashCode());
        }
        bits.add("end " + end.map(SearchRun::words).orElse("none") + " at " + hexadecimal(point()));
        return bits;
    }

    private static String words(Request request) {
        return request instanceof Request.Diverged diverged
                ? "diverged in " + diverged.trajectory() + " at " + hexadecimal(diverged.point()) : request.toString();
    }

    private static String hexadecimal(double[] values) {
        return Arrays.stream(values).mapToObj(Double::toHexString).toList().toString();
    }
}
