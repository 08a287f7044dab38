package org.deltaw.runtime.change;

import java.util.List;
import org.deltaw.runtime.bundle.Jar;
import org.deltaw.runtime.discover.Installed;

/**
 * What happened to the jar of a plugin, or of a library of plugins, while DeltaW runs.
 *
 * @param before what the jar brought until now; empty if it was not there, or is a library
 * @param after what it brings now; empty if it is gone, or is a library
 */
public record PluginChange(Jar jar, What what, List<Installed> before, List<Installed> after) {
    /** What may happen to a jar. */
    public enum What {
        /** It was put there. */
        APPEARED,
        /** Another jar, or another build of it, took its place. */
        REPLACED,
        /** It stayed what it is, but what it brings can be used now, or can no longer: since another jar came or went. */
        AFFECTED,
        /** It was taken away; who uses it goes on with it. */
        DISAPPEARED
    }

    public PluginChange {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
