package org.deltaw.runtime.discover;

import java.util.Optional;
import java.util.function.Supplier;
import org.deltaw.runtime.discover.Discovered.Failed;
import org.deltaw.runtime.discover.Discovered.Found;
import org.deltaw.runtime.discover.Installed.State;
import org.deltaw.spi.Extension;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.backend.GradientBackend;
import org.jspecify.annotations.Nullable;

/** Asks an extension for what everybody wants to know about it, and notes if it cannot answer. */
final class Inspection {
    private final PluginLocation place;
    private final Deadline deadline;
    private final Found found;
    private Optional<ExtensionId> id = Optional.empty();
    private String description = "";

    private Inspection(Source source, Found found) {
        this.place = source.place();
        this.deadline = source.deadline();
        this.found = found;
    }

    static Installed of(Source source, Discovered discovered) {
        return switch (discovered) {
            case Failed failed ->
                    new Installed(failed.kind(), Optional.empty(), "", failed.provider(), failed.jar(),
                            new State.Broken(failed.reason()));
            case Found found -> new Inspection(source, found).installed();
        };
    }

    private Installed installed() {
        State state = state();
        return new Installed(Optional.of(found.kind()), id, description, found.provider(), found.jar(), state);
    }

    private State state() {
        Extension<?> extension = found.extension();
        try {
            id = Optional.of(ask("id()", extension::id, "a name for spec files"));
            description = ask("description()", extension::description, "a line of text");
            Class<?> settings = ask("settingsType()", extension::settingsType, "a record, such as NoSettings.class");
            if (!settings.isRecord()) {
                throw new Unusable(returned("settingsType()", settings.toString(), "a record"));
            }
            if (extension instanceof GradientBackend<?> backend) {
                return ask("unavailable()", backend::unavailable, "an Optional")
                        .<State>map(State.Unavailable::new)
                        .orElseGet(State.Ready::new);
            }
            return new State.Ready();
        } catch (Unusable unusable) {
            return new State.Broken(unusable.reason());
        }
    }

    private <T> T ask(String method, Supplier<@Nullable T> call, String expected) throws Unusable {
        T answer;
        try {
            answer = deadline.call(call::get);
        } catch (Throwable thrown) {
            throw new Unusable(Fault.sentence(
                    place, found.jar(), found.provider(), found.provider() + "." + method, thrown));
        }
        if (answer == null) {
            throw new Unusable(returned(method, "null", expected));
        }
        return answer;
    }

    private String returned(String method, String answer, String expected) {
        return found.jar() + ": " + found.provider() + "." + method + " returned " + answer + ", expected "
                + expected + "; " + place.replace() + ".";
    }
}
