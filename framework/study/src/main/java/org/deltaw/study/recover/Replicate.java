package org.deltaw.study.recover;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.deltaw.study.record.JsonTree;
import org.deltaw.study.task.Task;
import org.deltaw.study.task.TaskFolder;

/**
 * What came of one simulated experiment.
 *
 * @param failure why it could not be simulated, in a sentence; empty if it could
 * @param fits of all models to it, in their order; none if it could not be simulated
 */
public record Replicate(String failure, List<ModelFit> fits) {
    /** How it is kept. */
    static final TaskFolder.Format<Replicate> FORMAT = new Format();

    public Replicate {
        fits = List.copyOf(fits);
    }

    /**
     * One model fitted to the experiment.
     *
     * @param outcome how training ended, in a word or two; of several subjects that are fitted alone one for each
     * @param converged whether all trainings came to an end
     * @param heldOut what it says of data that it was not fitted to: their log-likelihood in nats; empty if nothing was held out, or the
     *     loss is no likelihood, or it is not finite
     * @param optima how many distinct ones the starts of each training have ended in; 0 of a training from one start
     * @param estimates of its coefficients; of subjects that are fitted alone those of all
     */
    public record ModelFit(
            List<String> outcome, boolean converged, OptionalDouble heldOut, List<Integer> optima, List<Estimate> estimates) {
        public ModelFit {
            outcome = List.copyOf(outcome);
            optima = List.copyOf(optima);
            estimates = List.copyOf(estimates);
        }

        /** Tells whether a training diverged. */
        boolean isDiverged() {
            return estimates.stream().anyMatch(estimate -> estimate.status() == Estimate.Status.DIVERGED);
        }
    }

    /**
     * Returns the estimates of a coefficient by one model; one that has no value if the experiment could not be simulated.
     *
     * @param truth of that one
     */
    List<Estimate> estimates(int model, String parameter, double truth) {
        return failure.isEmpty() ? fits.get(model).estimates().stream().filter(each -> each.parameter().equals(parameter)).toList()
                : List.of(new Estimate(parameter, truth, Estimate.Status.DIVERGED, Double.NaN, Optional.empty()));
    }

    /** Is one that could not be simulated. */
    static Replicate failed(String reason) {
        return new Replicate(reason, List.of());
    }

    private static final class Format implements TaskFolder.Format<Replicate> {
        @Override
        public Object write(Replicate replicate) {
            return Map.of("failure", replicate.failure(), "fits", replicate.fits().stream().map(Format::fit).toList());
        }

        private static Map<String, Object> fit(ModelFit fit) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("outcome", fit.outcome());
            json.put("converged", fit.converged());
            json.put("heldOut", fit.heldOut().orElse(Double.NaN));
            json.put("optima", fit.optima());
            json.put("estimates", fit.estimates().stream().map(Format::estimate).toList());
            return json;
        }

        private static Map<String, Object> estimate(Estimate estimate) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("parameter", estimate.parameter());
            json.put("truth", estimate.truth());
            json.put("status", estimate.status().name());
            json.put("value", estimate.value());
            estimate.interval().ifPresent(interval -> {
                json.put("standardError", interval.standardError());
                json.put("lower", interval.lower());
                json.put("upper", interval.upper());
            });
            return json;
        }

        @Override
        public Replicate read(Task task, Object json) {
            JsonTree tree = JsonTree.of(json);
            List<ModelFit> fits = new ArrayList<>();
            for (JsonTree fit : tree.list("fits")) {
                double heldOut = fit.exactNumber("heldOut");
                fits.add(new ModelFit(fit.texts("outcome"), fit.flag("converged"),
                        Double.isNaN(heldOut) ? OptionalDouble.empty() : OptionalDouble.of(heldOut),
                        DoubleStream.of(fit.exactNumbers("optima")).mapToObj(count -> (int) count).toList(),
                        fit.list("estimates").stream().map(Format::estimate).toList()));
            }
            return new Replicate(tree.text("failure"), fits);
        }

        private static Estimate estimate(JsonTree tree) {
            Optional<Estimate.Interval> interval = tree.map().containsKey("standardError")
                    ? Optional.of(new Estimate.Interval(
                            tree.exactNumber("standardError"), tree.exactNumber("lower"), tree.exactNumber("upper")))
                    : Optional.empty();
            return new Estimate(tree.text("parameter"), tree.exactNumber("truth"),
                    Estimate.Status.valueOf(tree.text("status")), tree.exactNumber("value"), interval);
        }
    }
}
