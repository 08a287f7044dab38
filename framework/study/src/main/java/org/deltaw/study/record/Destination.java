package org.deltaw.study.record;

import java.nio.file.Path;

/** Where the results of a study go. Nothing is made before it is known that the study can begin. */
public interface Destination {
    /** Where runs lie if nothing else is said: {@code runs}, in the folder of the process. */
    Path RUNS = Path.of("runs");

    /**
     * Makes the directory.
     *
     * @param name of the study
     */
    Path create(String name);

    /**
     * A directory that is new or empty.
     *
     * @throws org.deltaw.spi.InvalidSpecException at once if it holds something
     */
    static Destination at(Path folder) {
        RunFolders.requireFree(folder);
        return _ -> RunFolders.create(folder);
    }

    /**
     * A new directory in {@link #RUNS}, after the name of the study.
     *
     * @param suffix after the name, such as {@code -validation}; may be empty
     */
    static Destination inRuns(String suffix) {
        return name -> RunFolders.create(RUNS, name + suffix);
    }

    /**
     * Returns the directory in {@link #RUNS} of a study with which the same command goes on.
     *
     * @param name of the study
     */
    static Path kept(String name) {
        return RUNS.resolve(RunFolders.fileName(name));
    }
}
