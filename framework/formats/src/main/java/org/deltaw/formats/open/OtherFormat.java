package org.deltaw.formats.open;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Names the formats that people have and that are not read, and says what to do with them. */
final class OtherFormat {
    /**
     * A format known by its first bytes.
     *
     * @param begins in ISO 8859-1
     */
    private record Magic(String begins, String why) {}

    private static final String AS_CSV = "save it as CSV.";
    private static final String PICKLE = "this is a Python pickle, which is not read, since reading it may run any program; save it with "
            + "numpy.savez or as CSV.";

    /** Sources: the formats' own documents, and the magic numbers of the program file(1). */
    private static final List<Magic> MAGIC = List.of(
            new Magic("version https://git-lfs.github.com/spec/", "this is a git-LFS pointer, which stands for a file that was not "
                    + "fetched; get the file itself with 'git lfs pull', or download it."),
            new Magic("PAR1", "this is a Parquet file, which is not read; save it as CSV, as df.to_csv('file.csv') does in Python."),
            new Magic("ARROW1", "this is an Arrow or Feather file, which is not read; save it as CSV, as df.to_csv('file.csv') does in "
                    + "Python."),
            new Magic("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "this is an old Excel or Word document (.xls, .doc), which is "
                    + "not read; open it and " + AS_CSV),
            new Magic("\u0000\u0005\u0016\u0007", "this is what macOS notes down about a file (._*), not the file itself; list that "
                    + "one, and delete this."),
            new Magic("%PDF", "this is a PDF document, which is not read; " + AS_CSV),
            new Magic("SQLite format 3", "this is a SQLite database, which is not read; export the table as CSV."),
            new Magic("RDX", "this is an R data file, which is not read; save it as CSV, as write.csv does in R."),
            new Magic("RDA", "this is an R data file, which is not read; save it as CSV, as write.csv does in R."),
            new Magic("X\n\u0000\u0000\u0000", "this is an R data file (.rds), which is not read; save it as CSV, as write.csv does in R."),
            new Magic("BZh", "the file was compressed by bzip2, which is not read; unpack it first, or compress it with gzip."),
            new Magic("\u00fd7zXZ", "the file was compressed by xz, which is not read; unpack it first, or compress it with gzip."),
            new Magic("(\u00b5/\u00fd", "the file was compressed by zstd, which is not read; unpack it first, or compress it with gzip."),
            new Magic("7z\u00bc\u00af", "this is a 7z archive, which is not read; unpack it first."),
            new Magic("Rar!", "this is a RAR archive, which is not read; unpack it first."),
            new Magic("Octave-1-", "this is a file in Octave's binary format, which is not read; save it in Octave with save('-v7', "
                    + "'file.mat')."),
            new Magic("\u0080\u0002", PICKLE), new Magic("\u0080\u0003", PICKLE), new Magic("\u0080\u0004", PICKLE),
            new Magic("\u0080\u0005", PICKLE));

    private OtherFormat() {}

    /**
     * Says why a file is not read; empty if nothing speaks against it.
     *
     * @param head its first bytes
     */
    static Optional<String> refusal(byte[] head) {
        if (head.length == 0) {
            return Optional.of("the file is empty; copy or save it again.");
        }
        Optional<String> known = MAGIC.stream().filter(each -> begins(head, each.begins())).map(Magic::why).findFirst();
        return known.isPresent() ? known : ofText(head).or(() -> ofBytes(head));
    }

    private static boolean begins(byte[] head, String with) {
        byte[] bytes = with.getBytes(StandardCharsets.ISO_8859_1);
        return head.length >= bytes.length && Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
    }

    private static Optional<String> ofText(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1).stripLeading();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            return Optional.of("this is a web page (HTML), perhaps in place of a file that could not be downloaded; download it again.");
        }
        if (lower.startsWith("<?xml")) {
            return Optional.of("this is an XML document, which is not read; " + AS_CSV);
        }
        if (text.startsWith("# Created by Octave") || text.startsWith("# name: ")) {
            return Optional.of("this is a file in Octave's text format, which is not read; save it in Octave with save('-v7', "
                    + "'file.mat').");
        }
        boolean json = text.matches("(?s)(\\{\\s*(\"[^\"]*\"\\s*:|\\}).*|\\[\\s*([\\[{\"\\d\\-\\]]).*)");
        return json ? Optional.of("this is JSON, which is not read; save it as CSV, as pandas.read_json('file').to_csv('file.csv') does "
                + "in Python.") : Optional.empty();
    }

    /** Bytes that no text has. */
    private static Optional<String> ofBytes(byte[] head) {
        boolean wide = begins(head, "\u00ff\u00fe") || begins(head, "\u00fe\u00ff");
        if (wide) {
            return Optional.empty();
        }
        for (byte each : head) {
            if (each == 0) {
                return Optional.of("the format is not known, for it begins with '" + shown(head)
                        + "'; expected a table as text (CSV), NumPy's .npy or .npz, a MATLAB file, HDF5 or NWB.");
            }
        }
        return Optional.empty();
    }

    private static String shown(byte[] head) {
        return new String(head, 0, Math.min(head.length, 16), StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?");
    }
}
