package org.deltaw.study.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.select.SelectionCheckpoint;
import org.deltaw.spec.json.JsonInput;
import org.deltaw.spi.InvalidSpecException;

/** What a choice of terms needs to be gone on with, as JSON. Reading what was written gives the same bits. */
final class SelectionJson {
    private static final String FITS = "fits";

    private SelectionJson() {}

    /** Returns what {@code spec.json.JsonText} writes. */
    static Map<String, Object> write(SelectionCheckpoint checkpoint) {
        return Map.of(FITS, checkpoint.fits());
    }

    /**
     * Reads a checkpoint.
     *
     * @throws InvalidSpecException if the file is damaged
     */
    static SelectionCheckpoint read(Path file) {
        return JsonInput.read(file, in -> {
            List<List<double[]>> fits = new ArrayList<>();
            in.map(key -> {
                if (key.equals(FITS)) {
                    in.list(() -> fits.add(vectors(in)));
                } else {
                    in.skip();
                }
            });
            return new SelectionCheckpoint(fits);
        });
    }

    private static List<double[]> vectors(JsonInput in) {
        List<double[]> vectors = new ArrayList<>();
        in.list(() -> vectors.add(in.numbers()));
        return vectors;
    }
}
