package org.deltaw.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.Session;
import org.deltaw.spec.Section;
import org.deltaw.spec.SettingDescription;
import org.deltaw.spec.SettingDescriptions;
import org.deltaw.spec.SpecFile;
import org.deltaw.spi.Extension;
import org.deltaw.spi.InvalidSpecException;

/** Opens a fit, and adds to what is wrong with it the place in the spec file where it was written. */
final class Opening {
    private Opening() {}

    /**
     * Loads the data and assembles the model.
     *
     * @param path of the spec file, for messages
     */
    static Session of(SpecFile file, Path path, Fit fit) {
        try {
            return Session.open(fit);
        } catch (InvalidSpecException invalid) {
            throw located(file, path, fit, invalid);
        }
    }

    /** An extension knows the key that is wrong, but not its section: it is the only one with such a key. */
    private static InvalidSpecException located(SpecFile file, Path path, Fit fit, InvalidSpecException invalid) {
        List<Section> sections = new ArrayList<>();
        extensions(fit).forEach((section, extension) -> {
            if (SettingDescriptions.of(extension).stream().map(SettingDescription::key).anyMatch(invalid.key()::equals)) {
                sections.add(section);
            }
        });
        if (sections.size() == 1) {
            return file.located(sections.getFirst(), invalid);
        }
        InvalidSpecException located = new InvalidSpecException(invalid.key(), path + ": " + invalid.getMessage());
        located.initCause(invalid);
        return located;
    }

    private static Map<Section, Extension<?>> extensions(Fit fit) {
        Map<Section, Extension<?>> extensions = new LinkedHashMap<>();
        extensions.put(Section.DATA, fit.data().extension());
        extensions.put(Section.NETWORK, fit.network().architecture().extension());
        fit.rules().forEach(rule -> extensions.put(Section.rule(rule.group()), rule.family().extension()));
        for (int i = 0; i < fit.losses().size(); i++) {
            extensions.put(Section.loss(i), fit.losses().get(i).function().extension());
        }
        extensions.put(Section.BACKEND, fit.backend().backend().extension());
        return extensions;
    }
}
