package org.deltaw.study.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.expr.Expr;
import org.deltaw.expr.simplify.Work;
import org.deltaw.expr.step.PackedTangentStep;
import org.deltaw.expr.step.TangentStep;
import org.deltaw.spi.backend.Program;

/** What has to be computed in each step of a trajectory, in each of the directions in which a program is run. */
public final class Passes {
    private Passes() {}

    /** Lists what is computed from the first step to the last: the states after the step, and its loss. */
    public static List<Expr> forward(Program program) {
        List<Expr> forward = new ArrayList<>(program.step().next());
        forward.add(program.step().inlinedLoss());
        return forward;
    }

    /** Lists what is computed from the last step to the first, for the gradient. */
    public static List<Expr> adjoint(Program program) {
        List<Expr> adjoint = new ArrayList<>(program.adjoint().stateAdjoints());
        adjoint.addAll(program.adjoint().parameterGradients());
        return adjoint;
    }

    /**
     * Lists what is computed along all parameters from the first step to the last, for the Gauss-Newton matrix, in the form that is
     * less work; nothing if nothing is fitted.
     */
    public static List<Expr> tangent(Program program) {
        Optional<List<Expr>> plain = program.tangent().map(Passes::of);
        Optional<List<Expr>> packed = program.packedTangent().map(Passes::of);
        return plain.map(one -> Work.of(one) <= Work.of(packed.orElseThrow()) ? one : packed.orElseThrow()).orElse(List.of());
    }

    private static List<Expr> of(TangentStep step) {
        List<Expr> all = new ArrayList<>(step.nextTangents());
        all.add(step.curvature());
        return all;
    }

    private static List<Expr> of(PackedTangentStep step) {
        List<Expr> all = new ArrayList<>(step.nextTangents());
        all.add(step.curvature());
        step.packs().forEach(pack -> all.addAll(pack.entries()));
        return all;
    }
}
