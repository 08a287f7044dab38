package org.deltaw.testkit.backend;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Axis;
import org.deltaw.expr.BinaryFunction;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Op;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.UnaryFunction;
import org.deltaw.expr.step.StepGraph;
import org.deltaw.spi.backend.Program;

/** Programs written by hand on which backends are tried: models as they are fitted, and odd ones. */
final class TestModels {
    static final Symbol GATE = Symbol.of(Symbol.Kind.CHANNEL, "gate");

    private TestModels() {}

    /** A layer whose synapses follow a gated rule; outputs are compared where a mask says so. */
    static TestModel layer(int inputs, int neurons) {
        Axis pre = new Axis("pre", inputs);
        Axis post = new Axis("post", neurons);
        Symbol x = Symbol.of(Symbol.Kind.CHANNEL, "x", pre);
        Symbol reward = Symbol.of(Symbol.Kind.CHANNEL, "reward");
        Symbol target = Symbol.of(Symbol.Kind.CHANNEL, "target", post);
        Symbol mask = Symbol.of(Symbol.Kind.CHANNEL, "mask", post);
        Symbol scale = Symbol.of(Symbol.Kind.ATTRIBUTE, "scale");
        Symbol w = Symbol.of(Symbol.Kind.STATE, "w", pre, post);
        Symbol activity = Symbol.of(Symbol.Kind.OUTPUT, "activity", post);
        List<Symbol> theta = scalars("theta", 6);
        Expr y = x.read().times(w.read()).sum(pre).sigmoid();
        Expr change = Expr.sumOf(List.of(
                theta.get(0).read(),
                theta.get(1).read().times(w.read()),
                Expr.outer(theta.get(2).read().times(x.read()), y),
                Expr.outer(theta.get(3).read().times(reward.read()), Expr.outer(x.read(), y)),
                theta.get(4).read().times(Expr.outer(y.squared(), w.read())),
                theta.get(5).read().times(x.read()).times(reward.read())));
        Expr learned = w.read().plus(change.broadcast(Axes.of(pre, post)).times(1.0 / inputs));
        Expr error = activity.read().minus(target.read()).squared();
        StepGraph step = new StepGraph(
                List.of(w), List.of(Expr.where(GATE.read(), learned, w.read())),
                List.of(new StepGraph.Output(activity, y)),
                Expr.where(mask.read(), error, Expr.ZERO).sum(post).times(scale.read()));
        return TestModel.of("layer of " + inputs + " by " + neurons, Program.of(
                step, List.of(x, reward, target, mask, GATE), List.of(scale), theta));
    }

    /** Neurons that excite each other; an MLP with an eligibility trace changes their synapses. */
    static TestModel recurrent(int neurons) {
        Axis post = new Axis("post", neurons);
        Axis pre = post.named("pre");
        Axis hidden = new Axis("hidden", 3);
        Symbol drive = Symbol.of(Symbol.Kind.CHANNEL, "drive", post);
        Symbol decision = Symbol.of(Symbol.Kind.CHANNEL, "mask of decision");
        Symbol h = Symbol.of(Symbol.Kind.STATE, "h", post);
        Symbol w = Symbol.of(Symbol.Kind.STATE, "w", pre, post);
        Symbol trace = Symbol.of(Symbol.Kind.STATE, "trace", post, pre);
        Symbol logit = Symbol.of(Symbol.Kind.OUTPUT, "logit");
        Symbol first = Symbol.of(Symbol.Kind.PARAMETER, "first", hidden);
        Symbol second = Symbol.of(Symbol.Kind.PARAMETER, "second", hidden);
        Symbol decay = Symbol.of(Symbol.Kind.PARAMETER, "decay");
        Expr before = h.read().rename(post, pre);
        Expr after = before.times(w.read()).sum(pre).plus(drive.read()).tanh();
        Expr eligible = trace.read().times(decay.read()).plus(Expr.outer(before, after));
        Expr change = Expr.outer(eligible, first.read()).leakyRelu(0.01).times(second.read()).sum(hidden).tanh();
        StepGraph step = new StepGraph(
                List.of(h, w, trace),
                List.of(after, Expr.where(GATE.read(), w.read().plus(change.times(0.1)), w.read()), eligible),
                List.of(new StepGraph.Output(logit, after.sum(post))),
                logit.read().softplus().minus(logit.read().times(decision.read())));
        return TestModel.of("recurrent layer of " + neurons, Program.of(
                step, List.of(drive, decision, GATE), List.of(), List.of(first, second, decay)));
    }

