package org.deltaw.plugin.nd4j;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * Holds ND4J, and the engine that uses it. ND4J is one object for each class loader, so two devices in one process need two; and
 * neither sees another ND4J, logger or JSON library than its own. Of DeltaW it sees expressions and extension points.
 */
final class EngineLoader extends URLClassLoader {
    private static final String OURS = "org.deltaw.";
    private static final String ENGINE = EngineLoader.class.getPackageName() + ".engine.";

    private final ClassLoader host = EngineLoader.class.getClassLoader();

    static {
        registerAsParallelCapable();
    }

    EngineLoader(List<URL> jars) {
        super(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(ENGINE)) {
            return engineClass(name);
        }
        return name.startsWith(OURS) ? host.loadClass(name) : super.findClass(name);
    }

    private Class<?> engineClass(String name) throws ClassNotFoundException {
        try (InputStream in = host.getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException damaged) {
            throw new ClassNotFoundException(name, damaged);
        }
    }
}
