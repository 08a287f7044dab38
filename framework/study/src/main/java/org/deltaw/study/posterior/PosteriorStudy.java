package org.deltaw.study.posterior;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.PosteriorSettings;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.hamiltonian.Transition;
import org.deltaw.kernel.posterior.Posterior;
import org.deltaw.kernel.sampling.DrawnChain;
import org.deltaw.kernel.sampling.PosteriorSampler;
import org.deltaw.kernel.sampling.SampledPosterior;
import org.deltaw.kernel.sampling.SamplingListener;
import org.deltaw.spec.SpecFile;
import org.deltaw.spec.SpecWriter;
import org.deltaw.spec.json.JsonText;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Folders;
import org.deltaw.study.fit.FitStudy;
import org.deltaw.study.fit.Opening;
import org.deltaw.study.record.DataRecord;
import org.deltaw.study.record.Destination;
import org.deltaw.study.record.RunDirectory;
import org.deltaw.study.record.RunLock;
import org.deltaw.study.record.StudyFolder;
import org.deltaw.study.task.ParallelRun;

/**
 * The posterior of a spec into a directory: of all subjects together, or of each by itself, which are sampled at the same time on as many
 * threads as the backend may use. The directory holds {@code posterior.json}, {@code chain-1.csv} and so on, and the spec; of subjects that
 * are sampled alone it holds a directory for each.
 *
 * <p>For use by one thread. The directory is locked until it is closed.
 */
public final class PosteriorStudy implements AutoCloseable {
    private static final String POSTERIOR = "posterior.json";
    private static final String STUDY = "study.json";

    private final Fit fit;
    private final SpecFile file;
    private final OpenFit opened;
    private final StudyFolder folder;
    private final RunLock lock;

    private PosteriorStudy(Fit fit, SpecFile file, OpenFit opened, StudyFolder folder, RunLock lock) {
        this.fit = fit;
        this.file = file;
        this.opened = opened;
        this.folder = folder;
        this.lock = lock;
    }

    /** Is told how sampling goes, and may end it. Subjects are sampled at the same time, so any of their threads may call it. */
    public interface Listener {
        /** Hears and says nothing. */
        Listener SILENT = new Listener() {};

        /** Returns what is told how the sampling of a subject goes; its requests to stop are asked, too. */
        default SamplingListener sampling(Posterior posterior) {
            return SamplingListener.SILENT;
        }

        /** Is told that the posterior of a subject is on disk; one thread after the other. */
        default void sampled(SampledPosterior posterior, Path folder) {}

        /** Tells whether to stop. */
        default boolean stopRequested() {
            return false;
        }
    }

    /**
     * Loads the data, assembles the model, and makes the directory.
     *
     * @throws org.deltaw.spi.InvalidSpecException if the user's input is wrong, or there is no posterior; then no directory is made
     */
    public static PosteriorStudy begin(SpecFile file, ExtensionCatalog extensions, Destination destination) {
        Fit fit = file.fit(extensions);
        OpenFit opened = Opening.of(file, fit);
        try {
            RunDirectory.requireDistinct(opened.problems().stream().map(Problem::subject).toList());
            Opening.located(file, () -> opened.problems().stream().map(Posterior::new).toList());
            Path path = destination.create(fit.name());
            RunLock lock = RunLock.of(path);
            StudyFolder folder = StudyFolder.open(path, STUDY, Map.of("study", "posterior"), "holds something else than a posterior");
            folder.note(extensions.bundles());
            folder.keep("specs", fit.name(), ".yaml", SpecWriter.write(fit));
            folder.write(DataRecord.FILE, DataRecord.of(opened, FitStudy.isSeparate(fit)).json());
            return new PosteriorStudy(fit, file, opened, folder, lock);
        } catch (RuntimeException | Error failed) {
            opened.close();
            throw failed;
        }
    }

    /** Returns what is sampled. */
    public Fit fit() {
        return fit;
    }

    /** Returns data and model. */
    public OpenFit opened() {
        return opened;
    }

    /** Returns where the results are. */
    public Path path() {
        return folder.path();
    }

    /** Samples all; what was not finished when the listener ended it is left out. */
    public List<SampledPosterior> run(Listener listener) {
        ParallelRun run = new ParallelRun(opened.workers(), listener::stopRequested);
        return Opening.located(file, () -> run.run(opened.problems().stream()
                .map(problem -> new ParallelRun.Piece<>("Subject " + problem.subject(), () -> sample(problem, run, listener))).toList()))
                .stream().flatMap(Optional::stream).toList();
    }

    private Optional<SampledPosterior> sample(Problem problem, ParallelRun run, Listener listener) {
        Posterior posterior = new Posterior(problem);
        SamplingListener told = run.askInTurn(() -> listener.sampling(posterior));
        Optional<SampledPosterior> sampled = new PosteriorSampler(
                posterior, fit.posterior().settings(), fit.seed().child("posterior").child(problem.subject()), told).run();
        // What is loaded takes memory, which the next subject needs.
        problem.close();
        sampled.ifPresent(known -> {
            Path place = problem.subject().isEmpty() ? path()
                    : Folders.create(path().resolve("subjects").resolve(RunDirectory.fileName(problem.subject())));
            write(known, place);
            run.inTurn(() -> listener.sampled(known, place));
        });
        return sampled;
    }

    private void write(SampledPosterior posterior, Path place) {
        StanColumns columns = StanColumns.of(List.copyOf(posterior.summaries().keySet()));
        for (int i = 0; i < posterior.chains().size(); i++) {
            DrawnChain chain = posterior.chains().get(i);
            ChainHeader header = new ChainHeader(fit.name(), i + 1, fit.seed().value(), chain.values().length, sampler(chain));
            new ChainFile(header, columns).write(place.resolve("chain-" + (i + 1) + ".csv"), index -> draw(chain, index));
        }
        AtomicFile.write(place.resolve(POSTERIOR), JsonText.write(PosteriorJson.of(posterior)));
    }

    private ChainHeader.Sampler sampler(DrawnChain chain) {
        PosteriorSettings settings = fit.posterior().settings();
        return chain.way().<ChainHeader.Sampler>map(way -> new ChainHeader.NoUTurn(settings.warmup(), settings.targetAcceptance(),
                way.mostDoublings(), new ChainHeader.Adapted(way.stepSize(), ChainHeader.Metric.BLOCKS, way.inverseMasses())))
                .orElseGet(ChainHeader.Particles::new);
    }

    private static ChainDraw draw(DrawnChain chain, int index) {
        return new ChainDraw(chain.logPosterior()[index], chain.way().map(way -> move(way.transitions().get(index))),
                chain.values()[index]);
    }

    private static ChainDraw.Move move(Transition transition) {
        return new ChainDraw.Move(transition.acceptance(), transition.stepSize(), new ChainDraw.Trajectory(transition.tree().depth(),
                transition.tree().leapfrogSteps(), transition.tree().divergent()), transition.energy());
    }

    /** Returns the same for programs. */
    public static Map<String, Object> json(List<SampledPosterior> posteriors) {
        return Map.of("posteriors", posteriors.stream().map(PosteriorJson::of).toList());
    }

    @Override
    public void close() {
        opened.close();
        lock.close();
    }
}
