package org.deltaw.testkit.example;

import java.util.List;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.testkit.rule.RuleFamilyContract;

/** How a plugin proves itself, from a package of its own. */
class OjaRuleTest extends RuleFamilyContract<NoSettings> {
    @Override
    protected RuleFamily<NoSettings> extension() {
        return new OjaRule();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }
}