    /**
     * Neurons with plastic synapses from inputs and among themselves, some of which are missing, each group with a
     * rule of its own; the recurrent weights start at parameters, and the state is how far they have moved.
     */
    static TestModel sparseGroups(int inputs, int neurons) {
        Axis input = new Axis("input", inputs);
        Axis post = new Axis("post", neurons);
        Axis pre = post.named("pre");
        Symbol x = Symbol.of(Symbol.Kind.CHANNEL, "x", input);
        Symbol target = Symbol.of(Symbol.Kind.CHANNEL, "target", post);
        Symbol inputMask = Symbol.of(Symbol.Kind.ATTRIBUTE, "input mask", input, post);
        Symbol mask = Symbol.of(Symbol.Kind.ATTRIBUTE, "mask", pre, post);
        Symbol start = Symbol.of(Symbol.Kind.PARAMETER, "start", pre, post);
        Symbol v = Symbol.of(Symbol.Kind.STATE, "v", input, post);
        Symbol moved = Symbol.of(Symbol.Kind.STATE, "moved", pre, post);
        Symbol h = Symbol.of(Symbol.Kind.STATE, "h", post);
        Symbol activity = Symbol.of(Symbol.Kind.OUTPUT, "activity", post);
        List<Symbol> theta = scalars("theta", 3);
        Expr before = h.read().rename(post, pre);
        Expr fromInputs = v.read().times(inputMask.read());
        Expr recurrent = moved.read().plus(start.read()).times(mask.read());
        Expr after = x.read().times(fromInputs).sum(input).plus(before.times(recurrent).sum(pre)).sigmoid();
        Expr oja = Expr.outer(x.read(), after).minus(Expr.outer(after.squared(), fromInputs));
        Expr learned = v.read().plus(oja.times(theta.get(0).read()).times(inputMask.read()));
        Expr hebb = Expr.outer(theta.get(1).read().times(before), after).plus(recurrent.times(theta.get(2).read())).tanh();
        Expr moves = moved.read().plus(hebb.times(mask.read()));
        StepGraph step = new StepGraph(
                List.of(v, moved, h),
                List.of(Expr.where(GATE.read(), learned, v.read()), Expr.where(GATE.read(), moves, moved.read()), after),
                List.of(new StepGraph.Output(activity, after)),
                activity.read().minus(target.read()).squared().sum(post));
        List<Symbol> parameters = new ArrayList<>(theta);
        parameters.add(start);
        return TestModel.of("sparse groups of " + inputs + " and " + neurons, Program.of(
                step, List.of(x, target, GATE), List.of(inputMask, mask), parameters));
    }

    /**
     * Neurons that leak, fire above a threshold and start anew: spikes are learned through as if they were smooth, and
     * the reset not at all. A backend that differentiates by itself what it is given finds no derivative.
     */
    static TestModel spiking(int inputs, int neurons) {
        Axis pre = new Axis("pre", inputs);
        Axis post = new Axis("post", neurons);
        Symbol x = Symbol.of(Symbol.Kind.CHANNEL, "x", pre);
        Symbol target = Symbol.of(Symbol.Kind.CHANNEL, "target", post);
        Symbol v = Symbol.of(Symbol.Kind.STATE, "v", post);
        Symbol w = Symbol.of(Symbol.Kind.STATE, "w", pre, post);
        Symbol activity = Symbol.of(Symbol.Kind.OUTPUT, "activity", post);
        List<Symbol> theta = scalars("theta", 3);
        Expr charged = v.read().times(theta.get(0).read()).plus(x.read().times(w.read()).sum(pre));
        Expr over = charged.minus(theta.get(1).read().times(0.1));
        Expr spike = over.greaterThan(Expr.ZERO).surrogate(over.times(4).sigmoid());
        Expr reset = charged.times(Expr.ONE.minus(spike.detach()));
        Expr change = Expr.outer(theta.get(2).read().times(x.read()), spike.minus(charged.detach()));
        StepGraph step = new StepGraph(
                List.of(v, w), List.of(reset, Expr.where(GATE.read(), w.read().plus(change.times(0.5)), w.read())),
                List.of(new StepGraph.Output(activity, spike)),
                activity.read().minus(target.read()).squared().sum(post));
        return TestModel.of("spiking layer of " + inputs + " by " + neurons, Program.of(
                step, List.of(x, target, GATE), List.of(), theta));
    }

