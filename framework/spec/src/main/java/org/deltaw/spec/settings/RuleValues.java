package org.deltaw.spec.settings;

import java.util.Map;
import org.deltaw.spi.Setting;

/** What is told about a rule whose parameters are known, whatever family it is of. */
record RuleValues(
        @Setting(value = "values of the rule's parameters, by name, as in {x*r: 1}; for an array the same everywhere",
                        byDefault = "{}")
                Map<String, Double> values) {}
