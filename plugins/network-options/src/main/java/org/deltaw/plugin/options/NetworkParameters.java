package org.deltaw.plugin.options;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;

/** What may be fitted of the network: each keeps what its setting says unless a user asks for it. */
final class NetworkParameters {
    private static final String SCALE = "scale";
    private static final String BIAS = "bias";
    private static final String PERSEVERATION = "perseveration";
    private static final String LAPSE = "lapse";
    private static final String EXPECTED_REWARD_RATE = "expected-reward-rate";

    private NetworkParameters() {}

    static List<Parameter> all(OptionsSettings settings) {
        List<Parameter> parameters = new ArrayList<>(List.of(
                scale(settings), bias(settings), perseveration(settings), lapse(settings)));
        settings.expectedRewardRate().ifPresent(rate -> parameters.add(expectedRewardRate(rate)));
        return List.copyOf(parameters);
    }

    static Parameter scale(OptionsSettings settings) {
        return Parameter.scalar(SCALE, Initial.at(settings.scale())).within(0, Double.POSITIVE_INFINITY).fixed();
    }

    /** One value for each option but the last, whose bias is 0; of two options a number. */
    static Parameter bias(OptionsSettings settings) {
        int biased = settings.options() - 1;
        List<Axis> axes = biased == 1 ? List.of() : List.of(new Axis("biased", biased));
        return Parameter.array(BIAS, axes, Initial.at(settings.bias())).fixed();
    }

    static Parameter perseveration(OptionsSettings settings) {
        return Parameter.scalar(PERSEVERATION, Initial.at(settings.perseveration())).fixed();
    }

    static Parameter lapse(OptionsSettings settings) {
        return Parameter.scalar(LAPSE, Initial.at(settings.lapse())).within(0, 1).fixed();
    }

    static Parameter expectedRewardRate(double rate) {
        return Parameter.scalar(EXPECTED_REWARD_RATE, Initial.at(rate)).within(0, 1).fixed();
    }
}
