/** JMH benchmarks. */
@NullMarked
package org.deltaw.benchmarks;

import org.jspecify.annotations.NullMarked;
