package org.deltaw.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What all plugins have in common. The discovered object is stateless and cheap to create, loads
 * nothing native, and may be used by several threads.
 *
 * @param <S> the settings a user may write in a spec file: a record whose components carry {@link
 *     Setting}; {@link NoSettings} if there are none
 */
@ConsumerType
public interface Extension<S extends Record> {
    /** Returns the name used in spec files, unique among the extensions of its kind. */
    ExtensionId id();

    /** Says in one line what it is for. */
    String description();

    /** Returns the record to which the settings in a spec file are bound. */
    Class<S> settingsType();

    /** Lists the publications it rests on. */
    default List<Citation> sources() {
        return List.of();
    }
}
