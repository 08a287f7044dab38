package org.deltaw.lowering.layout;

import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Symbol;

/**
 * Along which axis several entries are computed at once.
 *
 * @param axis empty if none is worth it
 * @param count how many entries at once; 1 for scalar code
 * @param width how many entries memory holds along the axis: a tile of them, rounded up to whole lanes
 * @param tiles how many tiles the axis is cut into; each is run through all steps before the next
 * @param pairs whether the axis is that of pairs, which every symbol has
 */
public record Lanes(Optional<Axis> axis, int count, int width, int tiles, boolean pairs) {
    public static Lanes none(int count) {
        return new Lanes(Optional.empty(), count, 0, 1, false);
    }

    /** All entries of an axis together. */
    public static Lanes whole(Axis axis, int count) {
        return new Lanes(Optional.of(axis), count, roundUp(axis.size(), count), 1, false);
    }

    /** An axis whose entries do not need each other, cut into tiles. */
    static Lanes tiled(Axis axis, Target target, List<Symbol> states) {
        int count = target.lanes();
        long perEntry = states.stream().mapToLong(Symbol::entries).sum() / axis.size();
        long wanted = Math.max(1, target.memory().tile() / Math.max(1, perEntry * count));
        int width = (int) Math.min(wanted * count, roundUp(axis.size(), count));
        return new Lanes(Optional.of(axis), count, width, (axis.size() + width - 1) / width, false);
    }

    /** One pair to a lane. */
    public static Lanes ofPairs(int count) {
        return new Lanes(Optional.of(PairAxis.of(count)), count, count, 1, true);
    }

    /** So many pairs in memory side by side, computed one after the other. */
    static Lanes pairsInTurn(int size) {
        return new Lanes(Optional.of(PairAxis.of(size)), 1, size, 1, true);
    }

    /** Returns how many pairs are computed at once. */
    public int group() {
        return pairs ? width : 1;
    }

    /** Returns what a symbol of the program is in memory. */
    public Symbol inMemory(Symbol symbol) {
        return pairs ? PairAxis.symbol(symbol, axis.orElseThrow()) : symbol;
    }

    /** Returns expressions of the program as they are computed. */
    public List<Expr> inMemory(List<Expr> expressions) {
        return pairs ? PairAxis.expressions(expressions, axis.orElseThrow()) : expressions;
    }

    public boolean along(List<Axis> axes) {
        return axis.isPresent() && axes.contains(axis.get());
    }

    public boolean along(Symbol symbol) {
        return along(symbol.axes());
    }

    /** Returns how many entries of a tile are real. */
    int filled(int tile) {
        return axis.map(each -> Math.min(width, each.size() - tile * width)).orElse(0);
    }

    static int roundUp(int size, int multiple) {
        return (size + multiple - 1) / multiple * multiple;
    }
}
