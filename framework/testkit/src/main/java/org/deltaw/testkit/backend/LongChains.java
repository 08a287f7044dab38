package org.deltaw.testkit.backend;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.backend.Program;

/** Steps whose next state takes many operations, one within the other, as that of a network with many inner steps. */
final class LongChains {
    /** How many operations a link has on average. */
    private static final double OPERATIONS = 2.5;

    /** The stack of a thread on which nothing may recurse over that many, in bytes. */
    private static final int STACK = 512 * 1024;

    private static final Axis POST = new Axis("post", 3);
    private static final Symbol X = Symbol.of(Symbol.Kind.CHANNEL, "x", POST);
    private static final Symbol ONE_GATE = Symbol.of(Symbol.Kind.CHANNEL, "one gate");
    private static final Symbol OTHER_GATE = Symbol.of(Symbol.Kind.CHANNEL, "other gate");
    private static final Symbol W = Symbol.of(Symbol.Kind.STATE, "w", POST);
    private static final Symbol A = Symbol.of(Symbol.Kind.PARAMETER, "a");

    private LongChains() {}

    /** Some operations of a chain. */
    private interface Link {
        /** Continues a chain; {@code part} is the number of the link divided by the number of links. */
        Expr after(Expr chain, double part, int number);
    }

    /** What chains are made of, by the name of their shape. */
    private static final Map<String, Link> SHAPES = new TreeMap<>(Map.of(
            "choices by a number", (chain, part, number) ->
                    Expr.where((number % 2 == 0 ? ONE_GATE : OTHER_GATE).read(), chain.plus(part * 1e-4), chain),
            "choices", (chain, part, _) ->
                    Expr.where(X.read().greaterThan(Expr.constant(part - 0.5)), chain.times(0.9999), chain),
            "least and greatest", (chain, part, number) -> number % 2 == 0
                    ? chain.maximum(X.read().times(part).minus(1))
                    : chain.minimum(X.read().plus(1 + part)),
            "products and sums", (chain, part, number) -> number % 2 == 0
                    ? chain.times(X.read().times(0.01).plus(0.99))
                    : chain.plus(A.read().times(part * 1e-2)),
            "product", (chain, part, _) -> chain.times(X.read().times(part * 1e-4).plus(1)),
            "surrogates", (chain, part, _) -> {
                Expr next = chain.plus(A.read().times(part * 1e-4));
                return next.plus(1e-5).surrogate(next);
            },
            "sum", (chain, part, _) -> chain.plus(X.read().plus(part).tanh().times(1e-4)),
            "greatest of all", (chain, part, _) ->
                    A.read().times(X.read()).times(1e-2 + part * 1e-4).plus(chain.maximum(POST)),
            "tanh", (chain, _, _) -> chain.plus(A.read().times(X.read())).tanh()));

    /** Lists chains of every shape, of so many links. */
    static List<Supplier<TestModel>> shapes(int links) {
        return SHAPES.keySet().stream().<Supplier<TestModel>>map(shape -> () -> shape(shape, links)).toList();
    }

    /** Returns a chain of one shape, of so many links. */
    static TestModel shape(String name, int links) {
        return chain(name, links, Objects.requireNonNull(SHAPES.get(name), name));
    }

    /** Returns one chain in which stretches of every shape follow each other, of about so many operations. */
    static TestModel mixed(int operations) {
        List<Link> shapes = List.copyOf(SHAPES.values());
        int links = (int) (operations / OPERATIONS);
        return chain("all shapes", links, (chain, part, number) ->
                shapes.get(Math.min((int) (part * shapes.size()), shapes.size() - 1)).after(chain, part, number));
    }

    private static TestModel chain(String shape, int links, Link link) {
        Expr chain = W.read().times(A.read().plus(1));
        for (int i = 0; i < links; i++) {
            chain = link.after(chain, (double) i / links, i);
        }
        Symbol shown = Symbol.of(Symbol.Kind.OUTPUT, "w'", POST);
        StepGraph step = new StepGraph(List.of(W), List.of(chain), List.of(new StepGraph.Output(shown, chain)),
                shown.read().minus(0.25).squared().sum(POST));
        return TestModel.of(shape + " of " + links + " links",
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
