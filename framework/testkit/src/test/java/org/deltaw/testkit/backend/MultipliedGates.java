package org.deltaw.testkit.backend;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Graph;
import org.deltaw.expr.Op;
import org.deltaw.expr.UnaryFunction;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.backend.Program;

/**
 * Rewrites every choice as a sum of products: right for numbers, wrong where the other branch is none. The step that is
 * executed is then differentiated, which is wrong where something was to have the derivative of something else.
 */
final class MultipliedGates {
    private MultipliedGates() {}

    static Program of(Program program) {
        List<Expr> roots = new ArrayList<>(program.step().next());
        program.step().outputs().forEach(output -> roots.add(output.value()));
        roots.add(program.step().loss());
        List<Expr> rewritten = rewritten(roots);
        int states = program.states().size();
        List<StepGraph.Output> outputs = new ArrayList<>();
        for (int i = 0; i < program.step().outputs().size(); i++) {
            outputs.add(new StepGraph.Output(program.step().outputs().get(i).symbol(), rewritten.get(states + i)));
        }
        StepGraph step = new StepGraph(
                program.states(), rewritten.subList(0, states), outputs, rewritten.getLast());
        return Program.of(step, program.channels(), program.attributes(), program.parameters());
    }

    private static List<Expr> rewritten(List<Expr> roots) {
        Map<Expr, Expr> done = new IdentityHashMap<>();
        for (Expr node : Graph.order(roots)) {
            List<Expr> arguments = node.arguments().stream().map(done::get).toList();
            done.put(node, node.op() instanceof Op.Where ? multiplied(arguments) : Expr.of(node.op(), arguments));
        }
        return roots.stream().map(done::get).toList();
    }

    private static Expr multiplied(List<Expr> arguments) {
        Expr chosen = arguments.get(0).unary(UnaryFunction.SIGN).abs();
        return Expr.sumOf(List.of(
                Expr.outer(chosen, arguments.get(1)), Expr.outer(Expr.ONE.minus(chosen), arguments.get(2))));
    }
}
