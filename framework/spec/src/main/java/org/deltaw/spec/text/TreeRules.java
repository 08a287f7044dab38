package org.deltaw.spec.text;

import java.util.SequencedMap;

/** What every spec must keep, whether it is YAML or JSON. */
final class TreeRules {
    /** How deep maps and lists may lie in each other. Settings are a few levels deep; this guards the stack. */
    private static final int DEEPEST = 64;

    private TreeRules() {}

    /** Refuses what lies too deep. */
    static void checkDepth(int depth, Position position) {
        if (depth > DEEPEST) {
            throw Faults.at(position, "", "maps and lists lie in each other more than " + DEEPEST + " levels deep.");
        }
    }

    /** Refuses a key that its map already has. */
    static void checkNew(SequencedMap<String, SpecNode> entries, String key, Position position) {
        SpecNode earlier = entries.get(key);
        if (earlier != null) {
            int line = earlier.position().line();
            throw Faults.at(position, earlier.path(),
                    " is given twice" + (line == 0 ? "." : ", first in line " + line + "."));
        }
    }
}
