package org.deltaw.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deltaw.runtime.discover.Installed;

/** What is installed, as programs read it. */
final class InstalledJson {
    /** Stands for the kind and the name of what a jar holds that cannot be read. */
    static final String UNKNOWN = "?";

    private InstalledJson() {}

    /** Writes an extension, or a jar of which nothing is known. */
    static Map<String, Object> of(Installed each) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", kind(each));
        object.put("name", name(each));
        object.put("state", state(each));
        object.put("version", each.jar().version());
        object.put("jar", each.jar().path());
        object.put("provider", each.provider());
        object.put("description", each.description());
        object.put("reason", reason(each));
        return object;
    }

    static String kind(Installed each) {
        return each.kind().map(Object::toString).orElse(UNKNOWN);
    }

    static String name(Installed each) {
        return each.id().map(Object::toString).orElse(UNKNOWN);
    }

    /** Returns {@code ready}, {@code unavailable} or {@code broken}. */
    static String state(Installed each) {
        return switch (each.state()) {
            case Installed.State.Ready() -> "ready";
            case Installed.State.Unavailable _ -> "unavailable";
            case Installed.State.Broken _ -> "broken";
        };
    }

    /** Says why it cannot be used; empty if it can. */
    static String reason(Installed each) {
        return switch (each.state()) {
            case Installed.State.Ready() -> "";
            case Installed.State.Unavailable(String reason) -> reason;
            case Installed.State.Broken(String reason) -> reason;
        };
    }
}
