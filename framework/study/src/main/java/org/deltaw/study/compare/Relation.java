package org.deltaw.study.compare;

import java.io.UncheckedIOException;
import java.util.List;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.LikelihoodSettings;
import org.deltaw.kernel.comparison.Nesting;
import org.deltaw.kernel.fit.OpenFit;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.study.fit.Opening;

/**
 * Which of two models lies within the other.
 *
 * @param reason why that is not known; else empty
 */
record Relation(Kind kind, String reason) {
    /** How parameters are shared by subjects does not matter here, but all data must be there. */
    private static final String POOLED = "training.subjects=pooled";

    /** What is found. */
    enum Kind {
        FIRST_WITHIN_OTHER,
        OTHER_WITHIN_FIRST,
        /** Each can be what the other can be. */
        SAME,
        /** Each can be what the other cannot be, or has other data, losses or networks. */
        NEITHER,
        /** It could not be tried, since data or plugins are no longer there. */
        UNKNOWN,
        /** What was maximised is a bound of the likelihood that depends on the rule. */
        BOUND
    }

    /** Opens both models again and tries. */
    static Relation of(ComparedModel first, ComparedModel other, ExtensionCatalog extensions) {
        try (Opened one = Opened.of(first.spec(POOLED), extensions); Opened two = Opened.of(other.spec(POOLED), extensions)) {
            if (one.isBound() || two.isBound()) {
                return new Relation(Kind.BOUND, "");
            }
            // One rule for all lies within one rule for each, and not the other way round.
            boolean within = (!first.isSeparate() || other.isSeparate()) && Nesting.of(one.problem(), two.problem()).isPresent();
            boolean around = (!other.isSeparate() || first.isSeparate()) && Nesting.of(two.problem(), one.problem()).isPresent();
            return new Relation(within && around ? Kind.SAME : within ? Kind.FIRST_WITHIN_OTHER
                    : around ? Kind.OTHER_WITHIN_FIRST : Kind.NEITHER, "");
        } catch (InvalidSpecException | UncheckedIOException missing) {
            return new Relation(Kind.UNKNOWN, String.valueOf(missing.getMessage()));
        }
    }

    /** A model with its data. */
    private record Opened(Fit fit, OpenFit opened) implements AutoCloseable {
        static Opened of(SpecFile file, ExtensionCatalog extensions) {
            Fit fit = file.fit(extensions);
            return new Opened(fit, Opening.of(file, fit));
        }

        Problem problem() {
            return opened.problems().getFirst();
        }

        /** Tells whether what was maximised is less than the likelihood, by more or less as the rule would have it. */
        boolean isBound() {
            List<String> recordings = problem().trajectories().stream().map(Trajectory::recording).toList();
            return fit.likelihood().likelihood() == LikelihoodSettings.Combination.MEAN
                    && recordings.stream().distinct().count() < recordings.size();
        }

        @Override
        public void close() {
            opened.close();
        }
    }

    boolean isNested() {
        return kind == Kind.FIRST_WITHIN_OTHER || kind == Kind.OTHER_WITHIN_FIRST;
    }

    /** Tells whether differences of what was held out mean anything that can be tested. */
    boolean allowsTests() {
        return kind != Kind.UNKNOWN && kind != Kind.BOUND;
    }

    /** Returns the larger of two models that are nested. */
    <T> T larger(T first, T other) {
        return kind == Kind.OTHER_WITHIN_FIRST ? first : other;
    }

    /** Returns the smaller of two models that are nested. */
    <T> T smaller(T first, T other) {
        return kind == Kind.OTHER_WITHIN_FIRST ? other : first;
    }

    /** Says it in a sentence. */
    String sentence(String first, String other) {
        return switch (kind) {
            case FIRST_WITHIN_OTHER, OTHER_WITHIN_FIRST -> "The rule of " + smaller(first, other) + " lies within that of "
                    + larger(first, other) + ".";
            case SAME -> "Both fit the same rule.";
            case NEITHER -> "Neither rule lies within the other.";
            case UNKNOWN -> "It is not known whether one rule lies within the other, so nothing is tested: " + reason;
            case BOUND -> "Replicates of recordings were put together by the mean of their log-likelihoods, a lower bound of the "
                    + "likelihood that depends on the rule, so nothing is tested; use likelihood: marginal.";
        };
    }

    /** Names it for programs. */
    String key() {
        return switch (kind) {
            case FIRST_WITHIN_OTHER -> "first-within-other";
            case OTHER_WITHIN_FIRST -> "other-within-first";
            case SAME -> "same";
            case NEITHER -> "neither";
            case UNKNOWN -> "unknown";
            case BOUND -> "bound";
        };
    }
}
