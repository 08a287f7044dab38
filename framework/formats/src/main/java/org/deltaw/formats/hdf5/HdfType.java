package org.deltaw.formats.hdf5;

import io.jhdf.object.datatype.ArrayDataType;
import io.jhdf.object.datatype.BitField;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.Reference;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.util.Set;
import org.deltaw.formats.Type;

/** What the entries of a dataset are. */
final class HdfType {
    private HdfType() {}

    static Type type(DataType type) {
        return switch (type) {
            case FixedPoint _ -> Type.INTEGER;
            case FloatingPoint _ -> Type.NUMBER;
            case BitField _ -> Type.BOOLEAN;
            case StringData _ -> Type.TEXT;
            case VariableLength lengths -> lengths.isVariableLengthString() ? Type.TEXT : Type.OTHER;
            case EnumDataType names -> isBoolean(names) ? Type.BOOLEAN : Type.TEXT;
            case ArrayDataType array -> type(array.getBaseType());
            default -> Type.OTHER;
        };
    }

    /** Python's booleans are an enumeration of these names. */
    static boolean isBoolean(EnumDataType type) {
        return Set.copyOf(type.getEnumMapping().values()).equals(Set.of("FALSE", "TRUE"));
    }

    /** Returns a name as it is usual for HDF5 in Python. */
    static String name(DataType type) {
        return switch (type) {
            case FixedPoint number -> (number.isSigned() ? "int" : "uint") + 8 * number.getSize();
            case FloatingPoint number -> "float" + 8 * number.getSize();
            case BitField _ -> "bit field";
            case StringData text -> "text of " + text.getSize();
            case VariableLength lengths -> lengths.isVariableLengthString() ? "text" : "arrays of different lengths";
            case EnumDataType names -> isBoolean(names) ? "bool" : "enumeration";
            case ArrayDataType array -> "arrays of " + name(array.getBaseType());
            case CompoundDataType _ -> "compound";
            case Reference _ -> "references";
            default -> "type of class " + type.getDataClass();
        };
    }
}
