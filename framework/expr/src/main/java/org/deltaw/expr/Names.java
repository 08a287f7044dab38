package org.deltaw.expr;

import java.util.regex.Pattern;

/** What a name in the language may look like. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_'-]*");

    private Names() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
