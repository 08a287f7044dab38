package org.deltaw.plugin.recurrent;

import java.util.Optional;
import org.deltaw.spi.Setting;

/** The shape of a recurrent network. */
public record RecurrentSettings(
        @Setting(value = "number of inputs", min = 1, max = 1_000_000) int inputs,
        @Setting(value = "number of neurons", min = 1, max = 1_000_000) int neurons,
        @Setting(value = "by what the rule's weight change is multiplied; without it 1 / neurons")
                Optional<Double> plasticityRate,
        @Setting("standard deviation of the recurrent weights before the first step; without it 0.1 / sqrt(neurons)")
                Optional<Double> initialDeviation,
        @Setting("standard deviation of the input weights, which are not plastic; without it 1 / sqrt(inputs)")
                Optional<Double> inputDeviation) {}
