package org.deltaw.runtime.discover;

import org.deltaw.runtime.bundle.Jar;

/** Where a user puts plugins; each source has its own, and messages name it. */
public enum PluginLocation {
    PLUGINS("plugins/") {
        @Override
        public String add() {
            return "put its jar into plugins/";
        }

        @Override
        public String supplyLibrary(Jar jar) {
            return "embed the library that holds it in " + jar;
        }
    },
    CLASS_PATH("the class path") {
        @Override
        public String add() {
            return "add its jar to the class path";
        }

        @Override
        public String supplyLibrary(Jar jar) {
            return "add the jar that holds it to the class path";
        }
    };

    private final String name;

    PluginLocation(String name) {
        this.name = name;
    }

    /** Says how to install a plugin. */
    public abstract String add();

    /** Says how to give a plugin a class that it lacks. */
    public abstract String supplyLibrary(Jar jar);

    /** Says what to do about a plugin that is broken for no reason that a user could mend. */
    public String replace() {
        return "get a corrected version of the plugin, or remove it from " + name;
    }

    @Override
    public String toString() {
        return name;
    }
}
