package org.deltaw.spec.settings;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.spec.text.Faults;
import org.deltaw.spec.text.Position;
import org.deltaw.spec.text.SpecNode;
import org.deltaw.spi.BrokenExtensionException;
import org.deltaw.spi.Extension;
import org.deltaw.spi.InvalidSpecException;

/**
 * What a section looks like if it chooses a certain extension.
 *
 * @param own the extension's settings
 * @param kernel the settings that belong to the kernel
 */
public record SectionShape(SectionKind kind, Extension<?> extension, Shape own, Shape kernel) {
    /**
     * Finds out what settings there are.
     *
     * @throws BrokenExtensionException if the extension's settings are not as they should be
     */
    public static SectionShape of(SectionKind kind, Extension<?> extension) {
        Shape kernel = ShapeReader.read(kind.kernelSettings());
        Shape own;
        try {
            own = ShapeReader.read(extension.settingsType());
            requireUsableDefaults(own);
        } catch (IllegalArgumentException e) {
            throw Faults.of(extension.id(), e);
        }
        List<String> reserved = new ArrayList<>(kernel.keys());
        reserved.add(kind.discriminator());
        reserved.retainAll(own.keys());
        if (!reserved.isEmpty()) {
            throw new BrokenExtensionException(extension.id(), "its setting '" + reserved.getFirst()
                    + "' has a name that the kernel uses in the section '" + kind.section() + "'; rename it.");
        }
        return new SectionShape(kind, extension, own, kernel);
    }

    /**
     * Refuses a record that refuses itself: if every setting has a default, whoever writes none of them has done nothing wrong. A setting
     * that is left empty, or a rule, may be what a user has to add.
     */
    private static void requireUsableDefaults(Shape own) {
        boolean complete = own.settings().stream().allMatch(
                slot -> slot.byDefault().isPresent() && !(slot.type() instanceof SettingType.Rule));
        if (complete) {
            try {
                new RecordBinder(NoExtensions.CATALOG).bind(own, SpecNode.Entries.empty(Position.of("defaults"), ""));
            } catch (InvalidSpecException refused) {
                throw new IllegalArgumentException("the constructor of " + own.type().getName()
                        + " refuses its own defaults. " + refused.getMessage(), refused);
            }
        }
    }

    /** Lists the keys that users may write in the section. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        keys.add(kind.discriminator());
        keys.addAll(own.keys());
        keys.addAll(kernel.keys());
        return keys;
    }
}
