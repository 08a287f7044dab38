package org.deltaw.kernel.posterior;

import org.deltaw.kernel.prior.Prior;
import org.deltaw.spi.parameter.Parameter;

/**
 * What a posterior believes of a parameter before the data, for output.
 *
 * @param parameter its name in full
 * @param prior of each of its values, or of the population's where units have their own
 * @param bounds where it is cut
 * @param byDefault whether the user said nothing
 */
public record StatedPrior(String parameter, Prior prior, Parameter.Bounds bounds, boolean byDefault) {}
