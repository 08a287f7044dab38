package org.deltaw.study.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.spec.json.JsonFile;

/** What was running when a run began, compared with what is running now. */
public final class BundleRecord {
    private static final String FILE = "bundles.json";

    private BundleRecord() {}

    /** Says, a phrase for each bundle, what is no longer as it was when the run in a directory began. */
    public static List<String> changes(Path run, List<BundleInfo> now) {
        List<String> changes = new ArrayList<>();
        if (!Files.exists(run.resolve(FILE)) || !(JsonFile.read(run.resolve(FILE)) instanceof Map<?, ?> record)) {
            return changes;
        }
        if (!Runtime.version().toString().equals(record.get("java"))) {
            changes.add("Java was " + record.get("java") + " and is " + Runtime.version());
        }
        if (record.get("bundles") instanceof List<?> bundles) {
            for (Object bundle : bundles) {
                if (bundle instanceof Map<?, ?> then) {
                    compare(then, now, changes);
                }
            }
        }
        return changes;
    }

    private static void compare(Map<?, ?> then, List<BundleInfo> now, List<String> changes) {
        String name = text(then, "name");
        List<BundleInfo> same = now.stream().filter(bundle -> bundle.name().equals(name)).toList();
        if (same.isEmpty()) {
            changes.add(name + " was there and is not");
        } else if (same.stream().noneMatch(bundle -> bundle.version().equals(text(then, "version")))) {
            changes.add(name + " was " + text(then, "version") + " and is " + same.getFirst().version());
        } else if (!text(then, "sha256").isEmpty()
                && same.stream().noneMatch(bundle -> bundle.sha256().equals(text(then, "sha256")))) {
            changes.add(name + " has the same version, but another content");
        }
    }

    private static String text(Map<?, ?> object, String key) {
        return object.get(key) instanceof String text ? text : "";
    }
}
