package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.UnaryFunction;

/** Writes instructions down, each where its operands are known and no more often than they change. */
final class InstructionWriter {
    /** The names of ND4J. */
    static final String ADD = "add";
    static final String SUBTRACT = "subtract";
    static final String MULTIPLY = "multiply";
    static final String DIVIDE = "divide";
    static final String MINIMUM = "minimum";
    static final String MAXIMUM = "maximum";
    static final String COPY = "assign";

    private final List<Axis> outermostFirst;
    private final List<Scheduled> scheduled = new ArrayList<>();
    private boolean late;
    private Optional<Guard> guard = Optional.empty();

    /**
     * Begins.
     *
     * @param outermostFirst how axes lie in memory where there is a choice: arrays that lie alike are combined faster
     */
    InstructionWriter(List<Axis> outermostFirst) {
        this.outermostFirst = List.copyOf(outermostFirst);
    }

    /** Turns to what is computed once the steps have been run through. */
    void goLate() {
        late = true;
    }

    boolean isLate() {
        return late;
    }

    /** Sets what makes the next instructions superfluous, if they are executed in every step. */
    void guard(Optional<Guard> next) {
        guard = next;
    }

    /** Returns everything in the order of execution. */
    List<Scheduled> instructions() {
        List<Scheduled> sorted = new ArrayList<>(scheduled);
        sorted.sort(Comparator.comparing(Scheduled::phase));
        return List.copyOf(sorted);
    }

    Operand apply(String operation, Operand... sources) {
        return write(new Instruction.Apply(operation, List.of(sources), target(sources)));
    }

    Operand applyInto(Operand target, String operation, Operand... sources) {
        return write(new Instruction.Apply(operation, List.of(sources), target));
    }

    Operand transform(UnaryFunction function, Operand source, Operand target) {
        return write(new Instruction.Transform(function, source, target));
    }

    Operand transform(UnaryFunction function, Operand source) {
        return transform(function, source, target(source));
    }

    Operand choose(Operand then, Operand otherwise, Operand ceiling, Operand floor, Operand target, Optional<Symbol> gate) {
        Operand scratch = Operand.temporary(target.level(), target.order());
        return write(new Instruction.Choose(then, otherwise, ceiling, floor, target, scratch, gate));
    }

    /** Repeats values so that there are as many as trajectories, and steps, of a level. */
    Operand repeated(Operand source, Level level) {
        Level needed = level == Level.LOOP ? Level.TRAJECTORY : level;
        return source.level().compareTo(needed) >= 0
                ? source
                : applyInto(Operand.temporary(needed, source.order()), COPY, source);
    }

    Operand write(Instruction instruction) {
        Phase phase = phase(instruction);
        scheduled.add(new Scheduled(instruction, phase, phase == Phase.LOOP ? guard : Optional.empty()));
        return instruction.target();
    }

    private Phase phase(Instruction instruction) {
        return switch (instruction.target().level()) {
            case FIXED, TRAJECTORY -> Phase.PROLOGUE;
            case STEP -> late ? Phase.LATE : Phase.EARLY;
            case LOOP -> Phase.LOOP;
        };
    }

    /** Returns room for what is computed from the given values. */
    Operand target(Operand... sources) {
        Level level = Level.FIXED;
        Axes axes = Axes.NONE;
        for (Operand source : sources) {
            level = level.with(source.level());
            axes = axes.union(source.axes());
        }
        return Operand.temporary(level, order(axes, sources));
    }

    private List<Axis> order(Axes axes, Operand... sources) {
        if (sources.length == 1) {
            return sources[0].order();
        }
        List<Axis> order = new ArrayList<>(axes.toList());
        order.sort(Comparator.comparingInt(outermostFirst::indexOf));
        return order;
    }
}
