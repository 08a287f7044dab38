package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.spi.backend.Precision;
import org.deltaw.study.benchmark.BenchmarkCase;
import org.deltaw.study.benchmark.BenchmarkCases;
import org.deltaw.study.benchmark.EvaluationCase;
import org.deltaw.study.benchmark.EvaluationTiming;
import org.deltaw.study.benchmark.FitCase;
import org.deltaw.study.benchmark.FitTiming;
import org.deltaw.study.benchmark.Machine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deltaw bench} refuses, and how it shows timings; that it times is seen where all backends are installed. */
class BenchCommandTest {
    private static final EvaluationTiming.Figure STEADY = new EvaluationTiming.Figure(37.25, 35, true, 95_100, 6_600, 0.0153);
    private static final EvaluationTiming.Figure UNSTEADY = new EvaluationTiming.Figure(1240.5, 1200, false, 2.5e6, 6_600, 0.25);

    @TempDir
    private Path directory;

    private Terminal terminal;

    @BeforeEach
    void begin() {
        terminal = new Terminal(directory);
    }

    private void assertRefused(String beginning, String... options) {
        List<String> arguments = new ArrayList<>(List.of("bench", "--backend", "lab-backend"));
        arguments.addAll(List.of(options));
        Terminal.Ran ran = terminal.run(arguments.toArray(String[]::new));
        assertTrue(ran.err().startsWith("deltaw: " + beginning), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
        assertEquals(ExitCode.INPUT, ran.code());
        assertEquals("", ran.out());
    }

    @Test
    void optionsThatMakeNoSenseAreRefusedBeforeAnythingIsTimed() {
        assertRefused("No case has the words 'fruit fly' in its name; the cases are: fit of 18 flies, 5 terms; one fly, 5 terms; ",
                "--cases", "fruit fly");
        assertRefused("--seconds is 0; expected for how many seconds to measure each figure, more than 0, as in --seconds 2.",
                "--seconds", "0");
        assertRefused("--seconds is -1; ", "--seconds", "-1");
        assertRefused("--seconds is NaN; ", "--seconds", "NaN");
        assertRefused("--threads is -1; expected how many threads compute, from 1 to 4096, or 0 for one per processor.",
                "--threads", "-1");
        assertRefused("--threads is 5000; ", "--threads", "5000");
        assertRefused("--precision is 'f16'; expected f64 or f32.", "--precision", "f16");
        assertRefused("Backend 'lab-backend' does not compute in f32; it offers f64.", "--precision", "f32");
        assertRefused("No backend is called 'abacus'", "--backend", "abacus");
    }

    private static <C extends BenchmarkCase> C named(String name, Class<C> kind) {
        return kind.cast(BenchmarkCases.named(List.of(name)).getFirst());
    }

    private static EvaluationTiming timing(EvaluationTiming.Figure gradient, Optional<EvaluationTiming.Figure> curvature) {
        return new EvaluationTiming(named("400 flies, 5 terms", EvaluationCase.class), "lab-backend", Precision.F32, "lab bench",
                new EvaluationTiming.Shape(1, 400, 120_000, 5, 16), 1.041, gradient, curvature);
    }

    @Test
    void theTablesShowCasesWithUnits() {
        StringWriter out = new StringWriter();
        FitCase fit = named("fit", FitCase.class);
        EvaluationTiming timing = timing(STEADY, Optional.of(UNSTEADY));
        BenchText text = new BenchText(Console.of(out, out, false), List.of(fit, timing.measured()), 2);
        text.begin(new Machine("ACME 9", 2, "Linux 6, amd64", "25, VM"), 1, Map.of(Precision.F64, 6.02e10));
        text.show(new FitTiming(fit, "lab-backend", Precision.F64, new FitTiming.Run("lab bench", 16, 4, OptionalDouble.of(2.494)),
                new FitTiming.Run("lab bench", 17, 2.02, OptionalDouble.empty())));
        text.show(timing);
        text.end();
        String shown = out.toString().replace(System.lineSeparator(), "\n");
        for (String line : List.of(
                "ACME 9, 2 processors; Linux 6, amd64; Java 25, VM; 1 thread\n",
                "60.2 in f64 (billions",
                "  case                        backend          iterations        s        s iterations        s        s\n",
                "  fit of 18 flies, 5 terms    lab-backend f64          16     4.00     2.49         17     2.02        -\n",
                "        µs       Mop       %",
                "  400 flies, 5 terms            lab-backend f32      1,041        37.3    0.0951     1.5    1,240.5*       2.5      25"
                        + "  lab bench\n",
                "\n* ", "  400 flies, 5 terms        choices, network [2, 10, 1], 300 steps\n")) {
            assertTrue(shown.contains(line), () -> "'" + line + "' is missing in\n" + shown);
        }
    }

    @Test
    void rowsForProgramsHaveTheFiguresOfTheTable() {
        Map<String, Object> row = timing(STEADY, Optional.of(UNSTEADY)).json();
        assertEquals("400 flies, 5 terms", row.get("case"));
        assertEquals("f32", row.get("precision"));
        assertEquals(37.25, row.get("gradientMicroseconds"));
        assertEquals(1240.5, row.get("curvatureMicroseconds"));
        assertEquals(false, row.get("curvatureSteady"));
        row = timing(STEADY, Optional.empty()).json();
        assertEquals(OptionalDouble.empty(), row.get("curvatureMicroseconds"));
        assertTrue(row.keySet().stream().noneMatch(key -> key.equals("curvatureSteady")), row::toString);
    }
}
