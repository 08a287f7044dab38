package org.deltaw.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of a settings record. Spec files, {@code deltaw describe} and the JSON schema
 * all come from it.
 *
 * <p>The key in a spec file is the component's name in words joined by {@code -}: {@code learningRate}
 * is {@code learning-rate}. Components may be {@code boolean}, {@code int}, {@code long}, {@code
 * double}, {@code String}, an enum (its constants in lower case, words joined by {@code -}), a {@link
 * org.deltaw.spi.rule.KnownRule}, a record of the same kind, a value class of the extension's own, a {@link
 * org.deltaw.expr.text.TextExpression}, or a {@code List}, {@code Optional} or {@code Map} (by name) of these. A value class is
 * written as a text: its {@code public static} method {@code parse(String)} reads what the user wrote, throwing what it refuses as a
 * compact constructor does, and its {@code toString()} writes a text from which the same value is read. A record whose components
 * are settings may have such a method, too: then it may be written as a map, or in short as a text. A list of texts may be written as
 * one text, if that is all it holds. Numbers are finite, but for those of a component called {@code bounds}, where {@code .inf}
 * leaves a side open.
 *
 * <p>What one value alone cannot show to be wrong is checked in the record's compact constructor, by throwing {@link
 * InvalidSpecException}, or an {@link IllegalArgumentException} with a message for users. Whatever else the record throws, its
 * accessors and initialisers included, is the plugin's fault and reported as such, and so is a constructor that refuses the
 * record's own defaults.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** Says what it is for, with its unit, as a phrase without a full stop. */
    String value();

    /**
     * Gives the default as it would be written in a spec file. Without one a user must set the key,
     * unless the component is {@code Optional}.
     */
    String byDefault() default "";

    /** Gives the least number allowed (for a list: each entry). */
    double min() default Double.NEGATIVE_INFINITY;

    /** Gives the largest number allowed (for a list: each entry). */
    double max() default Double.POSITIVE_INFINITY;
}
