package org.deltaw.spec.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.deltaw.spec.testing.FakeCatalog;
import org.deltaw.spec.testing.FakeExtensions;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.Setting;
import org.junit.jupiter.api.Test;

class SettingDescriptionsTest {
    record Unannotated(int a) {}

    record Nesting(
            @Setting("several points") List<RecordBinderTest.Point> points,
            @Setting("perhaps limits") Optional<Limits> limits) {}

    record Limits(
            @Setting(value = "fractions", byDefault = "[0.5]", min = 0, max = 1) List<Double> fractions,
            @Setting(value = "a sign", byDefault = "-1", max = 1) int sign) {}

    @Test
    void describesOwnSettingsAndThoseOfTheKernel() {
        FakeCatalog catalog = FakeCatalog.standard();
        assertEquals(List.of(
                new SettingDescription("files", "a list of texts", "", true, "",
                        "the recordings, one .mat file for each fly"),
                new SettingDescription("resamplings", "a whole number", "from 1 to 1000", false, "1",
                        "how often the odours are drawn again"),
                new SettingDescription("reward", "expected or raw", "", false, "expected", "what is called reward"),
                new SettingDescription("noise", "a number", "at least 0", false, "0.05",
                        "standard deviation of the inputs"),
                new SettingDescription("training-fraction", "a number", "at most 1", false, "1",
                        "share of each trajectory's trials, from the first, to which rules are fitted; the rest is "
                                + "held out")),
                SettingDescriptions.of(catalog.extensions().getFirst()));
        assertEquals(List.of("layers", "scale", "initial", "fixed", "fitted", "bounds", "scope"),
                SettingDescriptions.of(catalog.extensions().get(2)).stream().map(SettingDescription::key).toList());
        List<SettingDescription> ofRule = SettingDescriptions.of(new FakeExtensions.Family<>("oja", NoSettings.class));
        assertEquals(List.of("initial", "fixed", "fitted", "bounds", "scope", "weights"),
                ofRule.stream().map(SettingDescription::key).toList());
        assertEquals(new SettingDescription("weights", "any or stable", "", false, "any", "what weights may do by themselves: any, or stable "
                + "if they must neither grow from nothing nor change their sign in most steps"), ofRule.getLast());
        List<SettingDescription> ofLoss = SettingDescriptions.of(new FakeExtensions.Function("l1"));
        assertEquals(new SettingDescription("weight", "a number", "", false, "1",
                "by what the loss is multiplied in the sum of all losses"), ofLoss.getFirst());
        assertEquals(List.of("weight", "initial", "fixed", "fitted", "bounds", "scope"),
                ofLoss.stream().map(SettingDescription::key).toList());
    }

    @Test
    void describesNestedRecords() {
        assertEquals(List.of(
                new SettingDescription("points", "a list of maps with the keys x, y", "", true, "", "several points"),
                new SettingDescription("points.*.x", "a number", "", true, "", "the first coordinate"),
                new SettingDescription("points.*.y", "a number", "", false, "0.5", "the second coordinate"),
                new SettingDescription("limits", "a map with the keys fractions, sign", "", false, "",
                        "perhaps limits"),
                new SettingDescription("limits.fractions", "a list of numbers", "from 0 to 1", false, "[0.5]",
                        "fractions"),
                new SettingDescription("limits.sign", "a whole number", "at most 1", false, "-1", "a sign")),
                SettingDescriptions.of(Nesting.class));
    }

    @Test
    void whatHasNoSettingsHasNoDescriptions() {
        assertEquals(List.of(), SettingDescriptions.of(NoSettings.class));
    }

    @Test
    void aBrokenExtensionIsNamed() {
        assertEquals("Extension 'fly': Component 'a' of " + Unannotated.class.getName()
                + " lacks @Setting, which says what it is for.",
                assertThrows(BrokenExtensionException.class, () -> SettingDescriptions.of(
                        new FakeExtensions.Source<>("fly", Unannotated.class))).getMessage());
    }
}
