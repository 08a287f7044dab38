package org.deltaw.kernel.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.kernel.fit.Problem;
import org.deltaw.kernel.model.ParameterValue;
import org.deltaw.plugin.behavior.ChoiceCrossEntropy;
import org.deltaw.plugin.feedforward.FeedforwardNetwork;
import org.deltaw.plugin.feedforward.FeedforwardSettings;
import org.deltaw.plugin.mlp.MlpRule;
import org.deltaw.plugin.mlp.MlpSettings;
import org.deltaw.plugin.neural.ActivityMeanSquaredError;
import org.deltaw.plugin.penalty.L1Penalty;
import org.deltaw.plugin.recurrent.Projection;
import org.deltaw.plugin.recurrent.RecurrentNetwork;
import org.deltaw.plugin.recurrent.RecurrentSettings;
import org.deltaw.plugin.taylor.TaylorRule;
import org.deltaw.plugin.taylor.TaylorSettings;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Dataset;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Activation;
import org.deltaw.spi.rule.SynapticVariable;

/** A case of a file of reference values as a fit with its data. The files' README explains what they hold. */
public record ReferenceCase(Json json) {
    /** Reads a file that comes with the tests. */
    public static Json file(String name) {
        try (InputStream own = ReferenceCase.class.getResourceAsStream("/golden/" + name)) {
            return Json.parse(new String(own.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<ReferenceCase> all(Json file) {
        return file.get("cases").items().stream().map(ReferenceCase::new).toList();
    }

    public String id() {
        return json.get("id").text();
    }

    private static boolean isTaylor(Json rule) {
        return rule.get("type").text().equals("taylor");
    }

    private int[] layers() {
        return Arrays.stream(json.get("network").get("layerSizes").numbers()).mapToInt(size -> (int) size).toArray();
    }

    private boolean isRecurrent() {
        return json.get("network").has("inputWeights");
    }

    /** The fit with one of the case's rules: {@code rule}, or the one that made the data. */
    public FitBuilder fit(String ruleKey) {
        FitBuilder fit = network();
        Json rule = json.get(ruleKey);
        if (isTaylor(rule)) {
            taylor(fit, rule);
        } else {
            fit.rule(new MlpRule(), new MlpSettings(
                    rule.get("variables").items().stream().map(name -> SynapticVariable.valueOf(
                            name.text().toUpperCase(Locale.ROOT))).toList(),
                    Arrays.stream(rule.get("hidden").numbers()).mapToObj(units -> (int) units).toList(),
                    rule.get("leakySlope").number(), 0));
        }
        fit.loss(json.get("loss").text().equals("bce") ? new ChoiceCrossEntropy() : new ActivityMeanSquaredError(), 1);
        double l1 = json.get("l1").number();
        return l1 == 0 ? fit : fit.loss(new L1Penalty(), l1);
    }

    private FitBuilder network() {
        Optional<Double> rate = Optional.of(json.get("eta").number());
        if (isRecurrent()) {
            return FitBuilder.of(new RecurrentNetwork(), new RecurrentSettings(
                            layers()[0], layers()[1], rate, Optional.empty(), Optional.empty(),
                            List.of(Projection.RECURRENT), Activation.TANH, 0, 1, 1, true))
                    .network(new ParameterChoices(Map.of(), List.of(), List.of("inputWeights"), Map.of()));
        }
        return FitBuilder.of(new FeedforwardNetwork(), new FeedforwardSettings(
                Arrays.stream(layers()).boxed().toList(), Optional.empty(), 5, rate, 0, 0.01, 0, Optional.empty(),
                Optional.empty()));
    }

    /** Masked terms are fixed at 0. */
    private static void taylor(FitBuilder fit, Json rule) {
        TaylorSettings settings = new TaylorSettings(Optional.empty(),
                rule.get("variables").items().stream().map(name -> SynapticVariable.valueOf(
                        name.text().toUpperCase(Locale.ROOT))).toList(), 2, 0);
        TaylorRule family = new TaylorRule();
        double[] mask = rule.get("mask").numbers();
        List<String> fixed = new ArrayList<>();
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] == 0) {
                fixed.add(family.parameters(settings).get(i).name());
            }
        }
        fit.rule("", family, settings, new ParameterChoices(Map.of(), fixed, List.of(), Map.of()));
    }

    /** The parameters of one of the case's rules, in the problem's order. */
    public double[] parameters(Problem problem, String ruleKey) {
        Json rule = json.get(ruleKey);
        return vector(problem, rule, isTaylor(rule) ? rule.get("theta") : rule, json.get("network"), "inputWeights");
    }

    /** The expected gradient of the total loss, in the problem's order. */
    public double[] gradient(Problem problem) {
        Json expected = json.get("expected");
        return vector(problem, json.get("rule"), expected.get("gradTheta"), expected, "gradInputWeights");
    }

    private double[] vector(Problem problem, Json rule, Json numbers, Json network, String inputWeights) {
        return problem.vector(Map.of(
                "rule", isTaylor(rule) ? taylorNumbers(problem, numbers) : mlpNumbers(rule, numbers),
                "network", isRecurrent() ? Map.of("inputWeights", network.get(inputWeights).numbers()) : Map.of()));
    }

    private static Map<String, double[]> taylorNumbers(Problem problem, Json array) {
        Map<String, double[]> named = new HashMap<>();
        List<ParameterValue> terms = problem.parameters(problem.start()).stream()
                .filter(value -> value.owner().equals("rule")).toList();
        for (int i = 0; i < terms.size(); i++) {
            named.put(terms.get(i).name(), new double[] {array.numbers()[i]});
        }
        return named;
    }

    private static Map<String, double[]> mlpNumbers(Json rule, Json numbers) {
        Map<String, double[]> named = new HashMap<>();
        List<Json> layers = numbers.get("layers").items();
        List<Json> variables = rule.get("variables").items();
        for (int i = 0; i < variables.size(); i++) {
            named.put("hidden1." + variables.get(i).text(), layers.getFirst().get("weights").items().get(i).numbers());
        }
        for (int i = 0; i < layers.size(); i++) {
            String name = i == layers.size() - 1 ? "output" : "hidden" + (i + 1);
            named.put(name + ".weights", layers.get(i).get("weights").numbers());
            named.put(name + ".bias", layers.get(i).get("bias").numbers());
        }
        return named;
    }

    public Dataset data() {
        List<Json> all = json.get("trajectories").items();
        List<Trajectory> trajectories = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            trajectories.add(trajectory(Integer.toString(i), all.get(i)));
        }
        return Recordings.of(trajectories.toArray(Trajectory[]::new));
    }

    private Trajectory trajectory(String id, Json given) {
        double[] update = given.get("update").numbers();
        int neurons = layers()[1];
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        columns.put(Channel.input(layers()[0]), given.get("inputs").numbers());
        columns.put(Channel.UPDATE, update);
        columns.put(Recordings.REWARD, given.get("reward").numbers());
        if (given.has("decisions")) {
            columns.put(Recordings.DECISION, given.get("decisions").numbers());
        } else {
            columns.put(Channel.of(Target.ACTIVITY, neurons), given.get("recorded").numbers());
            double[] recorded = json.get("recordedMask").numbers();
            double[] mask = new double[update.length * neurons];
            Arrays.setAll(mask, i -> recorded[i % neurons]);
            columns.put(Channel.mask(Target.ACTIVITY, neurons), mask);
        }
        Map<String, double[]> states = new HashMap<>(Map.of("weights", given.get("initialW").numbers()));
        if (isRecurrent()) {
            states.put("activity", given.get("initialState").numbers());
        }
        return Trajectory.builder(id, update.length).columns(columns).initialStates(states).build();
    }
}
