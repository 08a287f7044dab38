package org.deltaw.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.study.report.Numbers;

/** Says how large data are that were written into files. */
final class DataText {
    private DataText() {}

    /** Writes as in {@code 5 trajectories (2 held out), 1,250 steps}. */
    static String size(Dataset dataset) {
        return Numbers.count(dataset.trajectories().size(), "trajectory") + " (" + Numbers.count(heldOut(dataset)) + " held out), "
                + Numbers.count(steps(dataset), "step");
    }

    /** Says it for programs. */
    static Map<String, Object> json(Dataset dataset, List<String> files) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trajectories", dataset.trajectories().size());
        json.put("heldOut", heldOut(dataset));
        json.put("steps", steps(dataset));
        json.put("files", files);
        return json;
    }

    private static long heldOut(Dataset dataset) {
        return dataset.trajectories().stream().filter(Trajectory::isHeldOut).count();
    }

    private static long steps(Dataset dataset) {
        return dataset.trajectories().stream().mapToLong(Trajectory::steps).sum();
    }
}
