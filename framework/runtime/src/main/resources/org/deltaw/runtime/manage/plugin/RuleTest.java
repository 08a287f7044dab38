package {{package}};

import java.util.List;
import org.deltaw.testkit.rule.RuleFamilyContract;

class {{class}}Test extends RuleFamilyContract<{{class}}.Settings> {
    @Override
    protected {{class}} extension() {
        return new {{class}}();
    }

    /** The contract is tried with each of these. */
    @Override
    protected List<{{class}}.Settings> settings() {
        return List.of(new {{class}}.Settings(false), new {{class}}.Settings(true));
    }
}
