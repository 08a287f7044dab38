package org.deltaw.kernel;

import org.deltaw.spi.Setting;

/** How draws from a posterior are made. */
public record PosteriorSettings(
        @Setting(value = "by what it is sampled: smc, with many particles from the prior, which finds separate modes and the evidence; "
                        + "nuts, with chains along gradients, which takes many parameters; or automatic, by how many there are",
                        byDefault = "automatic")
                Sampler sampler,
        @Setting(value = "nuts: how many chains there are", byDefault = "4", min = 1) int chains,
        @Setting(value = "nuts: how many draws of each chain adapt it and are left out", byDefault = "1000", min = 1) int warmup,
        @Setting(value = "nuts: how many draws of each chain are kept", byDefault = "1000", min = 1) int draws,
        @Setting(value = "nuts: the mean probability with which a step is to be accepted; nearer to 1, steps are shorter",
                        byDefault = "0.9", min = 0.1, max = 0.999)
                double targetAcceptance,
        @Setting(value = "smc: how many particles there are", byDefault = "4000", min = 100) int particles) {
    /** By what a posterior is sampled. */
    public enum Sampler {
        /** By how many parameters there are. */
        AUTOMATIC,
        /** Tempered sequential Monte Carlo. */
        SMC,
        /** The no-U-turn sampler. */
        NUTS
    }

    /** As in a spec that says nothing of it. */
    public static final PosteriorSettings DEFAULT = new PosteriorSettings(Sampler.AUTOMATIC, 4, 1000, 1000, 0.9, 4000);
}
