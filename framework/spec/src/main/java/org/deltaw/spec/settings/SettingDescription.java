package org.deltaw.spec.settings;

/**
 * What a user may want to know about one setting.
 *
 * @param key as written in a spec; settings of a nested record have its key in front, {@code *} stands for
 *     the number or name of an entry
 * @param type in words, as in "a whole number"
 * @param range in words, as in "at least 0"; empty if there is none
 * @param required whether a user must set it
 * @param byDefault its default as a user would write it; empty if it is required, or nothing by default
 * @param description what it is for, as a phrase without a full stop
 */
public record SettingDescription(
        String key, String type, String range, boolean required, String byDefault, String description) {}
