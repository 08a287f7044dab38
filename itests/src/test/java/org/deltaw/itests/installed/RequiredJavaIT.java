package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.deltaw.itests.Project;
import org.deltaw.itests.readme.Snippets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Java is good enough: the start script decides by what a Java says of itself, and all that is written agrees. */
class RequiredJavaIT {
    private static final String REQUIRED = "25.0.3";
    private static final Pattern SAID = Pattern.compile("\\b(?:Java|JDK) (25[^ ,;:]*)");

    @TempDir
    private Path folder;

    private Deltaw deltaw;

    @BeforeEach
    void prepare() throws Exception {
        deltaw = Deltaw.of(Installation.standard(), folder);
    }

    @ParameterizedTest
    @CsvSource({
        "25.0.3, 25.0.3+9-LTS", "25.0.3, 25.0.3+9-LTS-195", "25.0.3.1, 25.0.3.1+2", "25.0.4, 25.0.4-ea+1", "25.0.10, 25.0.10+7",
        "25.1, 25.1+3", "26, 26+35", "26, 26-ea+10-1077", "26.0.1, 26.0.1+8", "100, 100+1"})
    void javaThatIsNewEnoughIsStarted(String version, String runtime) throws Exception {
        Path java = java("java " + runtime, version, runtime);
        deltaw.with("DELTAW_JAVA_HOME", java.toString()).run("version").succeeded().says("started by " + java + "/bin/java");
    }

    @ParameterizedTest
    @CsvSource({
        "25, 25+36-LTS, 25", "25.0.1, 25.0.1+8-LTS, 25.0.1", "25.0.2, 25.0.2+10-LTS, 25.0.2", "25.0.2.9, 25.0.2.9+1, 25.0.2.9",
        "25.0.3, 25.0.3-ea+5, 25.0.3-ea", "25, 25-ea+36-3489, 25-ea", "17.0.15, 17.0.15+6-Debian-1deb12u1, 17.0.15",
        "9, 9+181, 9", "1.8.0_292, 1.8.0_292-b10, 1.8.0_292-b10"})
    void javaThatIsTooOldIsNamed(String version, String runtime, String named) throws Exception {
        Path java = java("old", version, runtime);
        Outcome outcome = deltaw.with("DELTAW_JAVA_HOME", java.toString()).run("version").refused();
        assertEquals("deltaw: needs Java 25.0.3 or later, and DELTAW_JAVA_HOME names Java " + named + " in " + java + ".\n",
                outcome.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"25.0.2", "25.0.3-ea"})
    void versionOfTheRuntimeMayBeMissing(String version) throws Exception {
        Path java = java("without", version, "");
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        deltaw.with("DELTAW_JAVA_HOME", java.toString()).run("version").refused("names Java " + version + " in ");
    }

    @Test
    void folderWithoutJavaIsNamed() throws Exception {
        deltaw.with("DELTAW_JAVA_HOME", "/nowhere").run("version")
                .refused("needs Java 25.0.3 or later, and DELTAW_JAVA_HOME names no Java: /nowhere.");
    }

    @Test
    void javaThatIsTooOldIsPassedOver() throws Exception {
        Path old = java("old", "25.0.1", "25.0.1+8");
        Path good = java("good", "25.0.3", "25.0.3+9");
        deltaw.with("DELTAW_JAVA_HOME", "").with("JAVA_HOME", old.toString())
                .with("PATH", good.resolve("bin") + ":" + System.getenv("PATH"))
                .run("version").succeeded().says("started by " + good.toRealPath() + "/bin/java");
    }

    @Test
    void documentsSayTheSame() throws Exception {
        Map<String, String> others = new TreeMap<>();
        int said = 0;
        for (Path file : Snippets.readmes()) {
            for (MatchResult each : SAID.matcher(Files.readString(file)).results().toList()) {
                said++;
                if (!each.group(1).equals(REQUIRED)) {
                    others.put(Project.root().relativize(file).toString(), each.group());
                }
            }
        }
        assertEquals(Map.of(), others);
        assertTrue(said >= 5, "only " + said + " documents say which Java is needed");
    }

    @Test
    void scriptForWindowsAsksForTheSame() throws Exception {
        String script = Files.readString(Installation.standard().home().resolve("bin/deltaw.bat"));
        assertTrue(script.contains("set \"needed=" + REQUIRED + "\"\r\n"), script);
    }

    /** Makes a folder that looks like a Java, whose program says where it is. */
    private Path java(String name, String version, String runtime) throws Exception {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_RUNTIME_VERSION=\"" + runtime
                + "\"\nJAVA_VERSION=\"" + version + "\"\nLIBC=\"gnu\"\n");
        Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(program, "#!/bin/sh\necho \"started by $0\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }
}
