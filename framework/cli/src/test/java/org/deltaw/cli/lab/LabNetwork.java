package org.deltaw.cli.lab;

import java.util.List;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkArchitecture;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;

/** Two inputs, one output neuron whose drive is the logit of a choice; with a fixed offset. */
public final class LabNetwork implements NetworkArchitecture<NoSettings> {
    private static final Axis PRE = new Axis("pre", 2);
    private static final Axis POST = new Axis("post", 1);
    private static final Parameter OFFSET = Parameter.scalar("offset", Initial.at(0)).fixed();
    private static final SynapseGroup WEIGHTS = SynapseGroup.of("weights", PRE, POST).startingAt(Initial.normal(0, 0.01));

    @Override
    public ExtensionId id() {
        return new ExtensionId("lab-network");
    }

    @Override
    public String description() {
        return "two inputs and one output";
    }

    @Override
    public Class<NoSettings> settingsType() {
        return NoSettings.class;
    }

    @Override
    public int inputs(NoSettings settings) {
        return PRE.size();
    }

    @Override
    public List<Parameter> parameters(NoSettings settings) {
        return List.of(OFFSET);
    }

    @Override
    public Network build(NoSettings settings, NetworkInputs inputs, Bindings theta) {
        Expr x = inputs.input(PRE);
        Expr drive = x.times(inputs.weights(WEIGHTS)).sum(PRE).plus(theta.of(OFFSET));
        return Network.empty().plastic(WEIGHTS, 1, Presentation.of(x, drive.sigmoid())).shows(Observable.LOGIT, drive.sum(POST));
    }
}
