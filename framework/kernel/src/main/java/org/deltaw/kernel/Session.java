package org.deltaw.kernel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.CompiledModel;
import org.deltaw.spi.DataContext;
import org.deltaw.spi.DataSource;
import org.deltaw.spi.Dataset;
import org.deltaw.spi.GeneratedCode;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NetworkArchitecture;
import org.deltaw.spi.Program;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Trajectory;

/**
 * A fit that has been opened: its data are loaded, its model is assembled and compiled.
 *
 * <pre>{@code
 * try (Session session = Session.open(fit)) {
 *     for (Problem problem : session.problems()) {
 *         FitResult result = problem.train(Optional.empty(), FitListener.SILENT);
 *     }
 * }
 * }</pre>
 *
 * <p>For use by one thread.
 */
public final class Session implements AutoCloseable {
    private final ThreadWorkers workers;
    private final Program program;
    private final CompiledModel compiled;
    private final List<String> warnings;
    private final List<Problem> problems = new ArrayList<>();

    private Session(ThreadWorkers workers, Program program, CompiledModel compiled, List<String> warnings) {
        this.workers = workers;
        this.program = program;
        this.compiled = compiled;
        this.warnings = warnings;
    }

    /**
     * Loads the data of a fit and opens it.
     *
     * @throws InvalidSpecException if the user's input is wrong; its key begins with the section of the spec
     * @throws BrokenExtensionException if an extension does not keep its contract
     */
    public static Session open(Fit fit) {
        DataSource<Record> source = Unchecked.data(fit.data());
        NetworkArchitecture<Record> network = Unchecked.network(fit.network().architecture());
        int inputs = Guard.of("network", network.id(), () -> network.inputs(fit.network().architecture().settings()));
        DataContext context = new SessionContext(fit.seed().child("data"), fit.directory(), inputs);
        return open(fit, Guard.of("data", source.id(), () -> source.load(fit.data().settings(), context)));
    }

    /** Opens a fit with data that are there already, whatever data source it names. */
    public static Session open(Fit fit, Dataset dataset) {
        Model model = ModelAssembly.assemble(fit, dataset.channels());
        ThreadWorkers workers = new ThreadWorkers(fit.backend().settings().threads());
        CompiledModel compiled;
        try {
            compiled = Guard.of("backend", () -> Backends.compile(fit.backend(), model.program(), workers));
        } catch (RuntimeException failed) {
            workers.close();
            throw failed;
        }
        Session session = new Session(workers, model.program(), compiled, dataset.warnings());
        try {
            ModelData data = new ModelData(model, fit.seed().child("states"));
            groups(fit.training(), dataset).forEach((subject, trajectories) ->
                    session.problems.add(new Problem(fit, subject, model, data, compiled, trajectories)));
            return session;
        } catch (RuntimeException failed) {
            session.close();
            throw failed;
        }
    }

    /** Returns what a user should know before concluding anything from the data. */
    public List<String> warnings() {
        return warnings;
    }

    /** Returns what is to be fitted: one problem, or one for each subject. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Says on which device it is computed. */
    public String device() {
        return compiled.device();
    }

    /** Returns the model as graphs: a step, and its derivatives. */
    public Program program() {
        return program;
    }

    /** Lists the code that the backend has generated for the model; empty if it generates none. */
    public List<GeneratedCode> code() {
        return compiled.code();
    }

    @Override
    public void close() {
        problems.forEach(Problem::close);
        compiled.close();
        workers.close();
    }

    private static Map<String, List<Trajectory>> groups(TrainingSettings training, Dataset dataset) {
        return training.subjects() == TrainingSettings.Subjects.POOLED
                ? Map.of("", dataset.trajectories())
                : dataset.trajectories().stream()
                        .collect(Collectors.groupingBy(Trajectory::subject, TreeMap::new, Collectors.toList()));
    }

    private record SessionContext(Seed seed, Path directory, int inputs) implements DataContext {}
}
