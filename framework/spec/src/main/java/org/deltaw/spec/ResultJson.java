package org.deltaw.spec;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.deltaw.kernel.FitResult;
import org.deltaw.kernel.Metrics;
import org.deltaw.kernel.Outcome;
import org.deltaw.kernel.ParameterValue;

/** Results as JSON. */
final class ResultJson {
    private static final String SCOPE = "scope";
    private static final String NAME = "name";
    private static final String VALUES = "values";

    private ResultJson() {}

    /** Writes the parameters and the rule. */
    static Map<String, Object> parameters(FitResult result) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("subject", result.subject());
        json.put("formulas", new TreeMap<>(result.formulas()));
        json.put("parameters", result.parameters().stream().map(ResultJson::parameter).toList());
        return json;
    }

    private static Map<String, Object> parameter(ParameterValue parameter) {
        SequencedMap<String, Object> axes = new LinkedHashMap<>();
        parameter.axes().forEach(axis -> axes.put(axis.name(), axis.size()));
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put(SCOPE, parameter.scope());
        json.put(NAME, parameter.name());
        json.put("fitted", parameter.fitted());
        json.put("axes", axes);
        json.put(VALUES, parameter.values());
        return json;
    }

    /** Reads the values of parameters, by scope and name. */
    static Map<String, Map<String, double[]>> parameters(Path file) {
        return JsonInput.read(file, in -> {
            Map<String, Map<String, double[]>> all = new LinkedHashMap<>();
            in.map(key -> {
                if (key.equals("parameters")) {
                    in.list(() -> addParameter(in, all));
                } else {
                    in.skip();
                }
            });
            return all;
        });
    }

    private static void addParameter(JsonInput in, Map<String, Map<String, double[]>> all) {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, double[]> numbers = new LinkedHashMap<>();
        in.map(key -> {
            switch (key) {
                case SCOPE, NAME -> texts.put(key, in.text());
                case VALUES -> numbers.put(key, in.numbers());
                default -> in.skip();
            }
        });
        JsonInput.require(texts.size() == 2 && numbers.size() == 1);
        all.computeIfAbsent(texts.get(SCOPE), _ -> new LinkedHashMap<>()).put(texts.get(NAME), numbers.get(VALUES));
    }

    /** Writes how training ended and how well the model describes the data. */
    static Map<String, Object> metrics(FitResult result) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("subject", result.subject());
        json.put("device", result.device());
        json.put("outcome", outcome(result.outcome()));
        json.put("epochs", result.checkpoint().epochs());
        json.put("total", fitness(result.metrics().total()));
        json.put("trajectories", result.metrics().trajectories().stream().map(each -> {
            SequencedMap<String, Object> one = new LinkedHashMap<>();
            one.put("id", each.id());
            one.put("subject", each.subject());
            one.putAll(fitness(each.fitness()));
            return one;
        }).toList());
        return json;
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        switch (outcome) {
            case Outcome.Finished _ -> json.put("kind", "finished");
            case Outcome.Converged converged -> {
                json.put("kind", "converged");
                json.put("epoch", converged.epoch());
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

    private static Map<String, Object> fitness(Metrics.Fitness fitness) {
        SequencedMap<String, Object> json = new LinkedHashMap<>();
        json.put("steps", fitness.steps());
        json.put("loss", fitness.loss());
        json.put("logLikelihood", fitness.logLikelihood());
        json.put("deviance", fitness.deviance());
        json.put("percentVsNoPlasticity", fitness.explainedOverNoPlasticity());
        json.put("percentVsConstantChoice", fitness.explainedOverConstantChoice());
        return json;
    }
}
