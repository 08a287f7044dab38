package org.deltaw.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.runtime.Installed.State;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.RuleFamily;

/** A place for plugins, and a registry that looks there. */
abstract class World {
    /** Enough for a plugin that works, so that tests of those that hang take no longer. */
    static final Deadline DEADLINE = new Deadline(Duration.ofSeconds(3));

    private final Path folder;

    private World(Path folder) {
        this.folder = folder;
    }

    /** Opens an empty world whose jars are in a folder. */
    static World open(Place place, Path folder) throws Exception {
        return switch (place) {
            case CLASS_PATH -> new FlatClassPath(folder);
            case PLUGINS -> new PluginFolder(folder);
        };
    }

    /** Puts jars, or directories of classes, where plugins belong. */
    abstract void install(Path... jars) throws Exception;

    abstract ExtensionRegistry registry();

    abstract void close() throws Exception;

    Path install(PluginJar jar) throws Exception {
        Path path = jar.write(folder);
        install(path);
        return path;
    }

    /** Installs a plugin that works. */
    Path installGood() throws Exception {
        return install(PluginJar.withRule("good.jar", "com.good.GoodRule", "good"));
    }

    List<State> states() {
        return registry().installed().stream().map(Installed::state).toList();
    }

    List<String> rules() {
        return registry().all(RuleFamily.class).stream().map(rule -> rule.id().name()).toList();
    }

    /** Asks for a rule that cannot be had. */
    String refusal(String id) {
        return assertThrows(InvalidSpecException.class, () -> registry().get(RuleFamily.class, new ExtensionId(id)))
                .getMessage();
    }

    /** Installs a plugin beside one that works, and asserts that only the latter does. */
    void assertBroken(String reason, PluginJar plugin) throws Exception {
        installGood();
        Path jar = install(plugin);

        assertEquals(2, registry().installed().size(), registry().installed().toString());
        Installed broken = registry().installed().stream()
                .filter(each -> each.jar().path().equals(jar.toString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not listed: " + registry().installed()));
        assertEquals(new State.Broken(reason), broken.state());
        assertEquals(new Jar(PluginJar.FILE, jar.toString(), "3.2.1"), broken.jar());
        assertEquals(PluginJar.RULE, broken.provider());
        assertEquals(Optional.of(Kind.RULE_FAMILY), broken.kind());
        assertEquals(List.of("good"), rules());
        assertEquals("good", registry().get(RuleFamily.class, new ExtensionId("good")).id().name());
    }

    static final class FlatClassPath extends World {
        private final List<URL> jars = new ArrayList<>();
        private URLClassLoader loader = new URLClassLoader(new URL[0], World.class.getClassLoader());
        private ExtensionRegistry registry = new ExtensionRegistry(new ClassPathSource(loader, DEADLINE));

        FlatClassPath(Path folder) {
            super(folder);
        }

        @Override
        void install(Path... added) throws Exception {
            for (Path jar : added) {
                jars.add(jar.toUri().toURL());
            }
            close();
            loader = new URLClassLoader(jars.toArray(URL[]::new), World.class.getClassLoader());
            registry = new ExtensionRegistry(new ClassPathSource(loader, DEADLINE));
        }

        @Override
        ExtensionRegistry registry() {
            return registry;
        }

        @Override
        void close() throws Exception {
            registry.close();
            loader.close();
        }
    }

    static final class PluginFolder extends World {
        private final Felix felix;
        private final ExtensionRegistry registry;

        PluginFolder(Path folder) throws Exception {
            super(folder);
            felix = Felix.start(folder.resolve("felix"));
            registry = new ExtensionRegistry(new ServiceSource(felix.context(), DEADLINE));
        }

        Felix felix() {
            return felix;
        }

        @Override
        void install(Path... jars) throws Exception {
            for (Path jar : jars) {
                felix.installAndTryToStart(jar);
            }
        }

        @Override
        ExtensionRegistry registry() {
            return registry;
        }

        @Override
        void close() throws Exception {
            registry.close();
            felix.stop();
        }
    }
}
