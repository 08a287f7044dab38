package org.deltaw.plugin.fly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.Setting;
import org.deltaw.spi.data.Resamplings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlySettingsTest {
    private static FlySettings settings(List<String> files, double mean, String trials) {
        return new FlySettings(files, Resamplings.AUTOMATIC, FlySettings.Reward.EXPECTED, 10, mean, 0.05, Optional.of(trials));
    }

    @Test
    void everySettingIsDescribed() {
        for (RecordComponent component : FlySettings.class.getRecordComponents()) {
            Setting setting = component.getAnnotation(Setting.class);
            assertNotNull(setting, component.getName());
            assertFalse(setting.value().isBlank() || setting.value().endsWith("."), component.getName());
        }
    }

    @Test
    void noFilesAreRefused() {
        InvalidSpecException refusal =
                assertThrows(InvalidSpecException.class, () -> settings(List.of(), 0.75, "1-80"));
        assertEquals("files", refusal.key());
        assertEquals("The list is empty, expected at least one recording, as in [Fly1.mat].", refusal.getMessage());
    }

    @Test
    void endlessInputsAreRefused() {
        InvalidSpecException refusal = assertThrows(InvalidSpecException.class,
                () -> settings(List.of("Fly1.mat"), Double.NaN, "1-80"));
        assertEquals("input-mean", refusal.key());
        assertEquals("Found NaN, expected a finite number, as in 0.05.", refusal.getMessage());
    }

    @Test
    void rangeOfTrialsIsRead() {
        assertEquals(new TrialRange(1, 80), settings(List.of("Fly1.mat"), 0.75, "1-80").range().orElseThrow());
        assertEquals(new TrialRange(81, 160), settings(List.of("Fly1.mat"), 0.75, " 81 - 160 ").range().orElseThrow());
        assertEquals(new TrialRange(5, 5), settings(List.of("Fly1.mat"), 0.75, "5-5").range().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "80-1", "0-80", "1-", "1-80-90", "a-b", "-1-80", "1-99999999999"})
    void otherRangesAreRefused(String trials) {
        InvalidSpecException refusal =
                assertThrows(InvalidSpecException.class, () -> settings(List.of("Fly1.mat"), 0.75, trials));
        assertEquals("trials", refusal.key());
        assertEquals("Found '" + trials + "', expected the first and the last trial, counted from 1, as in 1-80.",
                refusal.getMessage());
    }
}
