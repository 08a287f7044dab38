package org.deltaw.plugin.nd4j.engine;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.UnaryFunction;
import org.deltaw.spi.backend.Precision;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Arrays of ND4J and prepared operations on them, which are all freed together. Nothing is allocated when an operation runs,
 * so memory does not depend on how often it does.
 */
final class Memory implements AutoCloseable {
    private final DataType type;
    private final List<INDArray> owned = new ArrayList<>();
    private final List<OpContext> contexts = new ArrayList<>();

    Memory(Precision precision) {
        this.type = switch (precision) {
            case F64 -> DataType.DOUBLE;
            case F32 -> DataType.FLOAT;
        };
    }

    /** Allocates numbers that are 0. */
    INDArray allocate(long length) {
        return own(Nd4j.create(type, length));
    }

    private INDArray own(INDArray array) {
        owned.add(array);
        return array;
    }

    /** Returns an array that reads and writes a part of another one's memory. */
    static INDArray view(INDArray whole, long[] shape, long[] strides, long offset) {
        return Nd4j.create(whole.data(), shape, strides, offset, 'c');
    }

    /** Writes from {@code offset} on. */
    static void write(double[] values, INDArray target, long offset) {
        if (values.length == 0) {
            return;
        }
        Nd4j.getAffinityManager().ensureLocation(target, Location.HOST);
        if (target.dataType() == DataType.DOUBLE) {
            target.data().asNioDouble().put((int) offset, values);
        } else {
            float[] rounded = new float[values.length];
            for (int i = 0; i < rounded.length; i++) {
                rounded[i] = (float) values[i];
            }
            target.data().asNioFloat().put((int) offset, rounded);
        }
        Nd4j.getAffinityManager().tagLocation(target, Location.HOST);
    }

    /** Reads from {@code offset} on. */
    static void read(INDArray source, long offset, double[] target, int from, int count) {
        if (count == 0) {
            return;
        }
        Nd4j.getAffinityManager().ensureLocation(source, Location.HOST);
        if (source.dataType() == DataType.DOUBLE) {
            source.data().asNioDouble().get((int) offset, target, from, count);
            return;
        }
        float[] exact = new float[count];
        source.data().asNioFloat().get((int) offset, exact);
        for (int i = 0; i < count; i++) {
            target[from + i] = exact[i];
        }
    }

    Call apply(String operation, List<INDArray> sources, INDArray target, long... arguments) {
        CustomOp op = DynamicCustomOp.builder(operation).build();
        OpContext context = Nd4j.getExecutioner().buildContext();
        contexts.add(context);
        context.setInputArrays(sources.toArray(INDArray[]::new));
        context.setOutputArrays(target);
        if (arguments.length > 0) {
            context.setIArguments(arguments);
        }
        return () -> Nd4j.getExecutioner().exec(op, context);
    }

    Call transform(UnaryFunction function, INDArray source, INDArray target) {
        Op op = switch (function) {
            case EXP -> new Exp(source, target);
            case LOG -> new Log(source, target);
            case SQRT -> new Sqrt(source, target);
            case ABS -> new Abs(source, target);
            case SIGN -> new Sign(source, target);
            case TANH, SIGMOID, SOFTPLUS -> throw new IllegalArgumentException(function + " is no transform.");
        };
        return () -> Nd4j.getExecutioner().exec(op);
    }

    Call compare(INDArray left, INDArray right, INDArray target) {
        INDArray truth = own(Nd4j.create(DataType.BOOL, target.shape()));
        Call compare = apply("greater", List.of(left, right), truth);
        Call number = apply("cast", List.of(truth), target, type.toInt());
        return () -> {
            compare.run();
            number.run();
        };
    }

    @Override
    public void close() {
        for (OpContext context : contexts) {
            context.purge();
            close(context);
        }
        contexts.clear();
        owned.forEach(INDArray::close);
        owned.clear();
    }

    private static void close(OpContext context) {
        try {
            context.close();
        } catch (Exception failed) {
            throw new IllegalStateException("ND4J could not free what it held: " + failed.getMessage(), failed);
        }
    }
}
