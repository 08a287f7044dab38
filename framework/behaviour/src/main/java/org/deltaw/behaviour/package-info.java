/** What several sources of behavioural data share: codes of odours over input neurons, the expected reward, and tasks that give rewards. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.behaviour;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
