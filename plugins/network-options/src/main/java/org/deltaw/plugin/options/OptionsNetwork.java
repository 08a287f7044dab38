package org.deltaw.plugin.options;

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.List;
import org.deltaw.spi.Citation;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Parameter;

/**
 * Choices between K options. Option k shows the pattern {@code x_k}, an input of its own unless the data bring patterns, and has the
 * value {@code v_k = scale * mean(act(x_k W))}. It is chosen with a probability proportional to
 * {@code exp(v_k + scale * perseveration * [k was chosen last] + bias_k)} among the options on offer; with a lapse all of these are
 * equally probable in that share of the trials. A trial without a choice changes nothing.
 *
 * <p>With an input for each option, linear activation and the rule {@code x * alpha * chosen * (r - w)} this is Q-learning with a softmax,
 * and a weight is the value of an action.
 */
@ServiceProvider(NetworkArchitecture.class)
public final class OptionsNetwork implements NetworkArchitecture<OptionsSettings> {
    @Override
    public ExtensionId id() {
        return new ExtensionId("options");
    }

    @Override
    public String description() {
        return "choices between options, whose values plastic synapses hold; Q-learning is a special case";
    }

    @Override
    public Class<OptionsSettings> settingsType() {
        return OptionsSettings.class;
    }

    @Override
    public List<Citation> sources() {
        return List.of(
                new Citation("Sutton and Barto, Reinforcement learning: an introduction, 2018, section 2.8", ""),
                new Citation("Bari, Grossman, Lubin, Rajagopalan, Cressy and Cohen, Stable representations of decision variables for "
                        + "flexible behavior, Neuron 2019", "10.1016/j.neuron.2019.06.001"));
    }

    /** What is read are columns by their names. */
    @Override
    public int inputs(OptionsSettings settings) {
        return 0;
    }

    @Override
    public List<Parameter> parameters(OptionsSettings settings) {
        return NetworkParameters.all(settings);
    }

    @Override
    public Network build(OptionsSettings settings, NetworkInputs inputs, Bindings theta) {
        return new Trial(settings, inputs, theta).network();
    }
}
