package org.deltaw.testkit;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.StepGraph;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.Program;

/** Steps whose next state takes many operations, one within the other, as that of a network with many inner steps. */
final class LongChains {
    /** How many operations lie within each other. */
    static final int LENGTH = 20_000;

    /** The stack of a thread on which nothing may recurse over that many, in bytes. */
    private static final int STACK = 512 * 1024;

    private static final Axis POST = new Axis("post", 3);
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", POST);
    private static final Symbol ONE_GATE = Symbol.of(Symbol.Kind.CHANNEL, "one gate");
    private static final Symbol OTHER_GATE = Symbol.of(Symbol.Kind.CHANNEL, "other gate");
    private static final Symbol W = Symbol.of(Symbol.Kind.STATE, "w", POST);
    private static final Symbol A = Symbol.of(Symbol.Kind.PARAMETER, "a");

    private LongChains() {}

    /** One operation of a chain, or two. */
    private interface Link {
        /** Continues a chain; {@code part} is the number of the link divided by the number of links. */
        Expr after(Expr chain, Expr part, int number);
    }

    /** Lists chains of every shape. */
    static List<Supplier<TestModel>> all(int length) {
        return List.of(
                () -> chain("sum", length, (chain, part, _) -> chain.plus(part.times(X.read()).tanh().times(1e-4))),
                () -> chain("product", length, (chain, part, _) -> chain.times(part.times(X.read()).times(1e-4).plus(1))),
                () -> chain("nested tanh", length, (chain, _, _) -> chain.plus(A.read().times(X.read()).times(1e-4)).tanh()),
                () -> chain("nested choices", length, (chain, part, _) ->
                        Expr.where(X.read().greaterThan(part.minus(0.5)), chain.times(0.9999), chain)),
                () -> chain("nested gates", length, (chain, part, number) ->
                        Expr.where((number % 2 == 0 ? ONE_GATE : OTHER_GATE).read(), chain.plus(part.times(1e-4)), chain)),
                () -> chain("products and sums in turn", length, (chain, part, number) ->
                        number % 2 == 0 ? chain.times(X.read()) : chain.plus(part.times(A.read()))),
                () -> chain("least and greatest in turn", length, (chain, part, number) -> number % 2 == 0
                        ? chain.maximum(part.times(X.read()))
                        : chain.minimum(Expr.ONE.minus(part))));
    }

    private static TestModel chain(String shape, int length, Link link) {
        Expr chain = W.read().times(A.read().plus(1));
        for (int i = 0; i < length; i++) {
            chain = link.after(chain, Expr.constant((double) i / length), i);
        }
        Symbol shown = Symbol.of(Symbol.Kind.OUTPUT, "w'", POST);
        StepGraph step = new StepGraph(List.of(W), List.of(chain), List.of(new StepGraph.Output(shown, chain)),
                shown.read().minus(0.25).squared().sum(POST));
        return TestModel.of(shape + ", " + length + " operations long",
                Program.of(step, List.of(X, ONE_GATE, OTHER_GATE), List.of(), List.of(A)));
    }

    /** Does something on a thread with a small stack. */
    static void onSmallStack(Runnable work) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = new Thread(null, work, "small stack", STACK);
        thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
        if (failure.get() != null) {
            throw new AssertionError("on a thread with a stack of " + STACK / 1024 + " KB: " + failure.get(), failure.get());
        }
    }
}
