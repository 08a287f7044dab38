package {{package}};

import java.util.List;
import org.deltaw.testkit.network.NetworkArchitectureContract;

class {{class}}Test extends NetworkArchitectureContract<{{class}}.Settings> {
    @Override
    protected {{class}} extension() {
        return new {{class}}();
    }

    /** The contract is tried with each of these. */
    @Override
    protected List<{{class}}.Settings> settings() {
        return List.of(new {{class}}.Settings(2, 3, 5), new {{class}}.Settings(4, 1, 1));
    }
}
