package org.deltaw.study.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.deltaw.expr.Axis;
import org.deltaw.kernel.fit.FitResult;
import org.deltaw.kernel.minimise.Method;
import org.deltaw.kernel.minimise.Outcome;
import org.deltaw.kernel.model.ParameterValue;
import org.deltaw.kernel.model.Unit;
import org.deltaw.spec.json.JsonInput;
import org.deltaw.spec.settings.PriorSettings;

/** Results as JSON. */
final class ResultJson {
    private ResultJson() {}

    /** What the means of targets stand under, beside the owners of parameters. */
    static final String MEANS = "means";

    /**
     * Writes the values of parameters by owner and name, arrays as lists of rows; and the means of targets by their name. What is
     * fitted for each subject or session is a list of maps, with {@code subject}, {@code session} and {@code value}.
     */
    static Map<String, Object> parameters(FitResult result) {
        Map<String, Map<String, Object>> owners = new LinkedHashMap<>();
        for (ParameterValue parameter : result.parameters()) {
            Map<String, Object> own = owners.computeIfAbsent(parameter.owner(), _ -> new LinkedHashMap<>());
            Object value = nested(parameter.values(), parameter.axes(), 0, 0, parameter.values().length);
            if (parameter.unit().isEmpty()) {
                own.put(parameter.name(), value);
            } else if (own.computeIfAbsent(parameter.name(), _ -> new ArrayList<>()) instanceof List<?> units) {
                List<Object> all = new ArrayList<>(units);
                all.add(ofUnit(parameter.unit().get(), value));
                own.put(parameter.name(), all);
            }
        }
        Map<String, Object> json = new LinkedHashMap<>(owners);
        Map<String, Object> means = new TreeMap<>();
        result.means().values().forEach((target, values) ->
                means.put(target, values.length == 1 ? values[0] : Arrays.stream(values).boxed().toList()));
        if (!means.isEmpty()) {
            json.put(MEANS, means);
        }
        return json;
    }

    private static Map<String, Object> ofUnit(Unit unit, Object value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subject", unit.subject());
        unit.session().ifPresent(session -> json.put("session", session));
        json.put("value", value);
        return json;
    }

    private static Object nested(double[] values, List<Axis> axes, int depth, int from, int count) {
        if (depth == axes.size()) {
            return values[from];
        }
        int inner = count / axes.get(depth).size();
        List<Object> rows = new ArrayList<>();
        for (int at = from; at < from + count; at += inner) {
            rows.add(nested(values, axes, depth + 1, at, inner));
        }
        return rows;
    }

    /** Reads the values of parameters, by owner and {@link ParameterValue#label}, and the means of targets like those. */
    static Map<String, Map<String, double[]>> parameters(Path file) {
        return JsonInput.read(file, in -> {
            Map<String, Map<String, double[]>> all = new LinkedHashMap<>();
            in.map(owner -> {
                if (owner.equals("about")) {
                    in.skip();
                    return;
                }
                Map<String, double[]> values = new LinkedHashMap<>();
                in.map(name -> {
                    if (name.equals("status")) {
                        in.skip();
                    } else {
                        double[] everybodys = in.nestedNumbers(() -> readOfUnit(in, name, values));
                        if (everybodys.length > 0) {
                            values.put(name, everybodys);
                        }
                    }
                });
                all.put(owner, values);
            });
            return all;
        });
    }

    private static void readOfUnit(JsonInput in, String name, Map<String, double[]> values) {
        Map<String, String> unit = new LinkedHashMap<>();
        List<double[]> value = new ArrayList<>();
        in.map(key -> {
            switch (key) {
                case "subject", "session" -> unit.put(key, in.text());
                case "value" -> value.add(in.nestedNumbers());
                default -> in.skip();
            }
        });
        JsonInput.require(unit.containsKey("subject") && value.size() == 1);
        Unit whose = new Unit(Objects.requireNonNull(unit.get("subject")), Optional.ofNullable(unit.get("session")));
        values.put(ParameterValue.label(name, Optional.of(whose)), value.getFirst());
    }

    /** Writes how training ended and how well the model describes the data. */
    static Map<String, Object> metrics(FitResult result) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("subject", result.subject());
        json.put("outcome", outcome(result.outcome()));
        json.put("epochs", result.best().epochs());
        json.put("optimizer", method(result.method()));
        json.put("warnings", WarningsJson.of(result.warnings()));
        if (!result.starts().losses().isEmpty()) {
            json.put("lossesOfStarts", result.starts().losses());
            json.put("bestStart", result.starts().best());
        }
        if (result.isPosteriorMode()) {
            json.put("estimate", "posterior-mode");
            json.put("priors", priors(result));
        }
        json.put("formulas", new TreeMap<>(result.formulas()));
        json.putAll(MetricsJson.of(result.metrics()));
        result.heldOut().ifPresent(heldOut -> json.put("heldOut", MetricsJson.of(heldOut)));
        json.put("stability", StabilityJson.of(result.stability()));
        json.put("uncertainty", UncertaintyJson.of(result.uncertainty()));
        return json;
    }

    private static Map<String, Object> priors(FitResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        result.parameters().forEach(parameter -> parameter.prior().ifPresent(prior ->
                json.put(parameter.owner() + "." + parameter.name(), PriorSettings.of(prior).numbers())));
        return json;
    }

    private static Map<String, Object> method(Method method) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("name", method.optimizer().id().name());
        json.put("because", method.reason());
        return json;
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        switch (outcome) {
            case Outcome.Finished _ -> json.put("kind", "finished");
            case Outcome.Converged converged -> {
                json.put("kind", "converged");
                json.put("epoch", converged.epoch());
                json.put("criterion", converged.criterion());
            }
            case Outcome.Interrupted interrupted -> {
                json.put("kind", "interrupted");
                json.put("epoch", interrupted.epoch());
            }
            case Outcome.Diverged diverged -> {
                json.put("kind", "diverged");
                json.put("epoch", diverged.epoch());
                json.put("trajectory", diverged.trajectory());
                json.put("step", diverged.step());
                json.put("expression", diverged.expression());
            }
        }
        return json;
    }
}
