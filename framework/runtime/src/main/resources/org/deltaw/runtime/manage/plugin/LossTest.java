package {{package}};

import java.util.List;
import org.deltaw.testkit.loss.LossFunctionContract;

class {{class}}Test extends LossFunctionContract<{{class}}.Settings> {
    @Override
    protected {{class}} extension() {
        return new {{class}}();
    }

    /** The contract is tried with each of these. */
    @Override
    protected List<{{class}}.Settings> settings() {
        return List.of(new {{class}}.Settings(0.1), new {{class}}.Settings(2));
    }
}
