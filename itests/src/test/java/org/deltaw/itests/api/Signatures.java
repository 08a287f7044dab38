package org.deltaw.itests.api;

import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes down what others can see of a class: a line for the class, and one for each member. Packages are left out. */
final class Signatures {
    /** What every record has. */
    private static final Set<String> GIVEN = Set.of("    public final String toString()", "    public String toString()",
            "    public final int hashCode()", "    public int hashCode()", "    public final boolean equals(Object)",
            "    public boolean equals(Object)");

    private static final String PACKAGES = "\\b(?:[a-z]\\w*\\.)+(?=[A-Z])";

    private Signatures() {}

    /** Tells whether others can see a class. */
    static boolean isVisible(Class<?> type) {
        return isVisible(type.getModifiers()) && !type.isAnonymousClass()
                && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    static List<String> of(Class<?> type) {
        List<String> lines = new ArrayList<>();
        Arrays.stream(type.getDeclaredFields()).filter(Signatures::isVisible)
                .forEach(field -> lines.add(member(type, field.toGenericString())));
        Stream.<Executable>concat(Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .filter(Signatures::isVisible)
                .map(each -> member(type, each.toGenericString()))
                .filter(line -> !type.isRecord() || !GIVEN.contains(line))
                .filter(line -> !type.isEnum() || !line.matches(".* static .* (values\\(\\)|valueOf\\(String\\))"))
                .forEach(lines::add);
        lines.sort(null);
        lines.addFirst(header(type));
        return lines;
    }

    private static String header(Class<?> type) {
        List<Type> above = new ArrayList<>(List.of(type.getGenericInterfaces()));
        if (type.getSuperclass() != null && type.getSuperclass() != Object.class && !type.isRecord() && !type.isEnum()) {
            above.addFirst(type.getGenericSuperclass());
        }
        String permitted = type.isSealed() ? names(" permits ", List.of(type.getPermittedSubclasses())) : "";
        return plain(type.toGenericString()) + names(" extends ", above) + permitted;
    }

    private static String member(Class<?> type, String text) {
        return "    " + plain(text).replace(" " + plain(type.getName()) + ".", " ");
    }

    private static String names(String before, List<? extends Type> types) {
        return types.isEmpty() ? "" : types.stream().map(Type::getTypeName).map(Signatures::plain)
                .collect(Collectors.joining(", ", before, ""));
    }

    private static String plain(String names) {
        return names.replaceAll(PACKAGES, "").replace('$', '.').replace(",", ", ").replace(",  ", ", ");
    }

    private static boolean isVisible(Member member) {
        return isVisible(member.getModifiers()) && !member.isSynthetic();
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }
}
