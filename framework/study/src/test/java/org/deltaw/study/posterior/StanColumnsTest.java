package org.deltaw.study.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StanColumnsTest {
    private static List<String> columns(String... fullNames) {
        return StanColumns.of(List.of(fullNames)).columns();
    }

    @Test
    void namesHoldLettersDigitsAndUnderscores() {
        assertEquals(List.of("rule_w", "rule_x_r", "network_bias_0", "loss_activity_noise_scale", "rule_w_2"),
                columns("rule.w", "rule.x*r", "network.bias[0]", "loss.activity.noise-scale", "rule.w^2"));
    }

    @Test
    void valuesOfUnitsAreAnArray() {
        assertEquals(List.of("rule_w.1", "rule_w.2", "network_bias_0.1", "rule_w.3"),
                columns("rule.w@Fly1", "rule.w@Fly2/morning", "network.bias[0]@Fly1", "rule.w@Fly3"));
    }

    @Test
    void noTwoNumbersHaveTheSameName() {
        List<String> columns = columns("rule.x*r", "rule.x.r", "rule.x_r", "rule.x*r@Fly1", "rule.x*r@Fly2", "rule.x_r_2", "rule.x-r");
        assertEquals(columns.size(), new HashSet<>(columns).size(), columns::toString);
        assertEquals(List.of("rule_x_r", "rule_x_r_3", "rule_x_r_4", "rule_x_r_5.1", "rule_x_r_5.2", "rule_x_r_2", "rule_x_r_6"), columns);
    }

    @Test
    void namesBeginWithALetterAndDoNotEndAsThoseOfTheSampler() {
        List<String> columns = columns("2nd", "energy__", "_x_", "**", "größe");
        assertEquals(List.of("p_2nd", "energy", "x", "p_", "gr_e"), columns.stream().map(each -> each).toList());
        assertTrue(columns.stream().noneMatch(each -> each.endsWith("__")), columns::toString);
    }

    @Test
    void columnsLeadToFullNames() {
        assertEquals(Map.of("rule_w", "rule.w", "rule_x_r.1", "rule.x*r@Fly1"),
                StanColumns.of(List.of("rule.w", "rule.x*r@Fly1")).byColumn());
    }

    @Test
    void oneNameIsNotGivenTwice() {
        assertEquals("Two numbers are called 'rule.w'.",
                assertThrows(IllegalArgumentException.class, () -> columns("rule.w", "rule.w")).getMessage());
    }
}
