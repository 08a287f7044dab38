package org.deltaw.spec.settings;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.spi.Extension;

/** Describes settings for people. */
public final class SettingDescriptions {
    private SettingDescriptions() {}

    /**
     * Describes a record of settings.
     *
     * @throws IllegalArgumentException if the record is not as {@link org.deltaw.spi.Setting} describes
     */
    public static List<SettingDescription> of(Class<? extends Record> settings) {
        return of(ShapeReader.read(settings), "");
    }

    /**
     * Describes what may stand in the section of a spec that chooses an extension: first its own settings,
     * then those that all extensions of its kind have.
     *
     * @throws org.deltaw.spi.BrokenExtensionException if the extension declares its settings wrongly, or they do not work
     */
    public static List<SettingDescription> of(Extension<?> extension) {
        SectionShape shape = SectionShape.of(SectionKind.of(extension), extension);
        List<SettingDescription> all = new ArrayList<>(of(shape.own(), ""));
        all.addAll(of(shape.kernel(), ""));
        return all;
    }

    private static List<SettingDescription> of(Shape shape, String prefix) {
        List<SettingDescription> all = new ArrayList<>();
        for (Shape.Slot slot : shape.settings()) {
            String key = prefix + slot.key();
            String limits = slot.type().limits();
            String words = slot.type().one();
            all.add(new SettingDescription(key, words.substring(0, words.length() - limits.length()),
                    limits.replaceFirst("^ (of )?", ""), slot.required(), slot.defaultText(), slot.doc()));
            addNested(all, slot.type(), key + ".");
        }
        return all;
    }

    private static void addNested(List<SettingDescription> all, SettingType type, String prefix) {
        switch (type) {
            case SettingType.Rule _ -> {
                all.add(new SettingDescription(prefix + SectionKind.KNOWN_RULE.discriminator(), "a name", "", false, "",
                        "the rule's family; the family's own settings stand beside it"));
                all.addAll(of(ShapeReader.read(RuleValues.class), prefix));
            }
            case SettingType.Nested nested -> all.addAll(of(nested.shape(), prefix));
            case SettingType.TextOrMap either -> addNested(all, either.map(), prefix);
            case SettingType.ListOf list -> addNested(all, list.item(), prefix + "*.");
            case SettingType.MapOf map -> addNested(all, map.value(), prefix + "*.");
            case SettingType.Maybe maybe -> addNested(all, maybe.value(), prefix);
            default -> { }
        }
    }
}
