package org.deltaw.formats.numpy;

import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Says what an archive holds that holds no arrays. */
final class ArchiveOf {
    private static final int SHOWN = 3;

    private ArchiveOf() {}

    /** Returns the sentence that says what to do instead. */
    static String others(ZipFile zip) {
        List<String> names = zip.stream().map(ZipEntry::getName)
                .filter(name -> !name.endsWith("/") && !name.startsWith("__MACOSX/")).toList();
        if (names.stream().anyMatch(name -> name.startsWith("xl/"))) {
            return "this is an Excel workbook (.xlsx), which is not read; open it and save the sheet as CSV.";
        }
        if (names.stream().anyMatch(name -> name.equals("content.xml"))) {
            return "this is an OpenDocument file (.ods, .odt), which is not read; open it and save the sheet as CSV.";
        }
        if (names.stream().anyMatch(name -> name.startsWith("word/") || name.startsWith("ppt/"))) {
            return "this is an Office document, which is not read; save its tables as CSV.";
        }
        if (names.stream().anyMatch(name -> name.endsWith("data.pkl"))) {
            return "this is a file of PyTorch, which is not read, since reading it may run any program; save its tensors with numpy.savez.";
        }
        return names.isEmpty() ? "this is an archive (zip) with nothing in it; save arrays with numpy.savez."
                : "this is an archive (zip) without arrays, in which there are "
                        + String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))).replaceAll("[^ -~]", "?")
                        + (names.size() > SHOWN ? " and others" : "") + "; unpack it first, and list the files in it.";
    }
}
