package org.deltaw.study.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;

/** A model with data, and the loss and gradients it should have (schema {@code plasticity-golden/1}). */
final class GoldenCase {
    private static final double READOUT_SCALE = 5;

    private final Json json;
    private final int[] layers;
    private final boolean recurrent;
    private final boolean choices;
    private final Map<String, Map<String, double[]>> parameters = new LinkedHashMap<>();
    private final Map<String, double[]> gradients = new LinkedHashMap<>();
    private final String ruleSettings;

    GoldenCase(Json json) {
        this.json = json;
        this.layers = Arrays.stream(json.get("network").get("layerSizes").numbers()).mapToInt(size -> (int) size).toArray();
        this.recurrent = json.get("network").get("kind").text().equals("recurrent");
        this.choices = json.get("loss").text().equals("bce");
        Json rule = json.get("rule");
        this.ruleSettings = rule.get("type").text().equals("taylor") ? taylor(rule) : mlp(rule);
        if (recurrent) {
            parameters.put("network", Map.of("inputWeights", json.get("network").get("inputWeights").numbers()));
            gradients.put("network.inputWeights", expected().get("gradInputWeights").numbers());
        }
    }

    String id() {
        return json.get("id").text();
    }

    Json expected() {
        return json.get("expected");
    }

    boolean choices() {
        return choices;
    }

    /** Returns the values of the parameters, by owner and name. */
    Map<String, Map<String, double[]>> parameters() {
        return parameters;
    }

    /** Returns the gradient the numbers with the given names should have. */
    double[] gradient(List<String> names) {
        double[] gradient = new double[names.size()];
        for (int i = 0; i < gradient.length; i++) {
            int bracket = names.get(i).indexOf('[');
            String name = bracket < 0 ? names.get(i) : names.get(i).substring(0, bracket);
            int index = bracket < 0 ? 0 : Integer.parseInt(names.get(i).substring(bracket + 1, names.get(i).length() - 1));
            gradient[i] = Objects.requireNonNull(gradients.get(name))[index];
        }
        return gradient;
    }

    ReferenceModel.Description description() {
        List<Map.Entry<String, Double>> losses = new ArrayList<>();
        losses.add(Map.entry(choices ? "choice-cross-entropy" : "activity-mean-squared-error", 1.0));
        double l1 = json.get("l1").number();
        if (l1 != 0) {
            losses.add(Map.entry("l1", l1));
        }
        String rate = "plasticity-rate: " + json.get("eta").number();
        String network = recurrent
                ? "{inputs: " + layers[0] + ", neurons: " + layers[1] + ", " + rate + "}"
                : "{layers: " + Arrays.toString(layers) + ", readout-scale: " + READOUT_SCALE + ", " + rate + "}";
        ParameterChoices choice = recurrent
                ? new ParameterChoices(Map.of(), List.of(), List.of("inputWeights"), Map.of())
                : ParameterChoices.NONE;
        return new ReferenceModel.Description(recurrent ? "recurrent" : "feedforward", network, choice,
                json.get("rule").get("type").text(), ruleSettings, losses);
    }

    Dataset dataset() {
        int neurons = layers[1];
        Channel input = Channel.input(layers[0]);
        Channel reward = Channel.of(Signal.REWARD);
        Channel target = choices ? Channel.of(Target.DECISION, 1) : Channel.of(Target.ACTIVITY, neurons);
        Channel mask = Channel.mask(Target.ACTIVITY, neurons);
        List<Channel> channels = new ArrayList<>(List.of(input, Channel.UPDATE, reward, target));
        if (!choices) {
            channels.add(mask);
        }
        List<Trajectory> trajectories = new ArrayList<>();
        for (Json each : json.get("trajectories").items()) {
            Map<Channel, double[]> columns = new LinkedHashMap<>();
            columns.put(input, each.get("inputs").numbers());
            columns.put(Channel.UPDATE, each.get("update").numbers());
            columns.put(reward, each.get("reward").numbers());
            columns.put(target, each.get(choices ? "decisions" : "recorded").numbers());
            int steps = columns.get(Channel.UPDATE).length;
            if (!choices) {
                columns.put(mask, repeated(json.get("recordedMask").numbers(), steps));
            }
            Map<String, double[]> initial = new LinkedHashMap<>();
            initial.put("weights", each.get("initialW").numbers());
            if (recurrent) {
                initial.put("activity", each.get("initialState").numbers());
            }
            String id = "trajectory " + trajectories.size();
            trajectories.add(Trajectory.builder(id, steps).columns(columns).initialStates(initial).build());
        }
        return Dataset.builder(channels).trajectories(trajectories).build();
    }

    private static double[] repeated(double[] row, int steps) {
        double[] rows = new double[row.length * steps];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row[i % row.length];
        }
        return rows;
    }

    private String taylor(Json rule) {
        List<String> variables = rule.get("variables").texts();
        double[] theta = rule.get("theta").numbers();
        double[] mask = rule.get("mask").numbers();
        double[] gradient = expected().get("gradTheta").numbers();
        Map<String, double[]> values = new LinkedHashMap<>();
        for (int i = 0; i < theta.length; i++) {
            if (mask[i] != 0) {
                String term = term(variables, i);
                values.put(term, new double[] {theta[i]});
                gradients.put("rule." + term, new double[] {gradient[i]});
            }
        }
        parameters.put("rule", values);
        return "{terms: [" + String.join(", ", values.keySet()) + "]}";
    }

    /** Names the term at an index whose digits, in base 3, are the variables' powers. */
    private static String term(List<String> variables, int index) {
        StringJoiner term = new StringJoiner("*");
        int place = (int) Math.round(Math.pow(3, variables.size() - 1.0));
        for (String variable : variables) {
            int power = index / place % 3;
            if (power > 0) {
                term.add(power == 1 ? variable : variable + "^" + power);
            }
            place /= 3;
        }
        return term.length() == 0 ? "1" : term.toString();
    }

    private String mlp(Json rule) {
        List<String> variables = rule.get("variables").texts();
        Map<String, double[]> values = new LinkedHashMap<>();
        layers(rule.get("layers").items(), variables).forEach(values::put);
        layers(expected().get("gradTheta").get("layers").items(), variables)
                .forEach((name, gradient) -> gradients.put("rule." + name, gradient));
        parameters.put("rule", values);
        return "{variables: [" + String.join(", ", variables) + "], hidden: " + rule.get("hidden").value()
                + ", leaky-slope: " + rule.get("leakySlope").number() + "}";
    }

    private static Map<String, double[]> layers(List<Json> layers, List<String> variables) {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            String name = i == layers.size() - 1 ? "output" : "hidden" + (i + 1);
            List<Json> rows = layers.get(i).get("weights").items();
            if (i == 0) {
                for (int v = 0; v < variables.size(); v++) {
                    values.put(name + "." + variables.get(v), rows.get(v).numbers());
                }
            } else {
                values.put(name + ".weights", layers.get(i).get("weights").numbers());
            }
            values.put(name + ".bias", layers.get(i).get("bias").numbers());
        }
        return values;
    }
}
