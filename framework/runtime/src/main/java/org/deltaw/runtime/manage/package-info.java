/**
 * Plugins on disk: installing, checking and removing them, projects to begin one with, and distributions made of
 * some.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.runtime.manage;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
