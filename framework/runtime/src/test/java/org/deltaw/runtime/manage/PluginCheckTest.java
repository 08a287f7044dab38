package org.deltaw.runtime.manage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.CompiledPrograms;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.runtime.discover.Kind;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.BackendUnavailableException;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Device;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.backend.Precision;
import org.deltaw.spi.backend.Program;
import org.junit.jupiter.api.Test;

/** What a closer look at a backend finds: natives that do not start are no fault of the plugin. */
class PluginCheckTest {
    private static final Device GPU = new Device("graphics processor", OptionalLong.of(1L << 30));

    private record Backend(Supplier<List<Device>> found) implements GradientBackend<NoSettings> {
        @Override
        public ExtensionId id() {
            return new ExtensionId("gpu");
        }

        @Override
        public String description() {
            return "computes elsewhere";
        }

        @Override
        public Class<NoSettings> settingsType() {
            return NoSettings.class;
        }

        @Override
        public int primitives() {
            return 1;
        }

        @Override
        public Set<Precision> precisions() {
            return Set.of(Precision.F32);
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public List<Device> devices() {
            return found.get();
        }

        @Override
        public CompiledModel compile(NoSettings settings, Program program, BackendContext context) {
            throw new AssertionError("Nothing is compiled.");
        }
    }

    private record Catalog(GradientBackend<?> backend) implements ExtensionCatalog {
        @Override
        public <E extends Extension<?>> List<E> all(Class<E> kind) {
            return List.of(kind.cast(backend));
        }

        @Override
        public <E extends Extension<?>> E get(Class<E> kind, ExtensionId id) {
            return kind.cast(backend);
        }

        @Override
        public CompiledPrograms programs() {
            throw new AssertionError("Nothing is compiled.");
        }

        @Override
        public List<BundleInfo> bundles() {
            return List.of();
        }
    }

    private static PluginCheck check(Supplier<List<Device>> devices) {
        return new PluginCheck(new Catalog(new Backend(devices)));
    }

    private static Installed installed(Installed.State state) {
        return new Installed(Optional.of(Kind.BACKEND), Optional.of(new ExtensionId("gpu")), "computes elsewhere",
                "org.example.Backend", new Jar("gpu.jar", "/plugins/gpu.jar", "1"), state);
    }

    @Test
    void devicesOfAReadyBackendAreListed() {
        PluginCheck check = check(() -> List.of(GPU));
        Installed ready = installed(new Installed.State.Ready());
        assertEquals(ready, check.of(ready));
        assertEquals(List.of(GPU), check.devices(ready));
    }

    @Test
    void nativesThatDoNotStartMakeABackendUnavailable() {
        PluginCheck check = check(() -> {
            throw new BackendUnavailableException("The driver is too old.", null);
        });
        Installed found = check.of(installed(new Installed.State.Ready()));
        assertEquals(new Installed.State.Unavailable("The driver is too old."), found.state());
        assertEquals(List.of(), check.devices(found));
    }

    @Test
    void backendThatIsUnavailableIsNotAsked() {
        PluginCheck check = check(() -> {
            throw new AssertionError("asked for devices");
        });
        Installed unavailable = installed(new Installed.State.Unavailable("There is no driver."));
        assertEquals(unavailable, check.of(unavailable));
    }

    @Test
    void readyBackendWithoutDevicesIsBroken() {
        Installed found = check(List::of).of(installed(new Installed.State.Ready()));
        String reason = assertInstanceOf(Installed.State.Broken.class, found.state()).reason();
        assertTrue(reason.startsWith("gpu.jar: org.example.Backend lists no device, expected at least one; "), reason);
    }
}
