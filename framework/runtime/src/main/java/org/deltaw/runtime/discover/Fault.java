package org.deltaw.runtime.discover;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltaw.runtime.bundle.Jar;

/** Turns what a plugin's code threw into a sentence. */
final class Fault {
    /** Class files of Java 1 have version 45. */
    private static final int CLASS_FILE_VERSION_OF_JAVA_0 = 44;

    private static final Pattern CLASS_NAME = Pattern.compile("[\\w$]+([/.][\\w$]+)*");
    private static final Pattern CLASS_FILE_VERSION = Pattern.compile("class file version (\\d+)");

    /** Of a static initialiser that failed the first time, Java keeps this text alone. */
    private static final Pattern EARLIER = Pattern.compile("Exception (.*) \\[in thread .*]");

    private static final Pattern API = Pattern.compile("org\\.deltaw\\.(spi|expr)\\..*");

    private Fault() {}

    /**
     * Says what went wrong in a plugin's code.
     *
     * @param what that was called, as in {@code com.example.MyRule.id()}
     * @param provider the name of the plugin's class
     */
    static String sentence(PluginLocation place, Jar jar, String provider, String what, Throwable thrown) {
        return switch (thrown) {
            case Deadline.Missed missed -> jar + ": " + what + " " + message(missed) + "; " + place.replace() + ".";
            case NoClassDefFoundError missing when CLASS_NAME.matcher(message(missing)).matches() ->
                    missingClass(place, jar, provider, message(missing).replace('/', '.'));
            case TypeNotPresentException missing -> missingClass(place, jar, provider, missing.typeName());
            case UnsupportedClassVersionError newer -> compiledForNewerJava(place, jar, provider, newer);
            case ExceptionInInitializerError _, NoClassDefFoundError _ -> threw(place, jar, what, root(thrown));
            case LinkageError mismatch ->
                    jar + ": " + provider + " does not fit this DeltaW (" + describe(mismatch)
                                + "); get a version of the plugin built for it.";
            default -> threw(place, jar, what, thrown);
        };
    }

    /** Names the exception and the first line of its message. */
    static String describe(Throwable thrown) {
        String message = message(thrown).lines().findFirst().orElse("").strip().replaceFirst("[.;]+$", "");
        Matcher earlier = EARLIER.matcher(message);
        if (thrown instanceof ExceptionInInitializerError && earlier.matches()) {
            return earlier.group(1);
        }
        return thrown.getClass().getName() + (message.isEmpty() ? "" : ": " + message);
    }

    private static String threw(PluginLocation place, Jar jar, String what, Throwable thrown) {
        return jar + ": " + what + " threw " + describe(thrown) + "; " + place.replace() + ".";
    }

    private static String missingClass(PluginLocation place, Jar jar, String provider, String missing) {
        String needs = jar + ": " + provider + " needs the class " + missing + ", which ";
        return API.matcher(missing).matches()
                ? needs + "this DeltaW does not have; get a version of the plugin built for it."
                : needs + "is not there; " + place.supplyLibrary(jar) + ".";
    }

    private static String compiledForNewerJava(
            PluginLocation place, Jar jar, String provider, UnsupportedClassVersionError error) {
        Matcher version = CLASS_FILE_VERSION.matcher(message(error));
        if (!version.find()) {
            return threw(place, jar, "loading " + provider, error);
        }
        int java = Integer.parseInt(version.group(1)) - CLASS_FILE_VERSION_OF_JAVA_0;
        return jar + ": " + provider + " was compiled for Java " + java + ", this is Java "
                + Runtime.version().feature() + "; run DeltaW with Java " + java + " or newer.";
    }

    private static Throwable root(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : root(cause);
    }

    private static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? "" : message;
        } catch (RuntimeException fault) {
            return "";
        }
    }
}
