/**
 * Rules and networks as people write them first: an eligibility trace, a sliding threshold, spikes, choices between options. Each keeps
 * the testkit's contract and is run, on two backends, against a plain loop.
 */
@NullMarked
package org.deltaw.kernel.example;

import org.jspecify.annotations.NullMarked;
