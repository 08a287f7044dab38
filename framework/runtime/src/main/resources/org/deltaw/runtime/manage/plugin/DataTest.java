package {{package}};

import java.nio.file.Path;
import java.util.List;
import org.deltaw.testkit.data.DataSourceContract;

class {{class}}Test extends DataSourceContract<{{class}}.Settings> {
    @Override
    protected {{class}} extension() {
        return new {{class}}();
    }

    /** The contract is tried with each of these. */
    @Override
    protected List<{{class}}.Settings> settings() {
        return List.of(new {{class}}.Settings(3, 50), new {{class}}.Settings(1, 20));
    }

    @Override
    protected Path directory() {
        return Path.of("");
    }

    @Override
    protected boolean isRandom({{class}}.Settings settings) {
        return true;
    }
}
