package org.deltaw.plugin.fly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deltaw.spi.Seed;
import us.hebi.matlab.mat.types.Array;

/**
 * Writes the recording that DeltaW ships as an example. It is simulated, so that everybody may have it, and
 * so that it is known which rule a fit should find.
 */
final class ExampleFile {
    /** Where it belongs, from the plugin's folder. */
    static final Path PLACE = Path.of("../../distributions/standard/src/main/examples/example-fly.mat");

    private static final Seed SEED = new Seed(0);
    private static final String TITLE = "MATLAB 5.0 MAT-file: a simulated fly, not a recording of an animal";

    private ExampleFile() {}

    /** Writes the file, to {@link #PLACE} or where the argument says. */
    public static void main(String[] arguments) throws IOException {
        Files.write(arguments.length == 0 ? PLACE : Path.of(arguments[0]), bytes());
    }

    /** Returns the same bytes whenever and wherever it is called. */
    static byte[] bytes() {
        Recording fly = SimulatedFly.run(SEED);
        double[][] x = new double[fly.steps()][2];
        double[] y = new double[fly.steps()];
        for (int step = 0; step < fly.steps(); step++) {
            x[step][fly.odour(step)] = 1;
            y[step] = fly.accepted(step) ? 1 : 0;
        }
        Map<String, Array> variables = new LinkedHashMap<>();
        variables.put("X", Mats.matrix(x));
        variables.put("Y", Mats.matrix(y));
        variables.put("R", Mats.matrix(fly.rewards()));
        // Not packed, for that may differ between versions of Java; and the date of writing is replaced.
        byte[] bytes = Mats.plain(variables);
        Arrays.fill(bytes, 0, 116, (byte) ' ');
        byte[] title = TITLE.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(title, 0, bytes, 0, title.length);
        return bytes;
    }
}
