package org.deltaw.spi.parameter;

import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers for parameters, for instance those that were fitted. Immutable. */
public final class ParameterValues {
    private final Map<Parameter, double[]> values = new LinkedHashMap<>();

    /** Takes a copy of the values, each row-major over the parameter's axes. */
    public ParameterValues(Map<Parameter, double[]> values) {
        values.forEach((parameter, array) -> {
            if (array.length != parameter.entries()) {
                throw new IllegalArgumentException("Parameter '" + parameter.name() + "' holds "
                        + parameter.entries() + " values, found " + array.length + ".");
            }
            this.values.put(parameter, array.clone());
        });
    }

    /** Returns the values of a parameter, row-major over its axes. */
    public double[] of(Parameter parameter) {
        double[] array = values.get(parameter);
        if (array == null) {
            throw new IllegalArgumentException("Parameter '" + parameter.name() + "' has no value here.");
        }
        return array.clone();
    }

    /** Returns the value of a parameter without axes. */
    public double scalar(Parameter parameter) {
        return of(parameter)[0];
    }

    /** Lists the parameters in the order in which they were declared. */
    public Iterable<Parameter> parameters() {
        return values.keySet();
    }
}
