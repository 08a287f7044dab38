/** Reports: results as text, tables, HTML and charts for people to read. */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.study.report;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
