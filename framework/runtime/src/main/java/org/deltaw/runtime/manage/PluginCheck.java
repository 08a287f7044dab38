package org.deltaw.runtime.manage;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.model.DryRun;
import org.deltaw.runtime.discover.Installed;
import org.deltaw.spec.settings.SettingDescriptions;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.backend.BackendUnavailableException;
import org.deltaw.spi.backend.Device;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.rule.RuleFamily;

/**
 * Looks deeper into an extension than listing it does: whether it could be described, and whether it builds its formulas with its
 * default settings.
 */
public final class PluginCheck {
    private final ExtensionCatalog catalog;

    public PluginCheck(ExtensionCatalog catalog) {
        this.catalog = catalog;
    }

    /** Returns the same, marked broken or unavailable if it was thought to be ready and is not. */
    public Installed of(Installed installed) {
        if (installed.state() instanceof Installed.State.Broken) {
            return installed;
        }
        try {
            return fault(installed)
                    .map(fault -> with(installed, new Installed.State.Broken(installed.jar() + ": " + fault
                            + "; get a corrected version of the plugin, or remove it with 'deltaw remove "
                            + installed.jar() + "'.")))
                    .orElse(installed);
        } catch (BackendUnavailableException unavailable) {
            return with(installed, new Installed.State.Unavailable(String.valueOf(unavailable.getMessage())));
        }
    }

    private static Installed with(Installed installed, Installed.State state) {
        return new Installed(installed.kind(), installed.id(), installed.description(), installed.provider(), installed.jar(), state);
    }

    /** Lists the devices of a backend that has been found ready; nothing for other extensions. */
    public List<Device> devices(Installed installed) {
        return installed.state() instanceof Installed.State.Ready
                && extension(installed).orElse(null) instanceof GradientBackend<?> backend ? backend.devices() : List.of();
    }

    private Optional<Extension<?>> extension(Installed installed) {
        return Extensions.all(catalog, installed.kind().orElseThrow()).stream()
                .filter(each -> each.id().equals(installed.id().orElseThrow())).findFirst();
    }

    private Optional<String> fault(Installed installed) {
        Optional<Extension<?>> extension = extension(installed);
        if (extension.isEmpty()) {
            return Optional.empty();
        }
        String what = installed.provider();
        try {
            boolean ready = installed.state() instanceof Installed.State.Ready;
            if (ready && extension.get() instanceof GradientBackend<?> backend && backend.devices().isEmpty()) {
                return Optional.of(what + " lists no device, expected at least one");
            }
            return fault(extension.get()).map(fault -> what + " " + fault);
        } catch (BackendUnavailableException unavailable) {
            throw unavailable;
        } catch (BrokenExtensionException broken) {
            return Optional.of(String.valueOf(broken.getMessage()).replaceFirst("[.;]+$", ""));
        } catch (RuntimeException | LinkageError thrown) {
            return Optional.of(what + " threw " + thrown.getClass().getName()
                    + (thrown.getMessage() == null ? "" : ": " + thrown.getMessage().lines().findFirst().orElse("")
                            .replaceFirst("[.;]+$", "")));
        }
    }

    private static Optional<String> fault(Extension<?> extension) {
        if (extension.description().isBlank() || extension.description().contains("\n")) {
            return Optional.of("describes itself with '" + extension.description().strip() + "', expected one line");
        }
        SettingDescriptions.of(extension);
        Optional<String> fault = extension instanceof RuleFamily<?> family
                ? Extensions.parametersByDefault(family).flatMap(PluginCheck::faultOf) : Optional.empty();
        if (fault.isEmpty()) {
            rehearse(extension);
        }
        return fault;
    }

    /** Has an extension build formulas, if its settings all have a default, and what it needs is there without data. */
    private static void rehearse(Extension<?> extension) {
        try {
            switch (extension) {
                case RuleFamily<?> rule -> Extensions.<RuleFamily<?>>byDefault(rule).ifPresent(DryRun::ofRule);
                case NetworkArchitecture<?> network ->
                        Extensions.<NetworkArchitecture<?>>byDefault(network).ifPresent(DryRun::ofNetwork);
                case LossFunction<?> loss -> Extensions.<LossFunction<?>>byDefault(loss).ifPresent(DryRun::ofLoss);
                default -> { }
            }
        } catch (InvalidSpecException needsMore) {
            // Not every extension can be tried without the data that it is made for.
        }
    }

    private static Optional<String> faultOf(List<String> parameters) {
        Set<String> names = new HashSet<>(parameters);
        return parameters.isEmpty() ? Optional.of("has no parameters, expected at least one")
                : names.size() < parameters.size() ? Optional.of("has two parameters of one name: " + Words.and(parameters))
                : Optional.empty();
    }

    /** Tells whether an extension, or the jar it is from, is called so. */
    public static boolean isCalled(Installed installed, String name) {
        return installed.id().map(ExtensionId::name).filter(name::equals).isPresent()
                || installed.jar().file().equals(name) || installed.jar().path().equals(name);
    }
}
