package org.deltaw.plugin.jvm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deltaw.expr.Expr;
import org.deltaw.spi.ModelInput;
import org.deltaw.spi.Program;

/** Runs a program with its tangents, for the Gauss-Newton matrix. Safe for use by several threads. */
final class ForwardMachine {
    private final Directions directions;
    private final Engine engine;
    private final Sweep sweep;
    private final int size;

    private ForwardMachine(Program program, Directions directions, Lanes lanes) {
        this.directions = directions;
        this.size = program.layout().size();
        this.engine = new Engine(program, lanes, directions.tangents());
        engine.declare(directions.wishes());
        engine.declareFixed();
        Map<Place, Expr> written = new LinkedHashMap<>(ReverseMachine.next(program, engine));
        for (int i = 0; i < directions.tangents().size(); i++) {
            written.put(engine.place(directions.tangents().get(i)).at(Base.SECOND), directions.next().get(i));
        }
        this.sweep = engine.compile(written, directions.wishes());
    }

    /** Compiles for vectors of so many numbers. */
    static ForwardMachine of(Program program, int count) {
        if (Directions.canUnroll(program)) {
            Directions unrolled = Directions.unrolled(program);
            return new ForwardMachine(program, unrolled, LaneChoice.forward(program, unrolled, count));
        }
        return new ForwardMachine(program, Directions.alongAxis(program),
                LaneChoice.along(program.tangent().orElseThrow().direction(), count));
    }

    Engine engine() {
        return engine;
    }

    int tiles() {
        return engine.lanes().tiles();
    }

    /** Computes the share of one tile. */
    double[] curvature(ModelInput input, double[] data, double[] parameters, int tile) {
        double[] matrix = new double[size * size];
        try (Arena arena = new Arena(engine, data, 2)) {
            arena.begin(parameters, input, tile);
            arena.alternate(sweep, 0, input.steps());
            for (Directions.Part part : directions.parts()) {
                int place = part.row() * size + part.column();
                arena.total(part.wish().symbol(), matrix, place);
                if (!part.isWhole()) {
                    matrix[part.column() * size + part.row()] = matrix[place];
                }
            }
        }
        return matrix;
    }
}
