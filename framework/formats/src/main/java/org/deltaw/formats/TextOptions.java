package org.deltaw.formats;

import java.nio.charset.Charset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a user says of text files where their content leaves it open, or is to be overruled. Immutable. */
public final class TextOptions {
    private final Builder given;

    private TextOptions(Builder given) {
        this.given = given;
    }

    /** Leaves everything to the content. */
    public static TextOptions ofContent() {
        return builder().build();
    }

    /** Starts with everything left to the content. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns what stands between cells. */
    public Optional<Character> separator() {
        return Optional.ofNullable(given.separator);
    }

    /** Returns what stands before the fraction of a number. */
    public Optional<Character> decimal() {
        return Optional.ofNullable(given.decimal);
    }

    /** Returns how letters are encoded, in files that do not say it by a byte order mark. */
    public Optional<Charset> encoding() {
        return Optional.ofNullable(given.encoding);
    }

    /** Returns how lines begin that are left out. */
    public Optional<String> comment() {
        return Optional.ofNullable(given.comment);
    }

    /** Collects what is given. */
    public static final class Builder {
        private @Nullable Character separator;
        private @Nullable Character decimal;
        private @Nullable Charset encoding;
        private @Nullable String comment;

        private Builder() {}

        private Builder(Builder other) {
            separator = other.separator;
            decimal = other.decimal;
            encoding = other.encoding;
            comment = other.comment;
        }

        /** Sets what stands between cells: any ASCII letter but a quote. */
        public Builder separator(char character) {
            separator = character;
            return this;
        }

        /** Sets what stands before the fraction of a number: a point or a comma. */
        public Builder decimal(char character) {
            decimal = character;
            return this;
        }

        /** Sets how letters are encoded. */
        public Builder encoding(Charset charset) {
            encoding = charset;
            return this;
        }

        /** Sets how lines begin that are left out, wherever they stand. */
        public Builder comment(String beginning) {
            comment = beginning;
            return this;
        }

        /** Makes the options. */
        public TextOptions build() {
            return new TextOptions(new Builder(this));
        }
    }
}
