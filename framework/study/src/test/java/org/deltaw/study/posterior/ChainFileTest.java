package org.deltaw.study.posterior;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.PowerCut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainFileTest {
    private static final StanColumns COLUMNS = StanColumns.of(List.of("rule.w", "rule.x*r@Fly1", "rule.x*r@Fly2"));
    private static final ChainHeader HEADER = new ChainHeader("fly rule", 2, 7, 3, new ChainHeader.NoUTurn(1000, 0.9, 10,
            new ChainHeader.Adapted(0.25, ChainHeader.Metric.DENSE, new double[] {1, 0.5, 2})));
    private static final double[][] DRAWS = {{-0.05, 1 / 3.0, 1e-300}, {Double.NaN, Double.POSITIVE_INFINITY, -1}, {0.5, -0.0, 12345678.9}};

    @TempDir
    private Path folder;

    private static ChainDraw draw(int index) {
        return new ChainDraw(-10.5 - index, Optional.of(new ChainDraw.Move(0.93, 0.25, new ChainDraw.Trajectory(3, 7, index == 1), 12.25)),
                DRAWS[index]);
    }

    private Path written() {
        Path file = folder.resolve("chain-2.csv");
        new ChainFile(HEADER, COLUMNS).write(file, ChainFileTest::draw);
        return file;
    }

    private String refusal(String text) throws Exception {
        Path file = folder.resolve("bad.csv");
        Files.writeString(file, text);
        String message = assertThrows(InvalidSpecException.class, () -> ChainReader.read(file)).getMessage();
        return message.replace(file.toString(), "bad.csv");
    }

    @Test
    void theFileIsStans() throws Exception {
        List<String> lines = Files.readAllLines(written());
        assertEquals("# model = fly_rule", lines.getFirst());
        int names = lines.indexOf("lp__,accept_stat__,stepsize__,treedepth__,n_leapfrog__,divergent__,energy__,"
                + "rule_w,rule_x_r.1,rule_x_r.2");
        assertEquals(List.of("# Adaptation terminated", "# Step size = 0.25", "# Diagonal elements of inverse mass matrix:",
                "# 1.0, 0.5, 2.0", "-10.5,0.93,0.25,3,7,0,12.25,-0.05,0.3333333333333333,1.0E-300",
                "-11.5,0.93,0.25,3,7,1,12.25,nan,inf,-1.0", "-12.5,0.93,0.25,3,7,0,12.25,0.5,-0.0,1.23456789E7"),
                lines.subList(names + 1, lines.size()));
    }

    @Test
    void everyBitIsReadAgain() {
        Chain chain = ChainReader.read(written());
        assertArrayEquals(new double[] {-10.5, -11.5, -12.5}, chain.columns().get("lp__"));
        assertArrayEquals(new double[] {0, 1, 0}, chain.columns().get("divergent__"));
        for (int column = 0; column < 3; column++) {
            int place = column;
            assertArrayEquals(Arrays.stream(DRAWS).mapToDouble(draw -> draw[place]).toArray(),
                    chain.columns().get(COLUMNS.columns().get(column)));
        }
        assertEquals("1000", chain.settings().get("num_warmup"));
        assertEquals("0.25", chain.settings().get("Step size"));
        assertEquals("7", chain.settings().get("seed"));
    }

    @Test
    void particlesHaveTheirDensitiesAlone() {
        Path file = folder.resolve("particles.csv");
        new ChainFile(new ChainHeader("fly", 1, 3, 2, new ChainHeader.Particles()), COLUMNS)
                .write(file, i -> new ChainDraw(i, Optional.empty(), DRAWS[0]));
        assertEquals(List.of("lp__", "rule_w", "rule_x_r.1", "rule_x_r.2"), List.copyOf(ChainReader.read(file).columns().keySet()));
    }

    @Test
    void aFileWithoutItsEndIsRefusedWhereverItWasCut() throws Exception {
        byte[] whole = Files.readAllBytes(written());
        Path cut = folder.resolve("cut.csv");
        for (int length = 0; length < whole.length; length++) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThrows(InvalidSpecException.class, () -> ChainReader.read(cut));
        }
    }

    @Test
    void refusalsSayWhatIsWrong() throws Exception {
        String text = Files.readString(written());
        assertEquals("bad.csv is shorter than its 3 draws of 10 numbers, so a part of it is missing; sample again.",
                refusal(text.substring(0, text.lastIndexOf("-12.5"))));
        assertEquals("bad.csv is shorter than its 300000000 draws of 10 numbers, so a part of it is missing; sample again.",
                refusal(text.replace("num_samples = 3", "num_samples = 300000000")));
        assertEquals("bad.csv, line 26, column rule_w: expected a number, found 'x'; sample again.", refusal(text.replace("-0.05", "x")));
        assertEquals("bad.csv, line 26: found 11 numbers, expected 10, so a part of the file is missing; sample again.",
                refusal(text.replace("-0.05", "1,2")));
        assertEquals("bad.csv, line 28: found more draws than the 2 that its comments promise; sample again.",
                refusal(text.replace("num_samples = 3", "num_samples = 2")));
        assertEquals("bad.csv has two columns that are called 'rule_w'.", refusal(text.replace("rule_x_r.1", "rule_w")));
        assertEquals("bad.csv is not a chain: it has no line with names of columns.", refusal("# model = x\n"));
        assertEquals("bad.csv is not a chain that can be read: its comments say num_samples = '' and save_warmup = '0'; expected a number "
                + "and false.", refusal("a,b\n1,2\n"));
        assertEquals("nothing.csv could not be read: nothing.csv does not exist.", assertThrows(InvalidSpecException.class,
                () -> ChainReader.read(Path.of("nothing.csv"))).getMessage());
    }

    @Test
    void aDrawMustFitTheColumns() {
        ChainFile file = new ChainFile(HEADER, COLUMNS);
        ChainDraw particle = new ChainDraw(0, Optional.empty(), DRAWS[0]);
        assertEquals("A draw has 3 numbers; expected 3 and how it was reached.", assertThrows(IllegalArgumentException.class,
                () -> file.write(folder.resolve("wrong.csv"), _ -> particle)).getMessage());
    }

    @Test
    void aPowerCutLeavesTheFileAsAWholeOrNotAtAll() throws Exception {
        Path file = folder.resolve("chain-1.csv");
        boolean done = false;
        for (int operation = 1; !done; operation++) {
            done = PowerCut.before(operation, () -> new ChainFile(HEADER, COLUMNS).write(file, ChainFileTest::draw));
            if (!done && Files.exists(file)) {
                assertEquals(3, ChainReader.read(file).columns().get("rule_w").length);
            }
        }
        assertFalse(ChainReader.read(file).columns().isEmpty());
    }
}
