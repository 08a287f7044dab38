/** Simulates experiments in which synapses change by a known rule. */
@NullMarked
package org.deltaw.plugin.synthetic;

import org.jspecify.annotations.NullMarked;

