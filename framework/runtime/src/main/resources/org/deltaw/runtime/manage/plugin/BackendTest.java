package {{package}};

import java.util.List;
import org.deltaw.spi.NoSettings;
import org.deltaw.testkit.backend.GradientBackendContract;

class {{class}}Test extends GradientBackendContract<NoSettings> {
    @Override
    protected {{class}} extension() {
        return new {{class}}();
    }

    /** The contract is tried with each of these. */
    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }
}
