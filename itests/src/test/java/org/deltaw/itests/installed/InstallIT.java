package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins are installed whole or not at all, and removed unless something needs them. */
class InstallIT {
    private static final String RULE = """
            package com.example;

            import java.util.*;
            import org.deltaw.expr.*;
            import org.deltaw.spi.*;
            import org.deltaw.spi.parameter.*;
            import org.deltaw.spi.rule.*;

            public final class NAME implements RuleFamily<NoSettings> {
                private static final Parameter RATE = Parameter.scalar("rate", Initial.at(0.1));

                public NAME() { CONSTRUCTOR }
                @Override public ExtensionId id() { return new ExtensionId("ID"); }
                @Override public String description() { return "a rule for tests"; }
                @Override public Class<NoSettings> settingsType() { return NoSettings.class; }
                @Override public List<Parameter> parameters(NoSettings settings) { return PARAMETERS; }
                @Override public Plasticity plasticity(NoSettings settings, Synapse synapse, Bindings theta) {
                    return Plasticity.of(theta.of(RATE).times(Expr.outer(synapse.pre(), synapse.post())));
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path jars;
    private Installation mine;
    private Deltaw deltaw;

    @BeforeEach
    void unpack() throws Exception {
        jars = folder.resolve("jars");
        mine = Installation.minimal().copyTo(folder.resolve("deltaw"));
        deltaw = Deltaw.of(mine, folder);
    }

    @Test
    void anotherVersionTakesThePlaceOfTheFirst() throws Exception {
        Path first = Files.move(rule("Mine", "mine").write(jars), jars.resolve("mine-1.jar"));
        deltaw.run("install", first.toString()).succeeded().says("Installed", "mine-1.jar", "rule family mine");
        Path second = rule("Mine", "mine").header("Bundle-Version", "2.0.0").write(jars);
        deltaw.run("install", second.toString()).succeeded().says("Replaced mine-1.jar by", "Mine.jar");
        deltaw.run("plugins", "--check", "mine").succeeded().says("Mine.jar, version 2.0.0");
        deltaw.run("remove", "mine").succeeded().says("Removed", "Mine.jar", "rule family mine");
        assertEquals(jarsOf(Installation.minimal()), jarsOf(mine));
    }

    @Test
    void whatWouldNotWorkLeavesEverythingAsItWas() throws Exception {
        Path good = rule("Mine", "mine").write(jars.resolve("good"));
        deltaw.run("install", good.toString()).succeeded();
        List<String> before = jarsOf(mine);
        refusesToInstall(rule("Mine", "mine", "throw new IllegalStateException(\"not today\");", "List.of(RATE)"),
                "Nothing was installed", "Mine.jar", "not today");
        refusesToInstall(rule("Other", "mine"), "Nothing was installed", "Mine.jar", "Other.jar", "'mine'");
        refusesToInstall(rule("Empty", "empty", "", "List.of()"), "Nothing was installed", "Empty.jar", "no parameters");
        refusesToInstall(rule("Future", "future").header("Import-Package",
                "org.deltaw.spi;version=\"[9.0,10)\",org.deltaw.expr;version=\"[1.0,2)\""), "Future.jar", "[9.0,10)");
        assertEquals(before, jarsOf(mine));
        deltaw.run("plugins", "--check").succeeded().says("mine", "nothing is broken");
    }

    @Test
    void whatIsNoPluginIsRefused() throws Exception {
        Path letter = Files.writeString(folder.resolve("letter.jar"), "Dear reader,");
        deltaw.run("install", letter.toString()).refused("letter.jar is no jar");
        deltaw.run("install", "nowhere.jar").refused("nowhere.jar is no file");
        deltaw.run("install", "maven:nonsense").refused("maven:GROUP:ARTIFACT:VERSION");
        deltaw.run("install", mine.bundles().resolve(spi()).toString()).refused("a part of DeltaW itself");
        deltaw.run("remove", "taylr").refused("'taylr'", "did you mean 'taylor'?");
        deltaw.run("remove", spi()).refused("a part of DeltaW itself");
    }

    @Test
    void whatMavenCentralCannotGiveLeavesNothingBehind() throws Exception {
        Path home = folder.resolve("home");
        Path plain = Files.createDirectories(home.resolve(".m2/repository/org/lab/plain/1.0"));
        Files.move(rule("Plain", "plain").without("Bundle-SymbolicName").write(jars), plain.resolve("plain-1.0.jar"));
        List<String> before = jarsOf(mine);
        // Nobody listens there, so it is as if there were no network.
        Deltaw offline = deltaw.with("DELTAW_OPTS", "-Duser.home=" + home + " -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=9");
        offline.run("install", "maven:org.lab:plain:1.0").refused("maven:org.lab:plain:1.0 is no plugin", "Bundle-SymbolicName");
        offline.run("install", "maven:org.lab:missing:1.0").refused("maven:org.lab:missing:1.0", "cannot be reached", "https.proxyHost");
        assertEquals(before, jarsOf(mine));
    }

    @Test
    void whereTheInstallationMayNotBeWrittenTheUsersFolderServes() throws Exception {
        Path jar = rule("Mine", "mine").write(jars);
        // Whoever runs these tests may be allowed to write everywhere, but not into a file as if it were a folder.
        Files.move(mine.plugins(), folder.resolve("aside"));
        Files.writeString(mine.plugins(), "");
        deltaw.run("install", jar.toString()).refused("plugins may not be written", "DELTAW_PLUGINS");
        Path own = folder.resolve("own plugins");
        Deltaw with = deltaw.with("DELTAW_PLUGINS", own.toString());
        with.run("install", jar.toString()).succeeded().says("own plugins/Mine.jar");
        with.run("plugins", "--check", "mine").succeeded();
        with.run("remove", "mine").succeeded();
    }

    @Test
    void jarOfTheUsersOwnMavenRepositoryIsFound() throws Exception {
        Path repository = folder.resolve("home/.m2/repository/org/lab/mine/1.0");
        Files.createDirectories(repository);
        Files.move(rule("Mine", "mine").write(jars), repository.resolve("mine-1.0.jar"));
        deltaw.with("DELTAW_OPTS", "-Duser.home=" + folder.resolve("home")).run("install", "maven:org.lab:mine:1.0").succeeded()
                .says("mine-1.0.jar", "rule family mine");
    }

    @Test
    void libraryStaysWhileAPluginNeedsIt() throws Exception {
        Path library = PluginJar.of("package com.example.library;\n\npublic final class Half { public static double of() { return 0.5; } }")
                .header("Export-Package", "com.example.library;version=\"1.0\"").write(jars);
        deltaw.run("install", library.toString()).succeeded().says("may be a library");
        Path user = PluginJar.rule(source("User", "user", "", "List.of(RATE)"))
                .header("Import-Package", PluginJar.api("[1.0,2)") + ",com.example.library")
                .write(jars);
        deltaw.run("install", user.toString()).succeeded();
        deltaw.run("remove", "Half.jar").refused("Half.jar is needed by User.jar");
        deltaw.run("remove", "user").succeeded();
        deltaw.run("remove", "Half.jar").succeeded();
    }

    @Test
    void assembledDistributionRunsElsewhereWithWhatWasNamedAndNothingElse() throws Exception {
        Path own = rule("Mine", "mine").write(jars);
        deltaw.run("assemble", "--plugin", "taylor", "--plugin", "network-feedforward", "--plugin", "deltaw-data-fly",
                "--plugin", "choice-cross-entropy", "--plugin", "l1", "--plugin", "gauss-newton", "--plugin", "adam", "--plugin", "jvm",
                "--plugin", own.toString(), "-o", "lab.zip")
                .succeeded().says("Wrote lab.zip", "MB", "rule family mine", "rule family taylor", "all plugins work");
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        unpack(deltaw.work().resolve("lab.zip"), elsewhere);
        Installation lab = new Installation(elsewhere.resolve("lab"));
        assertEquals(9, jarsOf(lab).size(), jarsOf(lab).toString());
        assertTrue(Files.readString(lab.home().resolve("README.md")).contains("| rule family | `mine` | `plugins/Mine.jar` |"));
        Deltaw there = Deltaw.of(lab, folder.resolve("other user"));
        there.run("new-plugin", "rule", "next").succeeded();
        assertTrue(Files.readString(there.work().resolve("next/pom.xml"))
                .contains(lab.repository().toUri().toString().replaceFirst("/$", "")));
        assertTrue(Files.isDirectory(lab.repository().resolve("org/deltaw/deltaw-testkit")));
        there.run("plugins", "--check").succeeded().says("mine", "taylor", "nothing is broken");
        there.run(Deltaw.briefly("fit", "rule={family: mine}")).succeeded();
    }

    @Test
    void assemblyOfWhatIsNotThereIsRefused() throws Exception {
        deltaw.refuses(List.of("assemble", "--plugin", "taylr", "-o", "lab.zip"), "'taylr'", "did you mean 'taylor'?");
        deltaw.refuses(List.of("assemble", "--plugin", "taylor", "-o", "lab"), "zip");
        Path broken = rule("Broken", "broken", "throw new IllegalStateException(\"not today\");", "List.of(RATE)").write(jars);
        deltaw.refuses(List.of("assemble", "--plugin", broken.toString(), "-o", "lab.zip"),
                "Nothing was written", "Broken.jar", "not today");
        Files.writeString(deltaw.work().resolve("taken.zip"), "");
        deltaw.refuses(List.of("assemble", "--plugin", "taylor", "-o", "taken.zip"), "taken.zip exists already");
    }

    /** Unpacks with what the zip says who may do with each file. */
    private static void unpack(Path zip, Path to) throws Exception {
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true))) {
            for (Path root : files.getRootDirectories()) {
                Installation.copy(root, to);
            }
        }
    }

    private void refusesToInstall(PluginJar plugin, String... phrases) throws Exception {
        deltaw.run("install", plugin.write(jars.resolve("bad")).toString()).refused(phrases);
    }

    private static PluginJar rule(String name, String id) {
        return rule(name, id, "", "List.of(RATE)");
    }

    private static PluginJar rule(String name, String id, String constructor, String parameters) {
        return PluginJar.rule(source(name, id, constructor, parameters));
    }

    private static String source(String name, String id, String constructor, String parameters) {
        return RULE.replace("NAME", name).replace("\"ID\"", "\"" + id + "\"").replace("CONSTRUCTOR", constructor)
                .replace("PARAMETERS", parameters);
    }

    private String spi() throws Exception {
        return mine.jars().stream().map(jar -> jar.getFileName().toString()).filter(jar -> jar.startsWith("deltaw-spi"))
                .findFirst().orElseThrow();
    }

    private static List<String> jarsOf(Installation installation) throws Exception {
        try (Stream<Path> files = Files.list(installation.plugins())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
