package org.deltaw.formats.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltaw.formats.Group;
import org.deltaw.formats.Node;
import org.deltaw.formats.Shape;
import org.deltaw.formats.Unreadable;
import org.deltaw.formats.Variable;
import org.deltaw.formats.content.Content;
import org.deltaw.formats.content.FormatException;

/**
 * Makes groups and variables of the objects of a file. A group with an attribute {@code colnames} is a table of NWB's, whose columns
 * come first, in that order; a compound dataset is a table of its members. MATLAB's and Octave's ways to store their types are undone.
 */
final class HdfNodes {
    private static final int DEEPEST = 60;
    /** A file whose groups lead to each other has no end; no other has as many groups. */
    private static final int MOST = 200_000;
    private static final String COLUMNS = "colnames";
    private static final String MATLAB = "MATLAB_class";
    private static final String EMPTY = "MATLAB_empty";
    private static final String OCTAVE = "OCTAVE_NEW_FORMAT";

    private final Content content;
    private final ObjectTable objects;
    private final long root;
    private final String separator;
    private int groups;

    /**
     * Makes nodes.
     *
     * @param root the address of the group that holds all others
     * @param separator between names in a path
     */
    HdfNodes(Content content, ObjectTable objects, long root, String separator) {
        this.content = content;
        this.objects = objects;
        this.root = root;
        this.separator = separator;
    }

    /**
     * Where a node is.
     *
     * @param above the addresses of the groups above
     * @param turned whether the program that wrote it turns axes round
     */
    private record Place(String name, String path, Set<Long> above, boolean turned) {
        Place in(String member, String separator, long address) {
            Set<Long> more = new HashSet<>(above);
            more.add(address);
            return new Place(member, path.isEmpty() && separator.equals(".") ? member : path + separator + member, more, turned);
        }

        Place turnedRound() {
            return new Place(name, path, above, true);
        }
    }

    /** Makes the group of all that the file holds. */
    Group root() {
        Place place = new Place("", "", Set.of(), false);
        return group(place, root);
    }

    private Group group(Place place, long address) {
        List<String> columns = objects.attribute(address, COLUMNS);
        return new Group(place.name(), place.path(), columns.isEmpty() ? Group.Kind.FOLDER : Group.Kind.TABLE,
                () -> members(place, address, columns));
    }

    private List<Node> members(Place place, long address, List<String> columns) {
        try {
            List<ObjectTable.Link> links = new ArrayList<>(objects.links(address));
            links.removeIf(link -> separator.equals(".") && link.name().startsWith("#"));
            links.sort(Comparator.comparingInt(link -> columns.contains(link.name()) ? columns.indexOf(link.name()) : columns.size()));
            List<Node> nodes = new ArrayList<>();
            for (ObjectTable.Link link : links) {
                nodes.add(node(place.in(link.name(), separator, address), link));
            }
            return nodes;
        } catch (FormatException e) {
            return List.of(unreadable(place.in("?", separator, address), "unreadable", "'" + place.path() + "': " + e.sentence()));
        }
    }

    private Node node(Place place, ObjectTable.Link link) {
        try {
            long address = link.address() >= 0 ? link.address() : target(place, link, 0);
            if (place.above().contains(address) || place.above().size() > DEEPEST || ++groups > MOST) {
                return unreadable(place, "link", "'" + place.path() + "' leads back to a group above it; use that one.");
            }
            return object(place, address);
        } catch (FormatException e) {
            return unreadable(place, "unreadable", "'" + place.path() + "': " + e.sentence());
        }
    }

    private Unreadable unreadable(Place place, String stored, String why) {
        return new Unreadable(content.file(), place.name(), place.path(), stored, Shape.of(), why);
    }

