package org.deltaw.runtime.discover;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * Tells whether somebody still uses a bundle: whether an extension of it that was handed out is still referred to. A fit refers to its
 * extensions until it is closed. May be used by several threads.
 */
final class Uses implements Predicate<Object> {
    private final Map<Long, List<WeakReference<Object>>> extensions = new HashMap<>();

    /** Notes that an extension is handed out. */
    synchronized void note(Object extension) {
        Bundle bundle = FrameworkUtil.getBundle(extension.getClass());
        if (bundle != null) {
            List<WeakReference<Object>> known = extensions.computeIfAbsent(bundle.getBundleId(), _ -> new ArrayList<>());
            if (known.stream().noneMatch(each -> each.refersTo(extension))) {
                known.add(new WeakReference<>(extension));
            }
        }
    }

    /** @param bundle of the framework */
    @Override
    public synchronized boolean test(Object bundle) {
        long id = ((Bundle) bundle).getBundleId();
        List<WeakReference<Object>> known = extensions.getOrDefault(id, List.of());
        if (known.stream().allMatch(each -> each.refersTo(null))) {
            extensions.remove(id);
            return false;
        }
        return true;
    }
}
