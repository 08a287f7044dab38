package org.deltaw.study.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltaw.kernel.BundleInfo;
import org.deltaw.spec.json.JsonFile;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.storage.AtomicFile;

/** What was running when a run or an experiment began, in {@code bundles.json}, compared with what is running now. */
public final class BundleRecord {
    /** Its place in the directory of a run. */
    static final String FILE = "bundles.json";

    private BundleRecord() {}

    /** Tells whether a directory says what was running. */
    public static boolean isAt(Path run) {
        return Files.exists(run.resolve(FILE));
    }

    /** Takes down what is running. */
    public static void write(Path run, List<BundleInfo> bundles) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("java", Runtime.version().toString());
        record.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        record.put("bundles", bundles.stream().map(BundleRecord::entry).toList());
        AtomicFile.write(run.resolve(FILE), JsonText.write(record));
    }

    private static Map<String, Object> entry(BundleInfo bundle) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", bundle.name());
        entry.put("version", bundle.version());
        entry.put("file", bundle.file());
        entry.put("sha256", bundle.sha256());
        return entry;
    }

    /**
     * Makes sure that all bundles that were running are there as they were; others may have come besides.
     *
     * @throws InvalidSpecException that names those that are gone or changed
     */
    public static void requireSame(Path run, List<BundleInfo> now) {
        List<BundleInfo> then = JsonTree.read(run.resolve(FILE)).list("bundles").stream()
                .map(each -> new BundleInfo(each.text("name"), each.text("version"), each.text("file"), each.text("sha256"))).toList();
        Identity.refuse(run, Platform.of("", then, 0).changedBundles(Platform.of("", now, 0)));
    }

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
