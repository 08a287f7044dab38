package org.deltaw.study.benchmark;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deltaw.spi.backend.Precision;

/**
 * How long a case took on a backend.
 *
 * @param backend its name
 * @param device where it was computed
 * @param shape what was computed
 * @param firstSeconds from opening the model to its first gradient, once
 * @param gradient value and gradient
 * @param curvature value, gradient and Gauss-Newton matrix; empty if not timed, or if it would take minutes
 */
public record EvaluationTiming(
        EvaluationCase measured, String backend, Precision precision, String device, Shape shape, double firstSeconds,
        Figure gradient, Optional<Figure> curvature) {
    /**
     * How much was computed.
     *
     * @param vectors how many parameter vectors
     * @param trajectories how many; each is evaluated at each vector
     * @param steps of all trajectories together
     * @param parameters how many numbers are fitted
     * @param vectorWidth how many numbers the backend adds up side by side
     */
    public record Shape(int vectors, int trajectories, long steps, int parameters, int vectorWidth) {}

    /**
     * What one trajectory at one parameter vector took, on average over all such pairs of one call.
     *
     * @param microseconds the median over calls
     * @param fastestMicroseconds in the fastest call
     * @param isSteady whether warming up was over
     * @param operations how many operations on numbers its graph is, of those that the data need; a function counts as one
     * @param functions how many of them are exponentials, logarithms and the like
     * @param shareOfPeak what part of the multiplications and additions that the threads could do at most in the median time
     */
    public record Figure(
            double microseconds, double fastestMicroseconds, boolean isSteady, double operations, double functions,
            double shareOfPeak) {
        private void put(Map<String, Object> json, String name) {
            json.put(name + "Microseconds", microseconds);
            json.put(name + "FastestMicroseconds", fastestMicroseconds);
            json.put(name + "Steady", isSteady);
            json.put(name + "Operations", operations);
            json.put(name + "Functions", functions);
            json.put(name + "ShareOfPeak", shareOfPeak);
        }
    }

    /** Returns it for programs. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("case", measured.name());
        json.put("backend", backend);
        json.put("precision", precision.name().toLowerCase(Locale.ROOT));
        json.put("device", device);
        json.put("vectors", shape.vectors());
        json.put("trajectories", shape.trajectories());
        json.put("steps", shape.steps());
        json.put("parameters", shape.parameters());
        json.put("vectorWidth", shape.vectorWidth());
        json.put("firstGradientSeconds", firstSeconds);
        gradient.put(json, "gradient");
        curvature.ifPresentOrElse(figure -> figure.put(json, "curvature"),
                () -> json.put("curvatureMicroseconds", OptionalDouble.empty()));
        return json;
    }
}
