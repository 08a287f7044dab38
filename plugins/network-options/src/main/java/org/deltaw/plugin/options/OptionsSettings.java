package org.deltaw.plugin.options;

import java.util.Optional;
import org.deltaw.spi.Setting;
import org.deltaw.spi.network.Activation;

/**
 * How options are valued and chosen. What is called as a parameter of the network is the value of that parameter while it is fixed, and
 * where fitting starts while it is not.
 */
public record OptionsSettings(
        @Setting(value = "number of options between which is chosen", byDefault = "2", min = 2, max = 10_000)
                int options,
        @Setting(value = "number of neurons between the pattern of an option and its value", byDefault = "1", min = 1, max = 1_000_000)
                int hidden,
        @Setting("activation of these neurons: tanh, sigmoid, relu or linear; without it linear if each option has an input of its own, "
                        + "tanh if the data bring patterns")
                Optional<Activation> activation,
        @Setting(value = "which options the rule sees in a trial: the chosen one (chosen), or each that is on offer (all-options), as "
                        + "forgetting of what was not chosen needs it; chosen is 1 or 0 in the rule",
                        byDefault = "chosen")
                Update update,
        @Setting(value = "by what the rule's weight change is multiplied", byDefault = "1") double plasticityRate,
        @Setting(value = "mean of the weights before the first trial; fitted if 'fitted: [weights.initial]' is set", byDefault = "0")
                double initialMean,
        @Setting(value = "standard deviation of the weights before the first trial", byDefault = "0", min = 0)
                double initialDeviation,
        @Setting(value = "by what the mean activity is multiplied to give the value of an option, also called inverse temperature; fitted "
                        + "if 'fitted: [scale]' is set, as are all that follow",
                        byDefault = "1", min = 0)
                double scale,
        @Setting(value = "what is added to the log-odds of each option but the last, in nats; fitted it is one value for each of them",
                        byDefault = "0")
                double bias,
        @Setting(value = "what is added to the value of the option that was chosen last, before it is multiplied by the scale; positive "
                        + "for perseveration, negative for alternation",
                        byDefault = "0")
                double perseveration,
        @Setting(value = "share of trials in which all options on offer are equally probable, whatever their values", byDefault = "0",
                        min = 0, max = 1)
                double lapse,
        @Setting(value = "share of the way by which the expected reward moves to the reward in each trial, from 0 on; the rule then sees "
                        + "the reward minus its expectation; without it the reward itself",
                        min = 0, max = 1)
                Optional<Double> expectedRewardRate,
        @Setting("name of the data's signal of which a reward is expected; without it reward, or r if the data bring no reward")
                Optional<String> reward) {
    /** Which options a rule sees in a trial. */
    public enum Update {
        /** The chosen one. */
        CHOSEN,
        /** Each that is on offer. */
        ALL_OPTIONS
    }
}
