package org.deltaw.spi.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names files whose own names are not enough by the parts in which their paths differ. */
final class PathNames {
    private PathNames() {}

    /** Returns the same files with other names; two of them may have one name only if their paths differ in their endings alone. */
    static List<InputFile> of(List<InputFile> files) {
        List<List<String>> paths = files.stream().map(PathNames::parts).toList();
        int before = common(paths, false);
        int shortest = paths.stream().mapToInt(List::size).min().orElse(0);
        int after = Math.min(common(paths, true), shortest - before);
        // A file whose path is the beginning of another's keeps its own name.
        int kept = after == shortest - before ? 0 : after;
        List<InputFile> named = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            InputFile file = files.get(i);
            List<String> path = paths.get(i);
            String name = String.join("/", path.subList(Math.min(before, path.size() - 1), path.size() - kept));
            named.add(new InputFile(file.path(), file.shown(), name));
        }
        return named;
    }

    /** Divides a path into names, the last one without its ending. */
    private static List<String> parts(InputFile file) {
        List<String> parts = new ArrayList<>();
        for (Path part : file.path()) {
            parts.add(part.toString());
        }
        parts.set(parts.size() - 1, file.name());
        return parts;
    }

    /** Counts the names that all paths have in common, from their beginnings or from their ends. */
    private static int common(List<List<String>> paths, boolean fromEnd) {
        List<String> first = fromEnd ? paths.getFirst().reversed() : paths.getFirst();
        int count = 0;
        while (count < first.size()) {
            int index = count;
            String name = first.get(index);
            boolean shared = paths.stream().map(path -> fromEnd ? path.reversed() : path)
                    .allMatch(path -> index < path.size() && path.get(index).equals(name));
            if (!shared) {
                break;
            }
            count++;
        }
        return count;
    }
}
