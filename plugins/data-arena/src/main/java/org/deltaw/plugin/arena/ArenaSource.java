package org.deltaw.plugin.arena;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deltaw.behaviour.Encounters;
import org.deltaw.behaviour.OdourCode;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Nearest;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Experiment;
import org.deltaw.spi.data.RepeatableSource;

/**
 * Raw records of flies in a Y-shaped arena whose three arms have clean air and two odours: one folder for each fly, one MATLAB file for
 * each block of trials. Which odours a fly met and chose is replayed from where it was, frame by frame, and has to agree with what the
 * rig wrote down at the time.
 *
 * <p>A trajectory is a fly with all its blocks, {@code Fly4/1}; each block is a session in it, over which weights run on. The rig also
 * wrote down how probable rewards were, so that a network can be put into the same experiment: see {@link ArenaExperiment}.
 */
@ServiceProvider(DataSource.class)
public final class ArenaSource implements RepeatableSource<ArenaSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("arena");
    }

    @Override
    public String description() {
        return "Odours, choices and rewards of flies, replayed from raw records of a Y-shaped arena";
    }

    @Override
    public Class<ArenaSettings> settingsType() {
        return ArenaSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(
                new Citation("Rajagopalan, Darshan, Hibbard, Fitzgerald and Turner, Reward expectations direct "
                        + "learning and drive operant matching in Drosophila, PNAS 2023; raw data",
                        "10.5281/zenodo.7449214"),
                new Citation("Mehta, Tyulmankov, Rajagopalan, Turner, Fitzgerald and Funke, Model-based inference of "
                        + "synaptic plasticity rules, NeurIPS 2024", ""));
    }

    @Override
    public Dataset load(ArenaSettings settings, DataContext context) {
        return located(() -> read(settings, context));
    }

    @Override
    public Experiment experiment(ArenaSettings settings, DataContext context) {
        if (settings.rewards() == ArenaSettings.Rewards.SHIFTED) {
            throw new InvalidSpecException("rewards", "With shifted a trial has the entry of the trial before as its reward, which no task "
                    + "gives, so the experiment cannot be repeated; use recorded.");
        }
        List<Fly> flies = located(() -> folders(settings, context).stream()
                .filter(folder -> !settings.heldOut().contains(folder.name())).map(folder -> Fly.read(folder, settings.blocks())).toList());
        int inputs = switch (settings.step()) {
            case ENCOUNTER -> context.inputs();
            case CHOICE -> 0;
        };
        return new ArenaExperiment(settings, flies, inputs);
    }

    /** Puts what is wrong with a file under the setting that names its folder. */
    private static <T> T located(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InvalidSpecException invalid) {
            if (!invalid.key().equals("files")) {
                throw invalid;
            }
            InvalidSpecException located = new InvalidSpecException(ArenaSettings.FOLDERS, String.valueOf(invalid.getMessage()));
            located.initCause(invalid);
            throw located;
        }
    }

    private static List<FlyFolder> folders(ArenaSettings settings, DataContext context) {
        List<FlyFolder> folders = FlyFolder.find(settings.folders(), context.directory());
        requireKnown(settings, folders);
        return folders;
    }

    private static Dataset read(ArenaSettings settings, DataContext context) {
        List<FlyFolder> folders = folders(settings, context);
        Optional<OdourCode> code = switch (settings.step()) {
            case ENCOUNTER -> Optional.of(OdourCode.draw(context.inputs(), settings.inputMean(), context.seed().child("odour code")));
            case CHOICE -> Optional.empty();
        };
        Seed noise = context.seed().child("input noise");
        Map<String, Session> sessions = new LinkedHashMap<>();
        List<Warning> warnings = new ArrayList<>();
        for (FlyFolder folder : folders) {
            Fly fly = Fly.read(folder, settings.blocks());
            warnings.addAll(fly.warnings());
            // By name and number, not by place in the list: one more fly leaves all others as they are.
            sessions.put(folder.name(), new Session(fly, settings, code, noise.child(folder.name())));
        }
        Dataset.Builder builder = Dataset.builder(
                        code.map(odours -> Encounters.channels(odours.inputs())).orElseGet(Session::choiceChannels))
                .warnings(warnings).options(code.isPresent() ? List.of() : Session.ODOURS);
        sessions.values().forEach(session ->
                IntStream.rangeClosed(1, settings.first()).forEach(number -> builder.trajectories(session.resampling(number))));
        return settings.mayDrawMore() ? builder.replicates((recording, number) ->
                Objects.requireNonNull(sessions.get(recording)).resampling(number)).build() : builder.build();
    }

    private static void requireKnown(ArenaSettings settings, List<FlyFolder> folders) {
        List<String> names = folders.stream().map(FlyFolder::name).toList();
        for (String name : settings.heldOut()) {
            if (!names.contains(name)) {
                throw new InvalidSpecException("held-out", "There is no fly '" + name + "'; " + Nearest.to(name, names)
                        .map(nearest -> "did you mean '" + nearest + "'?").orElse("the flies are " + String.join(", ", names) + "."));
            }
        }
        if (settings.heldOut().containsAll(names)) {
            throw new InvalidSpecException("held-out", "All flies are held out, so there is nothing to fit; expected at least one that is "
                    + "not.");
        }
    }
}
