package org.deltaw.kernel.fit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.backend.ThreadWorkers;
import org.deltaw.kernel.data.Split;
import org.deltaw.kernel.data.Subjects;
import org.deltaw.kernel.extension.Guard;
import org.deltaw.kernel.extension.Unchecked;
import org.deltaw.kernel.model.ModelAssembly;
import org.deltaw.kernel.simulate.NetworkSimulator;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Warning;
import org.deltaw.spi.backend.GeneratedCode;
import org.deltaw.spi.backend.Program;
import org.deltaw.spi.backend.Workers;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Simulator;
import org.deltaw.spi.rule.KnownRule;

/**
 * A fit that has been opened: its data are loaded, its model is assembled and compiled.
 *
 * <pre>{@code
 * try (OpenFit opened = OpenFit.open(fit)) {
 *     for (Problem problem : opened.problems()) {
 *         FitResult result = problem.train(Optional.empty(), FitListener.SILENT);
 *     }
 * }
 * }</pre>
 *
 * <p>Its problems may be used at the same time, each by one thread.
 */
public final class OpenFit implements AutoCloseable {
    private final CompiledFit open;
    private final List<String> options;
    private final List<Problem> problems = new ArrayList<>();

    private OpenFit(Fit fit, Dataset dataset, Function<List<Channel>, CompiledFit> compiled) {
        this.options = dataset.options();
        Split split = Split.of(fit.data().settings(), dataset);
        this.open = compiled.apply(split.channels());
        try {
            PooledEnd pooled = new PooledEnd(open, split.training());
            new Subjects(fit.training().subjects(), split).forEach((subject, training, heldOut) ->
                    problems.add(new Problem(open, subject, training, heldOut, pooled::of)));
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /**
     * Loads the data of a fit and opens it.
     *
     * @throws InvalidSpecException if the user's input is wrong; its key begins with the section of the spec
     * @throws BrokenExtensionException if an extension does not keep its contract
     */
    public static OpenFit open(Fit fit) {
        return open(fit, load(fit));
    }

    /** Opens a fit with data that are there already, whatever data source it names. */
    public static OpenFit open(Fit fit, Dataset dataset) {
        return new OpenFit(fit, dataset, channels -> new CompiledFit(fit, dataset, channels));
    }

    /**
     * Loads the data of one of several fits that share threads, and opens it.
     *
     * @param workers open as long as this; used in place of as many threads as the fit says
     * @throws InvalidSpecException if the user's input is wrong; its key begins with the section of the spec
     * @throws BrokenExtensionException if an extension does not keep its contract
     */
    public static OpenFit open(Fit fit, ThreadWorkers workers) {
        return open(fit, load(fit), workers);
    }

    /**
     * Opens one of several fits that share threads with data that are there already, whatever data source it names.
     *
     * @param workers open as long as this; used in place of as many threads as the fit says
     */
    public static OpenFit open(Fit fit, Dataset dataset, ThreadWorkers workers) {
        return new OpenFit(fit, dataset, channels -> new CompiledFit(fit, dataset, channels, workers));
    }

    /**
     * Loads or simulates the data of a fit, and does nothing else.
     *
     * @throws InvalidSpecException if the user's input is wrong; its key begins with the section of the spec
     * @throws BrokenExtensionException if the data source does not keep its contract
     */
    public static Dataset load(Fit fit) {
        DataSource<Record> source = Unchecked.data(fit.data().source());
        DataContext context = context(fit);
        return Guard.of("data", source.id(), () -> source.load(fit.data().source().settings(), context));
    }

    /** Returns what the data source of a fit is told: its simulator runs the fit's network on the fit's backend. */
    public static DataContext context(Fit fit) {
        return new Context(fit, ModelAssembly.inputs(fit.network().architecture()));
    }

    /** Returns what a user should know before concluding anything from data and model. */
    public List<Warning> warnings() {
        return open.warnings();
    }

    /** Returns what the options are called between which the animals chose; empty if they have no names. */
    public List<String> options() {
        return options;
    }

    /** Returns what is to be fitted: one problem, or one for each subject. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Returns the threads on which it is computed, for work around it: its problems may be trained on them at the same time. */
    public Workers workers() {
        return open.workers();
    }

    /** Names the losses that compare the model with data, each with its weight if that is not 1. */
    public List<String> misfits() {
        return open.misfits();
    }

    /** Says on which device it is computed. */
    public String device() {
        return open.compiled().device();
    }

    /** Returns how many numbers are added up side by side, on which last bits depend. */
    public int vectorWidth() {
        return open.vectorWidth();
    }

    /** Returns the model as graphs: a step, and its derivatives. */
    public Program program() {
        return open.model().program();
    }

    /** Lists the code that the backend has generated for the model; empty if it generates none. */
    public List<GeneratedCode> code() {
        return open.compiled().code();
    }

    @Override
    public void close() {
        problems.reversed().forEach(Problem::close);
        open.close();
    }

    private record Context(Fit fit, int width) implements DataContext {
        @Override
        public int inputs() {
            if (width == 0) {
                throw new InvalidSpecException("The network '" + fit.network().architecture().id() + "' reads no input, but the data "
                        + "source brings one; choose another network, or another data source.");
            }
            return width;
        }

        @Override
        public Seed seed() {
            return fit.seed().child("data");
        }

        @Override
        public Path directory() {
            return fit.directory();
        }

        @Override
        public Simulator simulator(KnownRule truth, List<Channel> channels) {
            return NetworkSimulator.of(fit, truth, channels);
        }
    }
}
