package org.deltaw.formats.hdf5;

import io.jhdf.CommittedDatatype;
import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.dataset.DatasetLoader;
import io.jhdf.dataset.NoParent;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.deltaw.formats.content.FormatException;

/**
 * Looks up the objects of a file one by one. jHDF's own groups read all members at once, and are lost with the first that jHDF cannot
 * read; so links are listed here, with jHDF's readers of the blocks that hold them, and each object is opened by itself.
 */
final class ObjectTable {
    /** The most entries of an attribute that are read. */
    private static final long ATTRIBUTE = 100_000;
    private static final int SOFT_LINK = 2;

    private final BoundedStorage storage;

    ObjectTable(BoundedStorage storage) {
        this.storage = storage;
    }

    /**
     * A name in a group.
     *
     * @param address of the object's header; -1 if the name stands for another path
     * @param target the path it stands for; empty if there is an address, or the target is in another file
     */
    record Link(String name, long address, String target) {}

    /**
     * Does something with jHDF, whose exceptions are many.
     *
     * @throws FormatException that says what is damaged or not supported
     */
    <T> T guarded(String what, Supplier<T> work) throws FormatException {
        try {
            storage.renew();
            return work.get();
        } catch (RuntimeException | StackOverflowError | NoClassDefFoundError e) {
            throw new FormatException(what + " cannot be read (" + why(e) + "); save it in another form, or the file again.");
        }
    }

    private static String why(Throwable e) {
        Throwable cause = e;
        for (int i = 0; i < 20 && cause.getCause() != null; i++) {
            cause = cause.getCause();
        }
        if (cause instanceof StackOverflowError) {
            return "its parts lead back to each other";
        }
        String message = cause.getMessage() == null ? "it is damaged" : cause.getMessage();
        return message.replaceAll("[^ -~]", "?").replaceAll("\\.+$", "");
    }

    /** Returns the names in a group, in the order of the file. */
    List<Link> links(long address) throws FormatException {
        return guarded("the group", () -> {
            ObjectHeader header = ObjectHeader.readObjectHeader(storage, address);
            return header.hasMessageOfType(SymbolTableMessage.class)
                    ? oldLinks(header.getMessageOfType(SymbolTableMessage.class))
                    : newLinks(header);
        });
    }

    private List<Link> newLinks(ObjectHeader header) {
        List<Link> links = new ArrayList<>();
        header.getMessagesOfType(LinkMessage.class).forEach(message -> links.add(link(message)));
        if (header.hasMessageOfType(LinkInfoMessage.class)) {
            LinkInfoMessage info = header.getMessageOfType(LinkInfoMessage.class);
            if (info.getBTreeNameIndexAddress() != Constants.UNDEFINED_ADDRESS) {
                FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
                BTreeV2<LinkNameForIndexedGroupRecord> index = new BTreeV2<>(storage, info.getBTreeNameIndexAddress());
                index.getRecords().forEach(each ->
                        links.add(link(LinkMessage.fromBuffer(heap.getId(each.getId()), storage.getSuperblock()))));
            }
        }
        return links;
    }

    private static Link link(LinkMessage message) {
        return switch (message.getLinkType()) {
            case HARD -> new Link(message.getLinkName(), message.getHardLinkAddress(), "");
            case SOFT -> new Link(message.getLinkName(), -1, message.getSoftLink());
            case EXTERNAL -> new Link(message.getLinkName(), -1, "");
        };
    }

    private List<Link> oldLinks(SymbolTableMessage table) {
        List<Link> links = new ArrayList<>();
        ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
        for (long child : BTreeV1.createGroupBTree(storage, table.getBTreeAddress()).getChildAddresses()) {
            for (SymbolTableEntry entry : new GroupSymbolTableNode(storage, child).getSymbolTableEntries()) {
                String name = name(names, entry.getLinkNameOffset());
                links.add(entry.getCacheType() == SOFT_LINK ? new Link(name, -1, name(names, entry.getLinkValueOffset()))
                        : new Link(name, entry.getObjectHeaderAddress(), ""));
            }
        }
        return links;
    }

    private static String name(ByteBuffer names, int offset) {
        names.position(offset);
        return Utils.readUntilNull(names);
    }

    /** Opens the dataset at an address; empty if there is a group, or a type. */
    Optional<Dataset> dataset(String name, long address) throws FormatException {
        return guarded("the dataset", () -> {
            ObjectHeader header = ObjectHeader.readObjectHeader(storage, address);
            return header.hasMessageOfType(DataSpaceMessage.class)
                    ? Optional.of(DatasetLoader.createDataset(storage, header, name, NoParent.INSTANCE)) : Optional.empty();
        });
    }

    /** Says whether the object at an address is a type that has a name. */
    boolean isType(long address) throws FormatException {
        return guarded("the object", () -> ObjectHeader.readObjectHeader(storage, address).hasMessageOfType(DataTypeMessage.class));
    }

    /** Returns an attribute of the object at an address as texts; none if there is no such attribute, or it cannot be read. */
    List<String> attribute(long address, String name) {
        try {
            // All objects have their attributes in the same way; this is the one that jHDF lets others make.
            return guarded("the attribute", () -> texts(
                    new CommittedDatatype(storage, address, "", NoParent.INSTANCE).getAttributes(), name));
        } catch (FormatException e) {
            return List.of();
        }
    }

    private static List<String> texts(Map<String, Attribute> attributes, String name) {
        Attribute attribute = attributes.get(name);
        return attribute == null || attribute.getSize() > ATTRIBUTE || attribute.getSize() < 1 ? List.of()
                : List.of(FlatValues.texts(attribute.getData(), (int) attribute.getSize()));
    }

    BoundedStorage storage() {
        return storage;
    }
}
