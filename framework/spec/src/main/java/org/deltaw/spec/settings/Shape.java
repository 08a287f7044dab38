package org.deltaw.spec.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.deltaw.spec.text.SpecNode;

/**
 * What a record of settings looks like in a spec.
 *
 * @param settings one for each component, in their order
 */
public record Shape(Class<? extends Record> type, Constructor<?> constructor, List<Slot> settings) {
    /**
     * One setting.
     *
     * @param key as users write it
     * @param doc what it is for
     * @param byDefault its default as users would write it; empty if there is none
     */
    public record Slot(String key, SettingType type, String doc, Optional<SpecNode> byDefault, String defaultText,
            Method accessor) {
        /** Tells whether a user must set it. */
        public boolean required() {
            return byDefault.isEmpty() && !(type instanceof SettingType.Maybe);
        }
    }

    public Shape {
        settings = List.copyOf(settings);
    }

    /** Lists the keys that users may write. */
    List<String> keys() {
        return settings.stream().map(Slot::key).toList();
    }
}