    /** Follows the path that a link stands for. */
    private long target(Place place, ObjectTable.Link link, int depth) throws FormatException {
        if (link.target().isEmpty() || depth > DEEPEST) {
            throw new FormatException("it is a link to another file, or to itself; list the file that it leads to.");
        }
        long at = link.target().startsWith("/") ? root : parent(place);
        for (String name : link.target().split("/", -1)) {
            if (!name.isEmpty() && !name.equals(".")) {
                Optional<ObjectTable.Link> next = objects.links(at).stream().filter(each -> each.name().equals(name)).findFirst();
                if (next.isEmpty()) {
                    throw new FormatException("it is a link to " + link.target().replaceAll("[^ -~]", "?")
                            + ", which is not there; copy the file again.");
                }
                at = next.get().address() >= 0 ? next.get().address() : target(place, next.get(), depth + 1);
            }
        }
        return at;
    }

    private long parent(Place place) throws FormatException {
        long at = root;
        String[] names = place.path().split("/", -1);
        for (int i = 0; i < names.length - 1; i++) {
            String name = names[i];
            if (!name.isEmpty()) {
                at = objects.links(at).stream().filter(each -> each.name().equals(name)).findFirst()
                        .map(ObjectTable.Link::address).orElse(root);
            }
        }
        return at;
    }

    private Node object(Place place, long address) throws FormatException {
        Optional<Dataset> dataset = objects.dataset(place.name(), address);
        if (dataset.isPresent()) {
            return dataset(place, dataset.get(), address);
        }
        if (objects.isType(address)) {
            return unreadable(place, "named type", "'" + place.path() + "' is a type without values, expected numbers; choose another.");
        }
        return objects.attribute(address, OCTAVE).isEmpty() ? group(place, address) : octave(place, address);
    }

    /** Octave writes a group with a type and a value for each variable. */
    private Node octave(Place place, long address) throws FormatException {
        for (ObjectTable.Link link : objects.links(address)) {
            if (link.name().equals("value") && link.address() >= 0) {
                return object(place.turnedRound(), link.address());
            }
        }
        return group(place, address);
    }

    private Node dataset(Place place, Dataset dataset, long address) throws FormatException {
        return objects.guarded("'" + place.path() + "'", () -> {
            if (dataset.getDataType() instanceof CompoundDataType compound) {
                return new Group(place.name(), place.path(), Group.Kind.TABLE, () -> fields(place, dataset, compound));
            }
            if (dataset.getDataType() instanceof Reference && objects.attribute(address, MATLAB).contains("cell")) {
                return new HdfCells(content, objects, place.name(), place.path(), dataset, at -> cell(place, at));
            }
            HdfVariable variable = new HdfVariable(content, objects, place.name(), place.path(), dataset, Optional.empty(),
                    convention(place, address));
            // What cannot be had is told now rather than where a list is made of all variables.
            variable.shape();
            variable.type();
            return variable;
        });
    }

    private Variable cell(Place place, long address) throws FormatException {
        Optional<Dataset> dataset = objects.dataset(place.name(), address);
        if (dataset.isPresent() && dataset(place, dataset.get(), address) instanceof HdfVariable variable) {
            // An empty matrix is stored as its sizes.
            return objects.attribute(address, EMPTY).isEmpty() ? variable
                    : new Unreadable(content.file(), place.name(), place.path(), "nothing", Shape.of(0), "");
        }
        return unreadable(place, "structs or cells", "'" + place.path() + "' has cells within cells.");
    }

    private HdfVariable.Convention convention(Place place, long address) {
        List<String> matlab = objects.attribute(address, MATLAB);
        if (matlab.isEmpty()) {
            return place.turned() ? HdfVariable.Convention.TURNED : HdfVariable.Convention.PLAIN;
        }
        return switch (matlab.getFirst()) {
            case "char" -> HdfVariable.Convention.LETTERS;
            case "logical" -> HdfVariable.Convention.LOGICAL;
            default -> HdfVariable.Convention.TURNED;
        };
    }

    private List<Node> fields(Place place, Dataset dataset, CompoundDataType type) {
        List<Node> fields = new ArrayList<>();
        for (CompoundDataType.CompoundDataMember member : type.getMembers()) {
            fields.add(new HdfVariable(content, objects, member.getName(), place.path() + separator + member.getName(), dataset,
                    Optional.of(member), place.turned() ? HdfVariable.Convention.TURNED : HdfVariable.Convention.PLAIN));
        }
        return fields;
    }
}
