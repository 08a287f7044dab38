package org.deltaw.lowering.nest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.lowering.layout.ArrayLayout;
import org.deltaw.lowering.layout.Broadcasts;

/** Loops over some axes, and all that is computed within them; becomes one small method. */
public final class Nest {
    /**
     * What a nest is for.
     *
     * @param stage sums and maxima of earlier stages are ready
     * @param guard only if it holds; empty for always
     */
    public record Key(int stage, Axes axes, Optional<Guard> guard) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparingInt(Key::stage)
                .thenComparingInt(key -> key.axes().rank())
                .thenComparing(key -> key.guard().isPresent())
                .thenComparing(key -> key.guard().map(Guard::toString).orElse(""))
                .thenComparing(key -> key.axes().toList().toString());

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * A condition on a number of the data.
     *
     * @param branch whether the number must differ from 0, or be 0
     */
    public record Guard(ArrayLayout condition, boolean branch) {
        public Guard opposite() {
            return new Guard(condition, !branch);
        }
    }

    /** Writes a value, be it computed here or loaded, to a place over the nest's axes. */
    public record Store(Expr value, ArrayLayout place, boolean accumulate) {}

    /**
     * Makes one value of those along one axis of the nest, and writes it to places.
     *
     * @param function the sum or the maximum of two
     */
    public record Reduction(BinaryFunction function, Expr value, Axis axis, List<Store> targets) {
        /** Returns what makes no difference: the reduction of nothing. */
        public double neutral() {
            return function == BinaryFunction.MAXIMUM ? Double.NEGATIVE_INFINITY : 0;
        }
    }

    private final Key key;
    /** In the order of their computation. */
    private final SequencedSet<Expr> computed = new LinkedHashSet<>();
    private final List<Store> stores = new ArrayList<>();
    private final List<Reduction> reductions = new ArrayList<>();

    public Nest(Key key) {
        this.key = key;
    }

    public Key key() {
        return key;
    }

    public SequencedSet<Expr> computed() {
        return computed;
    }

    public List<Store> stores() {
        return stores;
    }

    public List<Reduction> reductions() {
        return reductions;
    }

    /** Returns how many values it writes or adds up. */
    public int outputs() {
        return stores.size() + reductions.size();
    }

    /** Lists the places to which it writes. */
    public Stream<ArrayLayout> places() {
        return Stream.concat(stores.stream(), reductions.stream().flatMap(reduction -> reduction.targets().stream()))
                .map(Store::place);
    }

    /** Lists the values that it reads from memory. */
    public List<Expr> operands() {
        return Stream.concat(computed.stream().flatMap(node -> node.arguments().stream()), values().stream())
                .map(Broadcasts::inner)
                .filter(inner -> !computed.contains(inner) && !(inner.op() instanceof Op.Constant))
                .distinct().toList();
    }

    /** Lists the values that it writes or adds up. */
    public List<Expr> values() {
        List<Expr> values = new ArrayList<>();
        stores.forEach(store -> values.add(store.value()));
        reductions.forEach(reduction -> values.add(reduction.value()));
        return values;
    }
}
