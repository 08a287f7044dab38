package org.deltaw.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Python with packages of a test, in a virtual environment. Needs {@code python3} with {@code venv}, and whence {@code pip} installs
 * them.
 */
public final class Python {
    private final Path folder;
    private final String interpreter;

    private Python(Path folder, String interpreter) {
        this.folder = folder;
        this.interpreter = interpreter;
    }

    /** Installs packages, and what they need, into a folder. */
    public static Python with(Path folder, String... packages) throws Exception {
        Path environment = folder.resolve("python");
        Python python = new Python(folder, environment.resolve("bin/python").toString());
        python.command(List.of("python3", "-m", "venv", environment.toString()));
        List<String> install = new ArrayList<>(List.of(python.interpreter, "-m", "pip", "install", "--quiet",
                "--disable-pip-version-check"));
        install.addAll(List.of(packages));
        python.command(install);
        return python;
    }

    /** Runs a program and returns what it says. */
    public String run(String program, Path file) throws Exception {
        return command(List.of(interpreter, "-c", program, file.toString()));
    }

    private String command(List<String> command) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        int code = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start().waitFor();
        String said = Files.readString(out);
        assertEquals(0, code, () -> command + " failed:\n" + said);
        return said;
    }
}
