/**
 * The text form of the expression language: one grammar for rules in spec files and for computed columns of tables. {@link
 * org.deltaw.expr.text.TextExpression} reads a text, {@link org.deltaw.expr.text.Translator} makes an expression of it, and {@link
 * org.deltaw.expr.text.TextException} says in one sentence what is wrong, and where.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.deltaw.expr.text;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
