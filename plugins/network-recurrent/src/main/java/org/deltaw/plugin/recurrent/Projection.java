package org.deltaw.plugin.recurrent;

/** Where the synapses onto the neurons of the layer come from. */
public enum Projection {
    /** From the inputs. */
    INPUT("input"),
    /** From the neurons of the layer themselves. */
    RECURRENT("recurrent");

    private final String group;

    Projection(String group) {
        this.group = group;
    }

    /** Returns the name of its group of synapses, where both are plastic. */
    String group() {
        return group;
    }
}
