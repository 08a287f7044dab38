package org.deltaw.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jars are complete, in looks one second apart. */
class FileStabilityTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private long now;

    @Test
    void whatIsThereFromTheStartIsNoNews() throws Exception {
        Files.write(folder.resolve("a.jar"), zip("a"));
        FileStability settling = new FileStability(jars());
        assertEquals(Set.of(), look(settling));
        assertEquals(Set.of(), look(settling));
    }

    @Test
    void wholeJarIsTakenAtTheSecondLookAndOnce() throws Exception {
        FileStability settling = new FileStability(jars());
        Path jar = Files.write(folder.resolve("a.jar"), zip("a"));
        assertEquals(Set.of(), look(settling));
        assertEquals(Set.of(jar), look(settling));
        assertEquals(Set.of(), look(settling));
    }

    @Test
    void jarThatIsCopiedIsTakenWhenItIsWhole() throws Exception {
        FileStability settling = new FileStability(jars());
        byte[] zip = zip("a");
        Path jar = Files.write(folder.resolve("a.jar"), Arrays.copyOf(zip, zip.length / 2));
        // The copy pauses for longer than two looks.
        for (int i = 0; i < 9; i++) {
            assertEquals(Set.of(), look(settling), "taken up after " + i + " seconds");
        }
        Files.write(jar, Arrays.copyOfRange(zip, zip.length / 2, zip.length), StandardOpenOption.APPEND);
        assertEquals(Set.of(), look(settling));
        assertEquals(Set.of(jar), look(settling));
    }

    @Test
    void jarWhoseRoomIsReservedBeforeItIsCopiedWaitsToo() throws Exception {
        FileStability settling = new FileStability(jars());
        byte[] zip = zip("a");
        Path jar = Files.write(folder.resolve("a.jar"), new byte[zip.length]);
        look(settling);
        assertEquals(Set.of(), look(settling));
        Files.write(jar, zip);
        Files.setLastModifiedTime(jar, java.nio.file.attribute.FileTime.fromMillis(1_000));
        look(settling);
        assertEquals(Set.of(jar), look(settling));
    }

    @Test
    void whatRestsAndIsNoJarIsGivenUp() throws Exception {
        FileStability settling = new FileStability(jars());
        Path letter = Files.writeString(folder.resolve("letter.jar"), "Dear reader,");
        Path jar = Files.write(folder.resolve("a.jar"), zip("a"));
        look(settling);
        assertEquals(Set.of(jar), look(settling), "others go on");
        for (int i = 2; i < 10; i++) {
            assertEquals(Set.of(), look(settling));
        }
        assertEquals(Set.of(letter), look(settling));
        assertEquals(Set.of(), look(settling), "told of twice");
    }

    @Test
    void jarThatIsGoneForOneLookHasNotGone() throws Exception {
        Path jar = Files.write(folder.resolve("a.jar"), zip("a"));
        FileStability settling = new FileStability(jars());
        Path aside = Files.move(jar, folder.resolve("aside"));
        assertEquals(Set.of(), look(settling));
        Files.move(aside, jar);
        assertEquals(Set.of(), look(settling));
        assertEquals(Set.of(), look(settling));
        Files.delete(jar);
        look(settling);
        assertEquals(Set.of(jar), look(settling));
        assertEquals(Set.of(), look(settling));
    }

    @Test
    void replacedJarIsTakenAgainThoughItKeepsSizeAndDate() throws Exception {
        Path jar = Files.write(folder.resolve("a.jar"), zip("a"));
        FileStability settling = new FileStability(jars());
        Path other = Files.write(folder.resolve("other"), zip("b"));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(jar));
        assertEquals(Files.size(jar), Files.size(other));
        Files.delete(jar);
        Files.move(other, jar);
        look(settling);
        assertEquals(Set.of(jar), look(settling));
    }

    private Set<Path> look(FileStability settling) throws IOException {
        now += SECOND;
        return settling.look(jars(), now);
    }

    private List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream zip = new JarOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(new byte[1000]);
        }
        return bytes.toByteArray();
    }
}
