package org.deltaw.study.posterior;

import java.util.Map;
import java.util.SequencedMap;

/**
 * A chain as its file holds it; {@link ChainReader} reads it.
 *
 * @param settings what the comments say, by Stan's words, such as {@code num_warmup}
 * @param columns the draws of every number, and what the sampler says of each draw, by the names of columns
 */
public record Chain(Map<String, String> settings, SequencedMap<String, double[]> columns) {}
