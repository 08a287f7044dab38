package org.deltaw.kernel.minimise;

import org.deltaw.kernel.TrainingSettings;
import org.deltaw.kernel.model.ParameterTable;
import org.deltaw.kernel.objective.Gradient;
import org.deltaw.kernel.objective.Objective;

/** Minimises by Adam, on the gradients of single trajectories or of all. For one thread. */
public final class GradientDescent implements Minimizer {
    private final Objective objective;
    private final ParameterTable table;
    private final TrainingSettings settings;
    private final FitListener listener;
    private final double[] parameters;
    private final Adam adam;

    public GradientDescent(Objective objective, ParameterTable table, TrainingSettings settings, FitListener listener,
            double[] parameters, AdamState state) {
        this.objective = objective;
        this.table = table;
        this.settings = settings;
        this.listener = listener;
        this.parameters = parameters.clone();
        this.adam = new Adam(settings, state);
    }

    @Override
    public End epoch() {
        boolean single = settings.update() == TrainingSettings.Update.PER_TRAJECTORY;
        int updates = single ? objective.trajectories() : 1;
        double loss = 0;
        for (int i = 0; i < updates; i++) {
            if (listener.stopRequested()) {
                return new End.Stopped();
            }
            Gradient gradient = single ? objective.ofTrajectory(i, parameters) : objective.ofAll(parameters);
            if (!gradient.isFinite()) {
                return new End.NotFinite(single ? i : -1, parameters());
            }
            loss += gradient.loss() / updates;
            adam.update(parameters, clipped(gradient.values()));
            table.clamp(parameters);
        }
        return new End.Moved(loss);
    }

    @Override
    public double[] parameters() {
        return parameters.clone();
    }

    @Override
    public OptimizerState state() {
        return adam.state();
    }

    private double[] clipped(double[] gradient) {
        if (settings.gradientClip().isEmpty()) {
            return gradient;
        }
        double norm = 0;
        for (double value : gradient) {
            norm = Math.hypot(norm, value);
        }
        double limit = settings.gradientClip().get();
        if (norm > limit) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= limit / norm;
            }
        }
        return gradient;
    }
}
