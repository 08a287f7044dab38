package org.deltaw.spi.rule;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.deltaw.spi.Configured;

/**
 * A rule of any family with given parameters: the truth by which an experiment is simulated. As a component of
 * a settings record it is written like the rule of a spec, with values in place of what is to be fitted:
 * {@code {family: taylor, terms: [x*y, y^2*w], values: {x*y: 1, y^2*w: -1}}}.
 *
 * @param family with its settings
 * @param values of parameters by name, for an array the same everywhere; parameters without one keep the value
 *     at which fitting would start, drawn from the fit's seed if it is random
 */
public record KnownRule(Configured<RuleFamily<?>> family, Map<String, Double> values) {
    public KnownRule {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