    /** A choice between options by their values, of which the chosen one is changed; {@code greatest} is what the best is worth. */
    static TestModel options(int inputs, int options) {
        Axis pre = new Axis("pre", inputs);
        Axis option = new Axis("option", options);
        Symbol x = Symbol.of(Symbol.Kind.CHANNEL, "x", pre, option);
        Symbol chosen = Symbol.of(Symbol.Kind.CHANNEL, "mask of the chosen", option);
        Symbol reward = Symbol.of(Symbol.Kind.CHANNEL, "reward");
        Symbol w = Symbol.of(Symbol.Kind.STATE, "w", pre);
        Symbol greatest = Symbol.of(Symbol.Kind.STATE, "greatest");
        Symbol logits = Symbol.of(Symbol.Kind.OUTPUT, "logits", option);
        List<Symbol> theta = scalars("theta", 3);
        Expr values = x.read().times(w.read()).sum(pre).times(theta.get(0).read().plus(2));
        Expr probabilities = values.softmax(option);
        Expr best = values.maximum(option);
        Expr target = reward.read().plus(greatest.read().times(theta.get(1).read()));
        Expr change = chosen.read().times(target.minus(values)).times(probabilities);
        Expr learned = w.read().plus(x.read().times(change).sum(option).times(theta.get(2).read()));
        StepGraph step = new StepGraph(
                List.of(w, greatest), List.of(Expr.where(GATE.read(), learned, w.read()), best.plus(values.abs().maximum(option))),
                List.of(new StepGraph.Output(logits, values)),
                logits.read().logSumExp(option).minus(logits.read().times(chosen.read()).sum(option))
                        .plus(logits.read().maximum(option)));
        return TestModel.of(options + " options of " + inputs + " inputs", Program.of(
                step, List.of(x, chosen, reward, GATE), List.of(), theta));
    }

    /** A step with every primitive of the language, left as it is written. */
    static TestModel everyPrimitive() {
        Axis i = new Axis("i", 3);
        Axis j = new Axis("j", 2);
        Axis k = i.named("k");
        Symbol state = Symbol.of(Symbol.Kind.STATE, "state", i, j);
        Symbol drive = Symbol.of(Symbol.Kind.CHANNEL, "drive", j);
        Symbol mask = Symbol.of(Symbol.Kind.ATTRIBUTE, "mask", i);
        Symbol theta = Symbol.of(Symbol.Kind.PARAMETER, "theta", i);
        Symbol output = Symbol.of(Symbol.Kind.OUTPUT, "output", j, i);
        Expr at = state.read().plus(theta.read()).tanh().times(0.3).plus(1.5);
        Expr other = drive.read().plus(3);
        List<Expr> parts = new ArrayList<>();
        for (UnaryFunction function : UnaryFunction.values()) {
            parts.add(at.unary(function));
        }
        for (BinaryFunction function : BinaryFunction.values()) {
            parts.add(Expr.of(new Op.Binary(function), List.of(at, other)));
        }
        parts.add(at.negate().leakyRelu(0.25));
        parts.add(at.power(3));
        parts.add(at.power(5));
        parts.add(Expr.where(mask.read(), at, other));
        parts.add(Expr.where(GATE.read(), at, other));
        parts.add(at.sum(i));
        parts.add(at.maximum(i));
        parts.add(at.times(mask.read()).maximum(j));
        parts.add(at.maximum(i).maximum(j).times(at));
        parts.add(at.rename(i, k).sum(k));
        parts.add(Expr.outer(theta.read(), at.rename(i, k)).sum(k));
        parts.add(drive.read().broadcast(Axes.of(i)));
        parts.add(Expr.of(new Op.Indicator(i, 1, List.of(j)), List.of()));
        Expr total = Expr.sumOf(parts).times(0.05);
        StepGraph step = new StepGraph(
                List.of(state), List.of(total.tanh()), List.of(new StepGraph.Output(output, total)),
                output.read().squared().sum(Axes.of(i, j)));
        return TestModel.of("every primitive",
                new Program(step, List.of(drive, GATE), List.of(mask), List.of(theta)));
    }

