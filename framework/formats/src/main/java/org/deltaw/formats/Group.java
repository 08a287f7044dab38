package org.deltaw.formats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Named variables and groups of them: a folder or group of a file, a struct, or a table. What is in it is looked up when it is first
 * asked for. For one thread at a time.
 */
public final class Group implements Node {
    /** How the members of a group belong together. */
    public enum Kind {
        /** Each by itself. */
        FOLDER,
        /**
         * As columns, which have a row for each entry of their first axis: a text file, a structured array, an array of structs, a
         * table of an NWB file. A table may have further members that are no columns of it; their first axis tells.
         */
        TABLE
    }

    private final String name;
    private final String path;
    private final Kind kind;
    private final Supplier<List<Node>> content;
    private @Nullable List<Node> members;

    /**
     * Makes a group.
     *
     * @param content its members in the order of the file, the columns of a table first; asked for at most once
     */
    public Group(String name, String path, Kind kind, Supplier<List<Node>> content) {
        this.name = name;
        this.path = path;
        this.kind = kind;
        this.content = content;
    }

    /** Makes the folder of all that a file holds. */
    public static Group root(List<Node> members) {
        return new Group("", "", Kind.FOLDER, () -> members);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String path() {
        return path;
    }

    /** Returns how its members belong together. */
    public Kind kind() {
        return kind;
    }

    /** Returns its members in the order of the file, the columns of a table first. */
    public List<Node> members() {
        List<Node> known = members;
        if (known == null) {
            known = List.copyOf(content.get());
            members = known;
        }
        return known;
    }

    /** Returns the variables among its members. */
    public List<Variable> variables() {
        return members().stream().filter(Variable.class::isInstance).map(Variable.class::cast).toList();
    }

    /** Returns all variables in it and in the groups in it, in the order of the file. */
    public List<Variable> allVariables() {
        List<Variable> all = new ArrayList<>();
        for (Node member : members()) {
            switch (member) {
                case Variable variable -> all.add(variable);
                case Group group -> all.addAll(group.allVariables());
            }
        }
        return all;
    }

    /**
     * Finds what a user asks for.
     *
     * @param wanted a path from this group on, whose names are separated by {@code /} or {@code .}, whatever the format; a
     *     {@code /} before it changes nothing, and no name at all means this group
     */
    public Optional<Node> find(String wanted) {
        String rest = wanted.startsWith("/") ? wanted.substring(1) : wanted;
        if (rest.isEmpty()) {
            return Optional.of(this);
        }
        Optional<Node> exact = members().stream().filter(member -> member.name().equals(rest)).findFirst();
        return exact.isPresent() ? exact : members().stream()
                // Names may have points in them, so the longest that fits goes first.
                .filter(Group.class::isInstance).map(Group.class::cast)
                .filter(group -> isBefore(group.name(), rest))
                .sorted(Comparator.comparingInt((Group group) -> group.name().length()).reversed())
                .flatMap(group -> group.find(rest.substring(group.name().length() + 1)).stream())
                .findFirst();
    }

    private static boolean isBefore(String name, String path) {
        return path.startsWith(name) && path.length() > name.length() && "/.".indexOf(path.charAt(name.length())) >= 0;
    }
}
