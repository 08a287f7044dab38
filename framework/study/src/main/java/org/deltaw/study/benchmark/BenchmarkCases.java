package org.deltaw.study.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deltaw.kernel.ParameterChoices;
import org.deltaw.spec.text.Words;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.study.reference.ReferenceModel;

/** The standard cases: flies that choose, one or many, with rules of three sizes, and networks whose activity is recorded. */
public final class BenchmarkCases {
    private static final int FLY_STEPS = 300;
    private static final int OJA_STEPS = 50;
    private static final int RECURRENT_STEPS = 500;
    private static final List<Integer> FLIES = List.of(1, 20, 400);
    private static final int VECTORS = 8;
    private static final List<String> FIVE_TERMS = List.of("1", "w", "x", "r", "x*r");
    private static final FlyRule SMALL =
            new FlyRule("5 terms", "taylor", "{terms: [1, w, x, r, x*r], initial-scale: 0.05}", true);
    private static final List<FlyRule> FLY_RULES = List.of(SMALL,
            new FlyRule("81 terms", "taylor", "{initial-scale: 0.01}", true),
            new FlyRule("MLP", "mlp", "{hidden: [10]}", false));

    private BenchmarkCases() {}

    /** A rule that is fitted to flies. */
    private record FlyRule(String name, String family, String settings, boolean curvature) {}

    /** Lists all cases, in the order in which they are timed: fits first, since nothing is compiled before a first fit. */
    public static List<BenchmarkCase> standard() {
        List<BenchmarkCase> cases = new ArrayList<>();
        cases.add(new FitCase("fit of 18 flies, 5 terms",
                "Gauss-Newton from zero on simulated flies with 240 trials each, to the fitted rule and its intervals", 18, FIVE_TERMS));
        for (int flies : FLIES) {
            for (FlyRule rule : FLY_RULES) {
                cases.add(fly((flies == 1 ? "one fly" : flies + " flies") + ", " + rule.name(), rule, flies, 1));
            }
        }
        cases.add(fly(VECTORS + " parameter vectors, one fly", SMALL, 1, VECTORS));
        cases.add(oja(20, 20));
        cases.add(oja(100, 1000));
        cases.add(recurrent(200));
        return List.copyOf(cases);
    }

    /**
     * Lists the cases whose names hold all words of a text, whatever their order and case.
     *
     * @param texts a case needs the words of one of them; none for all cases
     * @throws InvalidSpecException if no case has the words of a text
     */
    public static List<BenchmarkCase> named(List<String> texts) {
        List<BenchmarkCase> all = standard();
        texts.forEach(text -> requireKnown(text, all));
        return texts.isEmpty() ? all
                : all.stream().filter(each -> texts.stream().anyMatch(text -> holds(each, text))).toList();
    }

    private static void requireKnown(String text, List<BenchmarkCase> all) {
        if (words(text).isEmpty() || all.stream().noneMatch(each -> holds(each, text))) {
            throw new InvalidSpecException("No case has the words " + Words.quoted(text) + " in its name; the cases are: "
                    + String.join("; ", all.stream().map(BenchmarkCase::name).toList()) + ".");
        }
    }

    private static boolean holds(BenchmarkCase each, String text) {
        return words(each.name()).containsAll(words(text));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{Alnum}]+")).filter(word -> !word.isEmpty()).toList();
    }

    private static EvaluationCase fly(String name, FlyRule rule, int flies, int vectors) {
        ReferenceModel.Description model = model("feedforward", "{layers: [2, 10, 1]}", rule.family(), rule.settings(),
                "choice-cross-entropy");
        return new EvaluationCase(name, "choices, network [2, 10, 1], " + FLY_STEPS + " steps", model,
                () -> RandomData.flies(flies, FLY_STEPS), vectors, rule.curvature() && vectors == 1);
    }

    private static EvaluationCase oja(int inputs, int neurons) {
        String settings = "{layers: [" + inputs + ", " + neurons + "], plasticity-rate: 1, initial-deviation: 0.1}";
        return new EvaluationCase("Oja " + inputs + "-" + neurons,
                "activity of all neurons, " + OJA_STEPS + " steps, 27 terms in x, y and w", activityModel("feedforward", settings),
                () -> RandomData.activity(inputs, neurons, OJA_STEPS), 1, true);
    }

    private static EvaluationCase recurrent(int neurons) {
        String settings = "{inputs: " + neurons + ", neurons: " + neurons + ", plasticity-rate: 0.1, initial-deviation: "
                + 1.0 / neurons + ", input-deviation: 0.3}";
        return new EvaluationCase("recurrent " + neurons,
                "activity of neurons that excite each other, as many inputs, " + RECURRENT_STEPS + " steps, 27 terms in x, y and w",
                activityModel("recurrent", settings), () -> RandomData.activity(neurons, neurons, RECURRENT_STEPS), 1, false);
    }

    private static ReferenceModel.Description activityModel(String network, String settings) {
        return model(network, settings, "taylor", "{variables: [x, y, w], initial-scale: 0.001}", "activity-mean-squared-error");
    }

    private static ReferenceModel.Description model(
            String network, String settings, String family, String rule, String loss) {
        return new ReferenceModel.Description(
                network, settings, ParameterChoices.NONE, family, rule, List.of(Map.entry(loss, 1.0)));
    }
}
