package org.deltaw.plugin.fly;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.deltaw.behaviour.Encounters;
import org.deltaw.behaviour.OdourCode;
import org.deltaw.formats.DataFile;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Warning;
import org.deltaw.spi.data.DataContext;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.SourceFile;
import org.deltaw.spi.data.Trajectory;

/**
 * Recordings of flies that smell one odour after the other, accept or reject each, and may be rewarded for
 * accepting: one MATLAB file for each fly.
 *
 * <p>Each recording gives several trajectories, {@code Fly1/1}, {@code Fly1/2} and so on, which differ in the
 * noise of the inputs (and, as the kernel draws them for each, in the initial weights). A trial is a run of
 * rejected odours that ends in an accepted one; rejections after the last are steps without a trial. If only
 * some trials are used, the expected reward still comes from all before them.
 */
@ServiceProvider(DataSource.class)
public final class FlySource implements DataSource<FlySettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("fly");
    }

    @Override
    public String description() {
        return "Odours, choices and rewards of flies, from MATLAB files with X, Y and R";
    }

    @Override
    public Class<FlySettings> settingsType() {
        return FlySettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(
                new Citation("Mehta, Tyulmankov, Rajagopalan, Turner, Fitzgerald and Funke, Model-based inference of "
                        + "synaptic plasticity rules, NeurIPS 2024", ""),
                new Citation("Rajagopalan, Darshan, Hibbard, Fitzgerald and Turner, Reward expectations direct "
                        + "learning and drive operant matching in Drosophila, PNAS 2023; raw data",
                        "10.5281/zenodo.7449214"));
    }

    @Override
    public Dataset load(FlySettings settings, DataContext context) {
        OdourCode code = OdourCode.draw(context.inputs(), settings.inputMean(), context.seed().child("odour code"));
        Seed noise = context.seed().child("input noise");
        Map<String, Replicates> recordings = new LinkedHashMap<>();
        List<Warning> warnings = new ArrayList<>();
        for (RecordingFile file : RecordingFiles.find(settings.files(), context.directory())) {
            Recording recording;
            SourceFile source;
            try (DataFile content = file.open()) {
                recording = RecordingReader.read(file, content.root());
                source = content.source();
            }
            Recording.Part part = part(file, recording, settings);
            RejectionCheck.warning(file, recording, part).ifPresent(warnings::add);
            Session session = new Session(file.subject(), source, recording, part, settings, code);
            // By name and number, not by place in the list: one more file leaves all others as they are.
            recordings.put(file.subject(), new Replicates(session, noise.child(file.subject())));
        }
        Dataset.Builder builder = Dataset.builder(Encounters.channels(code.inputs())).warnings(warnings);
        recordings.values().forEach(each -> builder.trajectories(each.first(settings.first())));
        return settings.mayDrawMore() ? builder.replicates((recording, number) ->
                Objects.requireNonNull(recordings.get(recording)).number(number)).build() : builder.build();
    }

    /** A recording under ever other input noise. */
    private record Replicates(Session session, Seed noise) {
        Trajectory number(int number) {
            return session.resampling(number, noise.child(number));
        }

        List<Trajectory> first(int count) {
            return IntStream.rangeClosed(1, count).mapToObj(this::number).toList();
        }
    }

    private static Recording.Part part(RecordingFile file, Recording recording, FlySettings settings) {
        if (settings.range().isEmpty()) {
            return recording.all();
        }
        TrialRange range = settings.range().get();
        if (range.last() > recording.trials()) {
            throw file.refused("trials", "the recording has " + recording.trials() + " trials, but " + range
                    + " are to be used; set trials to a part of 1-" + recording.trials() + ", or leave the file out.");
        }
        return recording.part(range);
    }
}
