package org.deltaw.expr;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes equal parts of expressions one object (hash-consing), and numbers them in order of appearance. */
public final class Interner {
    private final Map<Key, Expr> known = new HashMap<>();
    private final Map<Expr, Integer> numbers = new IdentityHashMap<>();

    public Expr intern(Expr root) {
        return intern(List.of(root)).getFirst();
    }

    public List<Expr> intern(List<Expr> roots) {
        Map<Expr, Expr> done = new IdentityHashMap<>();
        for (Expr node : Graph.order(roots)) {
            List<Expr> arguments = node.arguments().stream().map(done::get).toList();
            done.put(node, lookUp(node, arguments));
        }
        return roots.stream().map(done::get).toList();
    }

    /** Returns the one object for a primitive applied to arguments that are interned already. */
    public Expr make(Op op, Expr... arguments) {
        Expr existing = known.get(new Key(op, arguments));
        return existing != null ? existing : add(new Key(op, arguments), Expr.of(op, arguments));
    }

    public int number(Expr interned) {
        return Objects.requireNonNull(numbers.get(interned));
    }

    private Expr lookUp(Expr node, List<Expr> arguments) {
        Key key = new Key(node.op(), arguments.toArray(Expr[]::new));
        Expr existing = known.get(key);
        if (existing != null) {
            return existing;
        }
        return add(key, Graph.with(node, arguments));
    }

    private Expr add(Key key, Expr node) {
        known.put(key, node);
        numbers.put(node, numbers.size());
        return node;
    }

    private static final class Key {
        private final Op op;
        private final Expr[] arguments;
        private final int hash;

        Key(Op op, Expr[] arguments) {
            this.op = op;
            this.arguments = arguments;
            int code = op.hashCode();
            for (Expr argument : arguments) {
                code = 31 * code + System.identityHashCode(argument);
            }
            this.hash = code;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && op.equals(key.op) && Arrays.equals(arguments, key.arguments);
        }
    }
}
