package org.deltaw.study.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.SourceFile;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.storage.Sha256;

/**
 * What a run was to predict, by which it is known whether two runs had the same data: what a model is told, such as raw
 * or expected rewards, may differ.
 *
 * @param separate whether each subject has parameters of its own
 * @param fittedNumbers how many numbers are fitted, to each subject if they are separate; the most, if some have more sessions with
 *     numbers of their own
 * @param misfits the losses that compare with data
 */
public record DataRecord(
        boolean separate, int fittedNumbers, List<String> misfits, List<Recorded> training, List<Recorded> heldOut) {
    /** Its place in the directory of a run. */
    public static final String FILE = "data.json";

    /**
     * A trajectory.
     *
     * @param targets a digest of all observed values that are to be predicted
     * @param columns a digest of everything: what a model is told, too
     * @param files from which it was read; of the run's identity no part, since a file may hold more than what is used
     */
    public record Recorded(
            String id, String subject, String recording, String targets, String columns, List<SourceFile> files) {
        public Recorded {
            files = List.copyOf(files);
        }
    }

    /** Takes down what a opened fits. */
    public static DataRecord of(OpenFit opened, boolean separate) {
        List<Problem> problems = opened.problems();
        return new DataRecord(separate, problems.stream().mapToInt(problem -> problem.names().size()).max().orElse(0), opened.misfits(),
                recorded(problems.stream().flatMap(problem -> problem.trajectories().stream()).toList()),
                recorded(problems.stream().flatMap(problem -> problem.heldOut().stream()).toList()));
    }

    /** Takes down data of which no fit has been made yet. */
    public static DataRecord of(Dataset dataset, boolean separate) {
        Map<Boolean, List<Trajectory>> heldOut = dataset.trajectories().stream()
                .collect(Collectors.partitioningBy(Trajectory::isHeldOut));
        return new DataRecord(separate, 0, List.of(),
                recorded(Objects.requireNonNull(heldOut.get(false))), recorded(Objects.requireNonNull(heldOut.get(true))));
    }

    /**
     * Reads that of a run.
     *
     * @throws InvalidSpecException if there is none
     */
    public static DataRecord read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new InvalidSpecException("The run in " + folder + " has no " + FILE + ", so it is not known to which data it "
                    + "was fitted; fit it again with this DeltaW.");
        }
        JsonTree json = JsonTree.read(file);
        return new DataRecord(json.text("subjects").equals("separate"), (int) json.number("fittedNumbers").orElse(0),
                json.texts("misfits"), recordedIn(json, "training"), recordedIn(json, "heldOut"));
    }

    private static List<Recorded> recordedIn(JsonTree json, String key) {
        return json.list(key).stream().map(each -> new Recorded(
                each.text("id"), each.text("subject"), each.text("recording"), each.text("targets"),
                each.text("columns"),
                each.list("files").stream().map(file -> new SourceFile(file.text("name"), file.text("sha256"))).toList())).toList();
    }

    /** Returns a digest of all but the files, whose names and other contents do not matter. */
    public String digest() {
        return Sha256.of(new DataRecord(separate, fittedNumbers, misfits, withoutFiles(training), withoutFiles(heldOut)).json());
    }

    private static List<Recorded> withoutFiles(List<Recorded> all) {
        return all.stream().map(each -> new Recorded(each.id(), each.subject(), each.recording(), each.targets(), each.columns(),
                List.of())).toList();
    }

    /** Writes it. */
    public String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subjects", separate ? "separate" : "pooled");
        json.put("fittedNumbers", fittedNumbers);
        json.put("misfits", misfits);
        json.put("training", training.stream().map(DataRecord::json).toList());
        json.put("heldOut", heldOut.stream().map(DataRecord::json).toList());
        return JsonText.write(json);
    }

    private static Map<String, Object> json(Recorded recorded) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", recorded.id());
        json.put("subject", recorded.subject());
        json.put("recording", recorded.recording());
        json.put("targets", recorded.targets());
        json.put("columns", recorded.columns());
        if (!recorded.files().isEmpty()) {
            json.put("files", recorded.files().stream().map(DataRecord::json).toList());
        }
        return json;
    }

    private static Map<String, Object> json(SourceFile file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", file.name());
        json.put("sha256", file.sha256());
        return json;
    }

    private static List<Recorded> recorded(List<Trajectory> trajectories) {
        return trajectories.stream().map(each ->
                new Recorded(each.id(), each.subject(), each.recording(), targets(each), columns(each),
                        each.files())).toList();
    }

    private static String columns(Trajectory trajectory) {
        MessageDigest digest = Sha256.digest();
        List<Channel> channels = new ArrayList<>(trajectory.columns().keySet());
        channels.sort(Comparator.comparing(Channel::role).thenComparing(Channel::name));
        for (Channel channel : channels) {
            update(digest, channel.role() + " " + channel.name(), trajectory.column(channel));
        }
        new TreeMap<>(trajectory.initialStates()).forEach((state, values) -> update(digest, "STATE " + state, values));
        if (trajectory.sessions().size() > 1) {
            update(digest, "SESSIONS", trajectory.sessions().stream().mapToDouble(Trajectory.Session::from).toArray());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String name, double[] values) {
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        digest.update(bytes.array());
    }

    private static String targets(Trajectory trajectory) {
        MessageDigest digest = Sha256.digest();
        List<Channel> targets = new ArrayList<>(trajectory.columns().keySet());
        targets.removeIf(channel -> channel.role() != Channel.Role.TARGET);
        targets.sort(Comparator.comparing(Channel::name));
        for (Channel target : targets) {
            digest.update(target.name().getBytes(StandardCharsets.UTF_8));
            Optional<Channel> mask = trajectory.columns().keySet().stream()
                    .filter(channel -> channel.role() == Channel.Role.MASK && channel.name().equals(target.name())).findFirst();
            double[] values = trajectory.column(target);
            double[] observed = mask.map(trajectory::column).orElse(new double[0]);
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
            for (int i = 0; i < values.length; i++) {
                boolean seen = observed.length == 0 || observed[i * observed.length / values.length] != 0;
                bytes.putDouble(seen ? values[i] : Double.NaN);
            }
            digest.update(bytes.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
