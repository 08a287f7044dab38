package org.deltaw.study.inspect;

import java.util.List;
import java.util.Optional;
import org.deltaw.formats.DataFile;
import org.deltaw.formats.TextOptions;
import org.deltaw.formats.open.FileFormats;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.InputFile;

/**
 * What there is to see of a file.
 *
 * @param file as the user named it
 * @param format as people call it; empty if it cannot be read
 * @param groups those with variables, the outer ones first
 * @param refusal why it cannot be read, in a sentence; empty if it can
 */
public record FileView(InputFile file, String format, List<GroupView> groups, Optional<String> refusal) {
    public FileView {
        groups = List.copyOf(groups);
    }

    /** Looks at a file. */
    static FileView of(InputFile file) {
        try (DataFile opened = FileFormats.open(file, TextOptions.ofContent())) {
            return new FileView(file, opened.format(), GroupView.of(opened.root()), Optional.empty());
        } catch (InvalidSpecException refused) {
            return new FileView(file, "", List.of(), Optional.ofNullable(refused.getMessage()));
        }
    }

    /** Lists the names of all its variables. */
    List<String> names() {
        return groups.stream().flatMap(group -> group.variables().stream()).map(VariableView::name).toList();
    }

    /** Returns the only variable in it, if there is just one. */
    Optional<VariableView> only() {
        return groups.size() == 1 && groups.getFirst().variables().size() == 1
                ? Optional.of(groups.getFirst().variables().getFirst()) : Optional.empty();
    }
}
