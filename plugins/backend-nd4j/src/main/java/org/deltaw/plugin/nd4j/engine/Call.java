package org.deltaw.plugin.nd4j.engine;

/** An operation on arrays that are there already. */
interface Call {
    void run();
}
