package org.deltaw.runtime.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltaw.runtime.ExtensionRegistry;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.discover.ClassPathSource;
import org.deltaw.runtime.discover.Deadline;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.runtime.discover.Installed.State;
import org.deltaw.runtime.discover.Kind;
import org.deltaw.runtime.discover.PluginLocation;
import org.deltaw.runtime.discover.ServiceSource;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.rule.RuleFamily;

/** A place for plugins, and a registry that looks there. */
public abstract class World {
    /** Enough for a plugin that works, so that tests of those that hang take no longer. */
    static final Deadline DEADLINE = new Deadline(Duration.ofSeconds(3));

    private final Path folder;

    private World(Path folder) {
        this.folder = folder;
    }

    /** Opens an empty world whose jars are in a folder. */
    public static World open(PluginLocation place, Path folder) throws Exception {
        return switch (place) {
            case CLASS_PATH -> new FlatClassPath(folder);
            case PLUGINS -> new PluginFolder(folder);
        };
    }

    /** Puts jars, or directories of classes, where plugins belong. */
    public abstract void install(Path... jars) throws Exception;

    public abstract ExtensionRegistry registry();

    public abstract void close() throws Exception;

    public Path install(PluginJar jar) throws Exception {
        Path path = jar.write(folder);
        install(path);
        return path;
    }

    /** Installs a plugin that works. */
    public Path installGood() throws Exception {
        return install(PluginJar.withRule("good.jar", "com.good.GoodRule", "good"));
    }

    public List<State> states() {
        return registry().installed().stream().map(Installed::state).toList();
    }

    public List<String> rules() {
        return registry().all(RuleFamily.class).stream().map(rule -> rule.id().name()).toList();
    }

    /** Asks for a rule that cannot be had. */
    public String refusal(String id) {
        return assertThrows(InvalidSpecException.class, () -> registry().get(RuleFamily.class, new ExtensionId(id)))
                .getMessage();
    }

    /** Installs a plugin beside one that works, and asserts that only the latter does. */
    public void assertBroken(String reason, PluginJar plugin) throws Exception {
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
        public void install(Path... added) throws Exception {
            for (Path jar : added) {
                jars.add(jar.toUri().toURL());
            }
            close();
            loader = new URLClassLoader(jars.toArray(URL[]::new), World.class.getClassLoader());
            registry = new ExtensionRegistry(new ClassPathSource(loader, DEADLINE));
        }

        @Override
        public ExtensionRegistry registry() {
            return registry;
        }

        @Override
        public void close() throws Exception {
            registry.close();
            loader.close();
        }
    }

    public static final class PluginFolder extends World {
        private final Felix felix;
        private final ExtensionRegistry registry;

        public PluginFolder(Path folder) throws Exception {
            super(folder);
            felix = Felix.start(folder.resolve("felix"));
            registry = new ExtensionRegistry(new ServiceSource(felix.context(), DEADLINE));
        }

        public Felix felix() {
            return felix;
        }

        @Override
        public void install(Path... jars) throws Exception {
            for (Path jar : jars) {
                felix.installAndTryToStart(jar);
            }
        }

        @Override
        public ExtensionRegistry registry() {
            return registry;
        }

        @Override
        public void close() throws Exception {
            registry.close();
            felix.stop();
        }
    }
}
