package org.deltaw.runtime.discover;

import java.util.Locale;
import org.deltaw.spi.Extension;
import org.deltaw.spi.backend.GradientBackend;
import org.deltaw.spi.data.DataSource;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.optimizer.Optimizer;
import org.deltaw.spi.rule.RuleFamily;

/** The six kinds of extension, in the order in which they are listed. */
public enum Kind {
    RULE_FAMILY(RuleFamily.class),
    NETWORK_ARCHITECTURE(NetworkArchitecture.class),
    DATA_SOURCE(DataSource.class),
    LOSS_FUNCTION(LossFunction.class),
    OPTIMIZER(Optimizer.class),
    BACKEND(GradientBackend.class);

    private final Class<? extends Extension<?>> type;

    @SuppressWarnings("unchecked")
    Kind(@SuppressWarnings("rawtypes") Class<? extends Extension> type) {
        this.type = (Class<? extends Extension<?>>) type;
    }

    /**
     * Returns the kind that an extension point stands for.
     *
     * @throws IllegalArgumentException if it is none of the six
     */
    public static Kind of(Class<? extends Extension<?>> type) {
        for (Kind kind : values()) {
            if (kind.type == type) {
                return kind;
            }
        }
        throw new IllegalArgumentException(type + " is no kind of extension; expected one of the six of "
                + Extension.class.getPackageName() + ", such as RuleFamily.class.");
    }

    /** Returns the interface that extensions of this kind implement. */
    public Class<? extends Extension<?>> type() {
        return type;
    }

    /** Returns the kind in words, as in {@code rule family}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
