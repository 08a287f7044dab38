package org.deltaw.spec.settings;

import org.deltaw.spi.Setting;

/** What is told about every loss, whatever function it is. */
public record LossWeight(
        @Setting(value = "by what the loss is multiplied in the sum of all losses", byDefault = "1") double weight) {}
