package org.deltaw.cli;

import org.deltaw.runtime.discover.Kind;

/**
 * Where in a spec file extensions of one kind are chosen.
 *
 * @param section the key of the section, or of a part of one
 * @param chooser the key in it that holds the extension's name
 * @param list whether the section is a list
 */
record SpecSection(String section, String chooser, boolean list) {
    static SpecSection of(Kind kind) {
        return switch (kind) {
            case RULE_FAMILY -> new SpecSection("rule", "family", false);
            case NETWORK_ARCHITECTURE -> new SpecSection("network", "architecture", false);
            case DATA_SOURCE -> new SpecSection("data", "source", false);
            case LOSS_FUNCTION -> new SpecSection("loss", "function", true);
            case OPTIMIZER -> new SpecSection("training.optimizer", "name", false);
            case BACKEND -> new SpecSection("backend", "name", false);
        };
    }

    /** Writes the section as it would stand in a spec, with settings as in {@code key: value}. */
    String example(String settings) {
        String map = "{" + settings + "}";
        return section.replace(".", ": {") + ": " + (list ? "[" + map + "]" : map) + (section.contains(".") ? "}" : "");
    }
}
