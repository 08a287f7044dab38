package org.deltaw.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.change.PluginChange;
import org.deltaw.runtime.change.PluginChange.What;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.runtime.discover.Installed.State;
import org.deltaw.runtime.discover.Kind;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.ExtensionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
    private static final Jar JAR = new Jar("mine.jar", "/plugins/mine.jar", "1.0.0");

    @TempDir
    private Path directory;

    @Test
    void onAClassPathThereIsNothingToWatch() {
        Terminal.Ran ran = new Terminal(directory).run("watch");
        assertEquals(new Terminal.Ran(ExitCode.INPUT, "", "deltaw: DeltaW runs on a class path here, where there is no folder for plugins; "
                + "use bin/deltaw of a distribution, or change the class path.\n"), ran);
    }

    @Test
    void eachJarIsALine() {
        assertEquals(List.of("  mine.jar: rule family a and rule family b", "  letter.jar; it cannot be used: it is a letter."),
                PluginLines.list(List.of(rule("a", new State.Ready()), rule("b", new State.Ready()), new Installed(Optional.empty(),
                        Optional.empty(), "", "", new Jar("letter.jar", "/plugins/letter.jar", ""), new State.Broken("it is a letter.")))));
    }

    @Test
    void changesAreSentences() {
        List<Installed> a = List.of(rule("a", new State.Ready()));
        List<Installed> b = List.of(rule("b", new State.Ready()));
        List<Installed> broken = List.of(rule("a", new State.Broken("mine.jar: it threw.")));
        assertEquals("mine.jar appeared: rule family a", line(What.APPEARED, List.of(), a));
        assertEquals("mine.jar appeared: no extension, perhaps a library", line(What.APPEARED, List.of(), List.of()));
        assertEquals("mine.jar was replaced: rule family b; no longer there: rule family a", line(What.REPLACED, a, b));
        assertEquals("mine.jar was replaced; no longer there: rule family a; it cannot be used: mine.jar: it threw.",
                line(What.REPLACED, a, broken));
        assertEquals("mine.jar is affected by that: rule family a", line(What.AFFECTED, broken, a));
        assertEquals("mine.jar disappeared; no longer there: rule family a", line(What.DISAPPEARED, a, List.of()));
        assertEquals("mine.jar disappeared", line(What.DISAPPEARED, broken, List.of()));
        assertEquals("mine.jar appeared: rule family a; it is unavailable here: no GPU.",
                line(What.APPEARED, List.of(), List.of(rule("a", new State.Unavailable("no GPU.")))));
    }

    @Test
    void aFitUsesExtensionsOfEveryKind() {
        try (ExtensionRegistry registry = ExtensionRegistry.ofClassPath(getClass().getClassLoader())) {
            Set<String> used = WatchedFit.classes(SpecFile.read(Path.of(new Terminal(directory).spec()), List.of()).fit(registry));
            Set<String> kinds = registry.installed().stream().filter(each -> used.contains(each.provider()))
                    .map(each -> each.kind().orElseThrow().toString()).collect(Collectors.toSet());
            assertEquals(Arrays.stream(Kind.values()).map(Kind::toString).collect(Collectors.toSet()), kinds);
        }
    }

    private static Installed rule(String name, State state) {
        return new Installed(Optional.of(Kind.RULE_FAMILY), Optional.of(new ExtensionId(name)), "", "", JAR, state);
    }

    private static String line(What what, List<Installed> before, List<Installed> after) {
        return PluginLines.of(new PluginChange(JAR, what, before, after), LocalTime.NOON).replaceFirst("^12:00:00  ", "");
    }
}
