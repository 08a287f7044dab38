package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DeltaW works wherever it was unpacked, and whatever is the matter with the places that it uses. */
class SurroundingsIT {
    @TempDir
    private Path folder;

    private Deltaw deltaw;

    @BeforeEach
    void prepare() throws Exception {
        deltaw = Deltaw.of(Installation.standard(), folder);
    }

    @Test
    void foldersMayHaveAnyNameAndLinksLeadToTheCommand() throws Exception {
        Installation odd = Installation.standard().copyTo(folder.resolve("my flies/δw ünpacked"));
        Path link = Files.createSymbolicLink(folder.resolve("dw"), odd.command());
        Files.move(deltaw.work().resolve("example-fly.mat"), deltaw.work().resolve("Mücke 1.mat"));

        deltaw.by(link).run(Deltaw.briefly("fit", "data.files=[Mücke 1.mat]", "-o", "my runs/erster Lauf für x")).succeeded();

        assertTrue(deltaw.files().contains("my runs/erster Lauf für x/report.html"), deltaw.files().toString());
    }

    @Test
    void homeThatCannotBeWrittenIsDoneWithout() throws Exception {
        Path noFolder = Files.writeString(folder.resolve("file"), "no folder");
        Path temporary = Files.createDirectories(folder.resolve("temporary"));

        deltaw.with("HOME", noFolder.toString()).with("XDG_CACHE_HOME", noFolder.toString())
                .with("DELTAW_OPTS", "-Djava.io.tmpdir=" + temporary).run("plugins").succeeded().says("taylor");

        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.filter(each -> each.getFileName().toString().startsWith("deltaw")).toList());
        }
    }

    @Test
    void whatComputesNothingDoesWithoutTheBetterCompiler() throws Exception {
        Deltaw telling = deltaw.with("DELTAW_OPTS", "-XX:+PrintCommandLineFlags");
        for (String command : List.of("version", "--help", "plugins")) {
            telling.run(command).succeeded().says("-XX:TieredStopAtLevel=1");
        }
        assertFalse(telling.run("fit", "--help").succeeded().out().contains("TieredStopAtLevel"));
    }

    @Test
    void theHeapIsSmallAndTheCollectorSimpleUnlessOthersAreNamed() throws Exception {
        Outcome plain = deltaw.with("DELTAW_OPTS", "-XX:+PrintCommandLineFlags").run("version").succeeded();
        plain.says("-XX:+UseSerialGC", "-XX:InitialHeapSize=33554432");
        Outcome chosen = deltaw.with("DELTAW_OPTS", "-XX:+PrintCommandLineFlags -XX:+UseParallelGC -Xmx24m").run("version").succeeded();
        assertFalse(chosen.out().contains("UseSerialGC"));
    }

    @Test
    void damagedCacheIsMadeAnew() throws Exception {
        deltaw.run("plugins").succeeded();
        int damaged = 0;
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "not what was here");
                damaged++;
            }
        }
        assertTrue(damaged > 20, "only " + damaged + " files in the cache");

        deltaw.run("plugins").succeeded().says("taylor", "jvm");
    }

    @Test
    void pluginFoldersThatAreNotThereArePassedOver() throws Exception {
        deltaw.with("DELTAW_PLUGINS", folder.resolve("nowhere") + ":" + folder.resolve("nor here")).run("plugins")
                .succeeded().says("taylor");
    }

    @Test
    void severalProcessesRunAtOnce() throws Exception {
        String[] fit = Deltaw.briefly("fit");
        Running one = deltaw.start(fit);
        Running other = deltaw.start(fit);
        one.outcome().succeeded();
        other.outcome().succeeded();
        new RunFiles(deltaw.work().resolve("runs/fly-forgetting-2"))
                .assertSameAs(new RunFiles(deltaw.work().resolve("runs/fly-forgetting")));
    }
}
