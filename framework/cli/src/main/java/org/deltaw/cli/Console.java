package org.deltaw.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltaw.spi.Warning;
import org.jspecify.annotations.Nullable;

/**
 * Where commands write: results and progress to one stream, warnings and errors to the other. The only
 * place that knows the process's own streams. For programs ({@code --json}) it writes none of the text. May be used by several
 * threads.
 */
final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final boolean coloured;
    private final Watched watched;
    private final Set<Warning> warnings = Collections.synchronizedSet(new LinkedHashSet<>());
    private volatile Form form = Form.TEXT;
    private volatile boolean progressLines;
    private volatile boolean started;

    /** For whom the text is. */
    enum Form {
        /** For a person who watches. */
        TEXT,
        /** For a person who wants the result alone. */
        QUIET,
        /** For programs, who get no text. */
        JSON
    }

    private Console(PrintWriter out, PrintWriter err, boolean terminal, boolean coloured, Watched watched) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.coloured = coloured;
        this.watched = watched;
    }

    /** Opens the streams of the process. */
    @SuppressWarnings("SystemConsoleNull") // A Java without the module of its console may still have none.
    static Console ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean terminal = System.console() != null && System.console().isTerminal()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        Watched out = new Watched(new FileOutputStream(FileDescriptor.out));
        return new Console(
                new PrintWriter(new OutputStreamWriter(out, charset("stdout.encoding")), true),
                new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.err),
                        charset("stderr.encoding")), true),
                terminal, terminal && environment.getOrDefault("NO_COLOR", "").isEmpty(), out);
    }

    /** Writes to the given places, without colours. */
    static Console of(Writer out, Writer err, boolean terminal) {
        return new Console(new PrintWriter(out, true), new PrintWriter(err, true), terminal, false,
                new Watched(OutputStream.nullOutputStream()));
    }

    /** In the C locale Java would write '?' for all that is not ASCII; what reads that today reads UTF-8. */
    private static Charset charset(String property) {
        Charset charset = Charset.forName(System.getProperty(property, "UTF-8"), StandardCharsets.UTF_8);
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }

    /** Returns where results go, for libraries that write themselves. */
    PrintWriter out() {
        return out;
    }

    /** Returns where errors go, for libraries that write themselves. */
    PrintWriter err() {
        return err;
    }

    /**
     * Says for whom to write from now on.
     *
     * @param progressLines whether to write progress as JSON, a line each, to the stream of errors
     */
    void use(Form form, boolean progressLines) {
        this.form = form;
        this.progressLines = progressLines;
    }

    /** Tells whether a program reads the result. */
    boolean isForPrograms() {
        return form == Form.JSON;
    }

    /** Tells whether progress is written for programs. */
    boolean hasProgressLines() {
        return progressLines;
    }

    /** Returns all warnings so far. */
    List<Warning> warnings() {
        synchronized (warnings) {
            return List.copyOf(warnings);
        }
    }

    /** Tells whether a person watches, so that a line may be written over. */
    boolean isTerminal() {
        return terminal && form == Form.TEXT && !progressLines;
    }

    /** Tells whether colours are welcome. */
    boolean isColoured() {
        return coloured;
    }

    /** Writes lines of a result. */
    void print(String lines) {
        if (form != Form.JSON) {
            started = true;
            out.println(lines);
        }
    }

    /** Writes lines of what is about to be done, or of how it goes. */
    void note(String lines) {
        if (form == Form.TEXT) {
            print(lines);
        }
    }

    /** Writes the title of what is about to be done. */
    void noteTitle(String title) {
        if (form == Form.TEXT) {
            title(title);
        }
    }

    /** Writes what programs read. */
    void object(String json) {
        out.println(json);
    }

    /** Writes how far a part has come, for programs. */
    void progress(ProgressLine line) {
        err.println(line.json());
    }

    /** Writes the title of a part of a result. */
    void title(String title) {
        if (form == Form.JSON) {
            return;
        }
        if (started) {
            out.println();
        }
        started = true;
        out.println(coloured ? "\u001B[1m" + title + "\u001B[0m" : title);
    }

    /** Writes a line over the last such one; for terminals. */
    void overwrite(String line) {
        out.print("\r" + line + "\u001B[K");
        out.flush();
    }

    /** Says that something is amiss but goes on; what was said before is not said again. */
    void warn(Warning warning) {
        if (!warnings.add(warning) || form == Form.JSON) {
            return;
        }
        err.println("deltaw: " + (coloured ? "\u001B[33mwarning\u001B[0m" : "warning") + ": " + warning.message());
    }

    /** Says why a command ends. */
    void error(String sentence) {
        err.println("deltaw: " + sentence);
    }

    /**
     * Writes what is still to be written.
     *
     * @return why not all results reached their place; empty if they did, or if their reader has left, as
     *     {@code head} does when it has seen enough
     */
    Optional<IOException> flush() {
        out.flush();
        err.flush();
        return Optional.ofNullable(watched.failure).filter(failure -> !isClosedPipe(failure));
    }

    private static boolean isClosedPipe(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        // The words of Unix and of Windows.
        return message.contains("Broken pipe") || message.contains("pipe is being closed");
    }

    /** Remembers what a {@link PrintWriter} keeps to itself: that a stream failed, and why. */
    private static final class Watched extends FilterOutputStream {
        private volatile @Nullable IOException failure;

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
