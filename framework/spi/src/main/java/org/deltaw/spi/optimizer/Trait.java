package org.deltaw.spi.optimizer;

/** What may be expected of the searches of an optimizer. */
public enum Trait {
    /** Numbers that their L1 weight holds at 0 end there to the last bit, so that terms can be chosen with it. */
    EXACT_ZEROS,
    /** It notices when nothing is left to gain, most likely long before all iterations are used, and ends the search. */
    ENDS_BY_ITSELF
}
