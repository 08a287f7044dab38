package org.deltaw.spec.testing;

import java.util.Comparator;
import java.util.List;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.kernel.CompiledPrograms;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.NoSettings;

/** A catalog of given extensions. */
public record FakeCatalog(List<Extension<?>> extensions) implements ExtensionCatalog {
    private static final CompiledPrograms PROGRAMS = new CompiledPrograms();

    /** The extensions that the tests' specs use. */
    public static FakeCatalog standard() {
        return new FakeCatalog(List.of(
                new FakeExtensions.Source<>("fly", FakeExtensions.FlySettings.class),
                new FakeExtensions.Source<>("table", FakeExtensions.TableSettings.class),
                new FakeExtensions.Architecture<>("feedforward", FakeExtensions.LayerSettings.class),
                new FakeExtensions.Family<>("taylor", FakeExtensions.TaylorSettings.class),
                new FakeExtensions.Family<>("oja", NoSettings.class),
                new FakeExtensions.Function("choice-cross-entropy"),
                new FakeExtensions.Function("l1"),
                new FakeExtensions.Method<>("adam", FakeExtensions.AdamSettings.class),
                new FakeExtensions.Method<>("descent", FakeExtensions.AdamSettings.class),
                new FakeExtensions.Method<>("gauss-newton", FakeExtensions.NewtonSettings.class),
                new FakeExtensions.Backend<>("jvm", NoSettings.class),
                new FakeExtensions.Backend<>("interpreter", FakeExtensions.JvmSettings.class)));
    }

    @Override
    public <E extends Extension<?>> List<E> all(Class<E> kind) {
        return extensions.stream()
                .filter(kind::isInstance)
                .sorted(Comparator.comparing(Extension::id))
                .map(kind::cast)
                .toList();
    }

    @Override
    public <E extends Extension<?>> E get(Class<E> kind, ExtensionId id) {
        return all(kind).stream()
                .filter(extension -> extension.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidSpecException("There is no '" + id + "'."));
    }

    /** The same for all, so that fits that were read with two catalogs are equal. */
    @Override
    public CompiledPrograms programs() {
        return PROGRAMS;
    }

    @Override
    public List<BundleInfo> bundles() {
        return List.of();
    }
}
