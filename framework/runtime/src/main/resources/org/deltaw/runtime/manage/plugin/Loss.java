package {{package}};

import aQute.bnd.annotation.spi.ServiceProvider;
import java.util.OptionalDouble;
import org.deltaw.expr.Axes;
import org.deltaw.expr.Expr;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Setting;
import org.deltaw.spi.loss.Loss;
import org.deltaw.spi.loss.LossFunction;
import org.deltaw.spi.loss.LossInputs;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.parameter.Bindings;

/**
 * A robust distance of activity: squared for small errors e, straight for large ones, {@code s^2*(sqrt(1 + (e/s)^2) - 1)},
 * averaged over all values that were observed.
 */
@ServiceProvider(LossFunction.class)
public final class {{class}} implements LossFunction<{{class}}.Settings> {
    /** What a user may write in a spec, as in {@code loss: [{function: {{name}}, small: 0.1}]}. */
    public record Settings(
            @Setting(value = "errors well below this count squared, well above it straight", byDefault = "0.1",
                            min = 1e-6, max = 1e6)
                    double small) {}

    @Override
    public ExtensionId id() {
        return new ExtensionId("{{name}}");
    }

    @Override
    public String description() {
        return "robust distance between the activity of recorded and simulated neurons";
    }

    @Override
    public Class<Settings> settingsType() {
        return Settings.class;
    }

    @Override
    public Loss loss(Settings settings, LossInputs inputs, Bindings theta) {
        Expr activity = inputs.prediction(Observable.ACTIVITY);
        Axes neurons = activity.axes();
        Expr observed = inputs.observed(Target.ACTIVITY, Observable.ACTIVITY).broadcast(neurons);
        // Chosen before anything is computed from it: what was not observed may be no number.
        Expr error = Expr.where(
                observed, activity.minus(inputs.target(Target.ACTIVITY, Observable.ACTIVITY)), Expr.ZERO);
        Expr relative = error.times(1 / settings.small());
        Expr cost = relative.squared().plus(1).sqrt().minus(1).times(settings.small() * settings.small());
        return new Loss.Misfit(cost.sum(neurons), observed.sum(neurons), OptionalDouble.of(0));
    }
}
