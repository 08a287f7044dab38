/**
 * Leave-one-out cross-validation from draws of one posterior, by Pareto-smoothed importance sampling: how well single observations
 * are foretold by all others. Knows arrays of log-likelihoods alone.
 *
 * <p>Leaving out a choice drops its factor of the likelihood and keeps the choice in the history by which weights changed. So what is
 * estimated is how well choices are interpolated between earlier and later ones, not how well they are forecast.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.kernel.loo;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
