package org.deltaw.study.compare;

import org.deltaw.spec.SpecFile;

/** What was fitted, or validated, and is compared with others. */
interface ComparedModel {
    /** Returns the directory as it was named. */
    String name();

    /** Returns what was fitted, with some settings changed. */
    SpecFile spec(String... overrides);

    /** Tells whether each subject has parameters of its own. */
    boolean isSeparate();
}
