package org.deltaw.plugin.synthetic;

import org.deltaw.spi.Citation;

/** The publications on which the experiments rest. */
final class Publications {
    /** Simulates both experiments. */
    static final Citation MEHTA = new Citation("Mehta, Tyulmankov, Rajagopalan, Turner, Fitzgerald and Funke, "
            + "Model-based inference of synaptic plasticity rules, NeurIPS 2024", "10.48550/arXiv.2312.12649");
    /** Did the experiment with flies. */
    static final Citation RAJAGOPALAN = new Citation("Rajagopalan, Darshan, Hibbard, Fitzgerald and Turner, Reward "
            + "expectations direct learning and drive operant matching in Drosophila, PNAS 2023",
            "10.1073/pnas.2221415120");

    /** Did an experiment with mice that choose between two options. */
    static final Citation BARI = new Citation("Bari, Grossman, Lubin, Rajagopalan, Cressy and Cohen, Stable representations of decision "
            + "variables for flexible behavior, Neuron 2019", "10.1016/j.neuron.2019.06.001");

    private Publications() {}
}
