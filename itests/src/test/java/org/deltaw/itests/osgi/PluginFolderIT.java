package org.deltaw.itests.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.deltaw.itests.installed.Deltaw;
import org.deltaw.itests.installed.Installation;
import org.deltaw.itests.installed.PluginJar;
import org.deltaw.itests.installed.Running;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The installed launcher follows its plugin folder, as seen by an application that stands in for the command. */
class PluginFolderIT {
    /** Answers each line with the rules that are there at that moment. */
    private static final String APPLICATION = """
            package com.example;

            import java.util.*;
            import org.deltaw.runtime.*;
            import org.deltaw.spi.rule.*;

            public final class Listing implements Application {
                @Override
                public int run(ExtensionRegistry registry, String[] arguments) {
                    System.out.println("ready");
                    for (Scanner in = new Scanner(System.in); in.hasNextLine(); in.nextLine()) {
                        System.out.println("rules"
                                + registry.all(RuleFamily.class).stream().map(rule -> rule.id().name()).toList());
                    }
                    return 7;
                }
            }
            """;

    @TempDir
    private Path folder;

    private Installation installation;
    private Deltaw deltaw;

    @BeforeEach
    void replaceTheCommand() throws Exception {
        installation = Installation.standard().copyTo(folder.resolve("deltaw"));
        move(installation.bundles(), "deltaw-cli");
        PluginJar.of(APPLICATION).service("org.deltaw.runtime.Application", "com.example.Listing")
                .header("Import-Package", "org.deltaw.runtime,org.deltaw.kernel,org.deltaw.spi,org.deltaw.spi.rule")
                .write(installation.bundles());
        deltaw = Deltaw.of(installation, folder);
    }

    @Test
    void jarThatIsRemovedDisappearsAndComesBack() throws Exception {
        Running running = deltaw.start();
        running.await("it is ready", () -> running.output().contains("ready"));
        awaitRules(running, "[formula, mlp, taylor]");

        Path jar = move(installation.plugins(), "deltaw-rule-mlp");
        awaitRules(running, "[formula, taylor]");

        Files.move(jar, installation.plugins().resolve("mlp.jar"));
        awaitRules(running, "[formula, mlp, taylor]");
        running.endInput();
        assertEquals(7, running.outcome().exitCode(), "the application's exit code");
    }

    /** Asks until the answer is as expected; changes are seen after some seconds. */
    private static void awaitRules(Running running, String rules) throws Exception {
        long[] asked = {0};
        running.await("the rules are " + rules, () -> {
            if (System.nanoTime() - asked[0] > 200_000_000L) {
                asked[0] = System.nanoTime();
                running.type("?");
            }
            return running.output().stripTrailing().endsWith("rules" + rules);
        });
    }

    /** Takes a jar out of a folder. Returns where it is then. */
    private Path move(Path from, String name) throws Exception {
        try (Stream<Path> jars = Files.list(from)) {
            Path jar = jars.filter(each -> each.getFileName().toString().startsWith(name)).findFirst().orElseThrow();
            return Files.move(jar, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
