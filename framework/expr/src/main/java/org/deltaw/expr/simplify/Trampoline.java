package org.deltaw.expr.simplify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.deltaw.expr.Graph;

/**
 * A recursive computation that is run on the heap, since expressions may be deeper than a thread's stack (trampolined style:
 * Ganz, Friedman and Wand, ICFP 1999). It takes the very steps of the recursion, in the same order.
 *
 * <p>For what is computed from the results of parts, where {@link Graph#order} will not do because the parts are
 * only found on the way. A function that calls itself wraps its body in {@link #call}.
 *
 * @param <T> the result
 */
sealed interface Trampoline<T> {
    /** A result. */
    record Done<T>(T result) implements Trampoline<T> {}

    /** What has yet to begin. */
    record Call<T>(Supplier<Trampoline<T>> body) implements Trampoline<T> {}

    /** What goes on with the result of something else. */
    record Then<S, T>(Trampoline<S> first, Function<S, Trampoline<T>> next) implements Trampoline<T> {}

    /** Gives a result. */
    static <T> Trampoline<T> done(T result) {
        return new Done<>(result);
    }

    /** Begins later, when those that called have left the stack. */
    static <T> Trampoline<T> call(Supplier<Trampoline<T>> body) {
        return new Call<>(body);
    }

    /** Takes items one after the other, each together with what those before have led to. */
    static <S, T> Trampoline<T> fold(Iterator<S> items, T start, BiFunction<T, S, Trampoline<T>> step) {
        return items.hasNext()
                ? step.apply(start, items.next()).then(result -> fold(items, result, step))
                : done(start);
    }

    /** Goes on with the result. */
    default <R> Trampoline<R> then(Function<T, Trampoline<R>> next) {
        return new Then<>(this, next);
    }

    /** Turns the result into another one. */
    default <R> Trampoline<R> map(Function<T, R> function) {
        return then(result -> done(function.apply(result)));
    }

    /** Runs to the end. */
    @SuppressWarnings("unchecked")
    default T run() {
        Deque<Function<Object, Trampoline<Object>>> waiting = new ArrayDeque<>();
        Trampoline<Object> current = (Trampoline<Object>) this;
        while (true) {
            switch (current) {
                case Done<Object>(Object result) -> {
                    if (waiting.isEmpty()) {
                        return (T) result;
                    }
                    current = waiting.pop().apply(result);
                }
                case Call<Object>(Supplier<Trampoline<Object>> body) -> current = body.get();
                case Then<?, Object> then -> {
                    Then<Object, Object> either = (Then<Object, Object>) then;
                    waiting.push(either.next());
                    current = either.first();
                }
            }
        }
    }
}