    /** Nothing is fitted, and something is read that has no effect. */
    static TestModel withoutParameters() {
        TestModel layer = layer(2, 3);
        Symbol state = Symbol.of(Symbol.Kind.STATE, "s");
        Symbol idle = Symbol.of(Symbol.Kind.CHANNEL, "idle", new Axis("i", 4));
        Symbol output = Symbol.of(Symbol.Kind.OUTPUT, "o");
        Expr next = state.read().times(0.5).plus(GATE.read());
        StepGraph step = new StepGraph(
                List.of(state), List.of(next), List.of(new StepGraph.Output(output, next.tanh())), output.read());
        return TestModel.of("without parameters", Program.of(
                step, List.of(GATE, idle), layer.program().attributes(), List.of()));
    }

    /** Nothing is carried from step to step; one parameter has no effect. */
    static TestModel withoutStates() {
        Symbol x = Symbol.of(Symbol.Kind.CHANNEL, "x", new Axis("pre", 3));
        List<Symbol> theta = scalars("theta", 2);
        Symbol output = Symbol.of(Symbol.Kind.OUTPUT, "o");
        Expr value = x.read().times(theta.getFirst().read()).sum(x.axes().getFirst());
        StepGraph step = new StepGraph(
                List.of(), List.of(), List.of(new StepGraph.Output(output, value)), output.read().minus(1).squared());
        return TestModel.of("without states", Program.of(step, List.of(x), List.of(), theta));
    }

    /** A state that is squared in every step, and soon exceeds every number. */
    static TestModel explosive() {
        Symbol state = Symbol.of(Symbol.Kind.STATE, "s", new Axis("i", 5));
        Symbol theta = Symbol.of(Symbol.Kind.PARAMETER, "theta");
        Symbol output = Symbol.of(Symbol.Kind.OUTPUT, "o");
        Expr next = state.read().squared().plus(theta.read()).plus(10);
        StepGraph step = new StepGraph(
                List.of(state), List.of(next),
                List.of(new StepGraph.Output(output, state.read().sum(state.axes().getFirst()))),
                        output.read().squared());
        return TestModel.of("explosive", Program.of(step, List.of(), List.of(), List.of(theta)));
    }

    /** Learning that gives no number: while the gate is closed, nothing of it may be seen. */
    static TestModel poisonous() {
        Axis i = new Axis("i", 6);
        Symbol state = Symbol.of(Symbol.Kind.STATE, "s", i);
        Symbol theta = Symbol.of(Symbol.Kind.PARAMETER, "theta");
        Symbol output = Symbol.of(Symbol.Kind.OUTPUT, "o");
        Expr poison = state.read().minus(10).log().times(theta.read());
        StepGraph step = new StepGraph(
                List.of(state), List.of(Expr.where(GATE.read(), poison, state.read())),
                List.of(new StepGraph.Output(output, state.read().sum(i).plus(theta.read()))), output.read().squared());
        return TestModel.of("poisonous", Program.of(step, List.of(GATE), List.of(), List.of(theta)));
    }

    /** The greatest of the logarithms of numbers that are mostly positive. */
    static TestModel logarithms() {
        Symbol x = Symbol.of(Symbol.Kind.CHANNEL, "x", new Axis("i", 9));
        Symbol theta = Symbol.of(Symbol.Kind.PARAMETER, "theta");
        Symbol output = Symbol.of(Symbol.Kind.OUTPUT, "o");
        Expr greatest = x.read().plus(0.4).log().maximum(x.axes().getFirst());
        StepGraph step = new StepGraph(List.of(), List.of(),
                List.of(new StepGraph.Output(output, greatest.times(theta.read()))), output.read().abs());
        return TestModel.of("logarithms", Program.of(step, List.of(x), List.of(), List.of(theta)));
    }

    private static List<Symbol> scalars(String name, int count) {
        List<Symbol> scalars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scalars.add(Symbol.of(Symbol.Kind.PARAMETER, name + i));
        }
        return List.copyOf(scalars);
    }
}
