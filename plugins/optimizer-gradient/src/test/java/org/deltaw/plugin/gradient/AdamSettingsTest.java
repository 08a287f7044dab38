package org.deltaw.plugin.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdamSettingsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1   | 0.9 | 1e-8 | 1  | beta1         | The decay beta1 is 1.0; expected at least 0 and less than 1.
            0.9 | 1   | 1e-8 | 1  | beta2         | The decay beta2 is 1.0; expected at least 0 and less than 1.
            NaN | 0   | 1e-8 | 1  | beta1         | The decay beta1 is NaN; expected at least 0 and less than 1.
            0   | 0   | 0    | 1  | epsilon       | The epsilon is 0.0; expected a positive number.
            0   | 0   | 1    | 0  | gradient-clip | The gradient-clip is 0.0; expected a positive number.
            0   | 0   | 1    | -1 | gradient-clip | The gradient-clip is -1.0; expected a positive number.
            """)
    void numbersThatCannotWorkAreRefused(
            double beta1, double beta2, double epsilon, double clip, String key, String message) {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class, () -> new AdamSettings(
                0.1, Update.PER_BATCH, beta1, beta2, epsilon, Optional.of(clip)));
        assertEquals(message, refusal.getMessage());
        assertEquals(key, refusal.key());
    }
}
