package org.deltaw.formats.text;

import static org.deltaw.formats.Opened.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.Group;
import org.deltaw.formats.Node;
import org.deltaw.formats.Opened;
import org.deltaw.formats.Shape;
import org.deltaw.formats.TextOptions;
import org.deltaw.formats.Type;
import org.deltaw.formats.content.DecimalNumber;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {
    private static final double NAN = Double.NaN;

    private static double[] numbers(String text, String column) {
        return Opened.numbers(text.getBytes(StandardCharsets.UTF_8), column);
    }

    private static String[] texts(String text, String column) {
        return Opened.texts(text.getBytes(StandardCharsets.UTF_8), column);
    }

    private static List<String> names(String text) {
        return Opened.with(text, file -> file.root().members().stream().map(Node::name).toList());
    }

    private static Type type(String text, String column) {
        return Opened.with(text, file -> Opened.variable(file, column).type());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void separatorIsFound(String separator) {
        String text = "a,b,note\n1,0.5,\"x, y; z\"\n2,1.5,\"p | q\"\n".replaceAll(",(?! )", separator.replace("|", "\\|"));
        assertEquals(List.of("a", "b", "note"), names(text));
        assertArrayEquals(new double[] {0.5, 1.5}, numbers(text, "b"));
        assertArrayEquals(new String[] {"x, y; z", "p | q"}, texts(text, "note"));
        assertEquals(Group.Kind.TABLE, Opened.with(text, file -> file.root().kind()));
    }

    @Test
    void commaIsTheDecimalSignWhereItPartsNoCells() {
        assertArrayEquals(new double[] {0.5, -1250, 3}, numbers("a;b\n0,5;x\n-1,25e3;y\n3;z\n", "a"));
        assertEquals(Type.NUMBER, type("a;b\n0,5;x\n3;y\n", "a"));
        assertRefused("line 2, column 'a': found '0,5', expected a number, as in 0.5.", "a\tb\n0,5\t1\n", "a");
        TextOptions comma = TextOptions.builder().decimal(',').build();
        assertArrayEquals(new double[] {0.5}, Opened.with("a\tb\n0,5\t1\n".getBytes(StandardCharsets.UTF_8), comma,
                file -> Opened.variable(file, "a").numbers()));
    }

    private static void assertRefused(String message, String text, String column) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> numbers(text, column));
        assertEquals("file: " + message, refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "0x1p0", "0.5f", "1_000", "1e", ".", "-", "Infinity", "inf", "1e999", "1 2", "\u0661", "--1", "1.2.3"})
    void onlyDecimalNumbersAreNumbers(String cell) {
        assertRefused("line 3, column 'x': found '" + cell + "', expected a number, as in 0.5.", "x,y\n1,2\n" + cell + ",2\n", "x");
        assertEquals(Type.TEXT, type("x,y\n1,2\n" + cell + ",2\n", "x"));
    }

    @Test
    void decimalNumbersAreReadAsJavaReadsThem() {
        String[] cells = {"0", "-0.0", "+1.5", ".5", "5.", "1e5", "1E-5", "0.1", "123456789012345678", "9007199254740993",
                "1.7976931348623157e308",
                "4.9e-324", "0.721562042596961", "3.14159265358979323846264338327950288", "1e22", "1e23", "123456.789e-30", "00012.50"};
        double[] expected = Arrays.stream(cells).mapToDouble(Double::parseDouble).toArray();
        assertArrayEquals(expected, numbers("x,y\n" + String.join(",1\n", cells) + ",1\n", "x"), 0);
    }

    @Test
    void randomNumbersAreReadAsJavaReadsThem() {
        RandomGenerator random = new Seed(7).generator();
        for (int i = 0; i < 200_000; i++) {
            int digits = random.nextInt(1, 20);
            String number = (random.nextBoolean() ? "" : "-") + random.nextLong(1, (long) Math.min(1e18, Math.pow(10, digits)))
                    + (random.nextBoolean() ? "" : "." + random.nextInt(1_000_000)) + (random.nextInt(3) > 0 ? ""
                    : "e" + random.nextInt(-30, 30));
            String other = Double.toString(random.nextGaussian());
            for (String text : List.of(number, other)) {
                byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
                assertEquals(Double.parseDouble(text), new DecimalNumber('.').read(bytes, 0, bytes.length), 0, text);
            }
        }
    }

    @Test
    void typesFollowFromAllCells() {
        String text = "i,n,b,t,e,m\n1,1,True,a,,NA\n-2,0.5,FALSE,1,,1\n,nan,,b,,2\n";
        assertEquals(List.of(Type.INTEGER, Type.NUMBER, Type.BOOLEAN, Type.TEXT, Type.NUMBER, Type.TEXT),
                Opened.with(text, file -> file.root().variables().stream().map(each -> each.type()).toList()));
        assertArrayEquals(new double[] {1, 0, NAN}, numbers(text, "b"));
        assertArrayEquals(new double[] {1, 0.5, NAN}, numbers(text, "n"));
    }

    @Test
    void wordsForMissingNumbersAreTheCallers() {
        byte[] text = "x,y\nNA,1\n 2 ,1\n-,1\n".getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(new double[] {NAN, 2, NAN},
                Opened.with(text, file -> Opened.variable(file, "x").numbers(List.of("NA", "-")::contains)));
        assertArrayEquals(new String[] {"NA", "2", "-"}, Opened.texts(text, "x"));
    }

    @Test
    void quotedCellsMayHoldLinesAndQuotes() {
        String text = "a,b\r\n\"one\r\ntwo\",\"say \"\"hi\"\"\"\r\n  \"x\" , 3 \r\n";
        assertArrayEquals(new String[] {"one\r\ntwo", "x"}, texts(text, "a"));
        assertArrayEquals(new String[] {"say \"hi\"", "3"}, texts(text, "b"));
        assertEquals("line 4, column 'b'", Opened.with(text, file -> Opened.variable(file, "b").place(1)));
        assertRefused("line 2 has a quote that is not closed; close it, or remove it.", "a,b\n1,\"2\n3,4\n", "a");
    }

    @Test
    void linesMayEndAsOnAnySystem() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertArrayEquals(new double[] {1, 2}, numbers("a,b" + end + "1,x" + end + "2,y", "a"));
        }
    }

    @Test
    void encodingsAreFollowed() {
        String text = "größe,b\n1,ä\n";
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_8)) {
            assertArrayEquals(new String[] {"ä"}, Opened.texts(("\uFEFF" + text).getBytes(charset), "b"), charset.name());
        }
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        assertRefused("the text is not UTF-8, for line 1 holds byte 0xf6; set encoding: windows-1252 if its letters are those of Windows, "
                + "or save the file again in UTF-8.", latin);
        TextOptions windows = TextOptions.builder().encoding(Charset.forName("windows-1252")).build();
        assertArrayEquals(new double[] {1}, Opened.with(latin, windows, file -> Opened.variable(file, "größe").numbers()));
    }

    private static void assertRefused(String message, byte[] content) {
        Opened.assertRefused(message, content);
    }

    @Test
    void separatorMayBeDeclared() {
        assertEquals(List.of("a,b", "c"), names("sep=;\na,b;c\n1;2\n"));
        assertEquals(List.of("a;b", "c"), names("SEP=,\r\na;b,c\r\n1;3,2\r\n"));
    }

    @Test
    void commentsAndEmptyLinesAreLeftOut() {
        String text = "# rig 3, on, Monday\n#\n\na,b\n1,2\n   \n# pause\n3,4\n\n";
        assertEquals(List.of("a", "b"), names(text));
        assertArrayEquals(new double[] {1, 3}, numbers(text, "a"));
        TextOptions percent = TextOptions.builder().comment("%%").build();
        assertArrayEquals(new double[] {1}, Opened.with("a,b\n%% x\n1,2\n".getBytes(StandardCharsets.UTF_8), percent,
                file -> Opened.variable(file, "a").numbers()));
    }

    @Test
    void namesMayStandInTheCommentAboveNumbers() {
        assertEquals(List.of("choice", "reward"), names("# made by numpy\n# choice,reward\n0,1\n1,0\n"));
        assertEquals(List.of("0", "1"), names("# no names\n0.5,1\n1,0\n"));
        assertEquals(List.of("0", "1"), names("0,1\n0.5,1\n"));
        assertArrayEquals(new double[] {0, 1}, numbers("# choice,reward\n0,1\n1,0\n", "choice"));
    }

    @Test
    void columnsWithoutANameAreNamedByTheirPlaceUnlessTheyAreEmpty() {
        assertEquals(List.of("column 1", "a", "b"), names(",a,b\n0,1,2\n1,3,4\n"));
        assertEquals(List.of("a", "b"), names("a,b,,\n1,2,,\n3,4,,\n,,,\n"));
        assertArrayEquals(new double[] {1, 3}, numbers("a,b,,\n1,2,,\n3,4,,\n,,,\n", "a"));
        assertEquals(List.of("column 1", "a", "b"), names("\"a\"\t\"b\"\n\"1\"\t0.5\t2\n\"2\"\t1.5\t4\n"));
        assertEquals(List.of("a", "b"), names("a,b,\n1,2\n3,4\n"));
    }

    @Test
    void columnsNamedAlikeAreRefusedOnlyIfAskedFor() {
        assertArrayEquals(new double[] {2}, numbers("x,y,x\n1,2,3\n", "y"));
        assertRefused("two columns are named 'x'; rename one of them.", "x,y,x\n1,2,3\n", "x");
    }

    @Test
    void rowsOfOtherLengthsAreRefused() {
        assertRefused("line 3 has 1 cell, expected 2 as in the first line; look for a missing or additional separator.", "a,b\n1,2\n3\n",
                "a");
    }

    @Test
    void tableWithoutRowsHasColumns() {
        assertEquals(Shape.of(0), Opened.with("a,b\n", file -> Opened.variable(file, "b").shape()));
    }

    @Test
    void formatIsNamed() {
        assertEquals("TSV", Opened.with("a\tb\n1\t2\n", DataFile::format));
        assertEquals("CSV with ';'", Opened.with("a;b\n1;2\n", DataFile::format));
    }

    @Test
    void longTablesTakeLittleTime() {
        StringBuilder text = new StringBuilder("trial,x,choice,subject\n");
        for (int i = 0; i < 200_000; i++) {
            text.append(i).append(',').append(Math.sin(i)).append(',').append(i % 2).append(",mouse").append(i / 1000).append('\n');
        }
        byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        double sum = Opened.with(content, file -> {
            assertEquals(Type.NUMBER, Opened.variable(file, "x").type());
            assertEquals("mouse199", Opened.variable(file, "subject").texts()[199_999]);
            return Opened.variable(file, "x").numbers()[199_999] + Opened.variable(file, "trial").numbers()[199_999];
        });
        assertEquals(Math.sin(199_999) + 199_999, sum);
        // Of the processor, for others may be at work on the machine.
        double seconds = (threads.getCurrentThreadCpuTime() - start) * 1e-9;
        assertTrue(seconds < 1.5, "took " + seconds + " s");
    }
}
