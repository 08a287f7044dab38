package org.deltaw.plugin.nd4j.engine;

import java.util.Optional;

/** An instruction, and when it is executed. */
record Scheduled(Instruction instruction, Phase phase, Optional<Guard> guard) {}
