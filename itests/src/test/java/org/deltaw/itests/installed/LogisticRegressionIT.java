package org.deltaw.itests.installed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deltaw.itests.Python;
import org.deltaw.spi.Seed;
import org.deltaw.study.record.JsonTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network of one sigmoid neuron without plasticity is a logistic regression, of which others compute the same: estimates, model-based
 * standard errors and criteria are those of {@code Logit} in statsmodels, cluster-robust ones those of {@code GEE} with independent
 * observations and the correction of Mancl and DeRouen, which is the jackknife over clusters by one step of Newton's.
 */
@Tag("evidence")
class LogisticRegressionIT {
    private static final String SPEC = """
            name: regression
            data:
              source: table
              files: [choices.csv]
              trajectory: [subject, session]
              subject: subject
              inputs: [x1, x2]
              targets: {decision: [accepted]}
            network: {architecture: feedforward, layers: [2, 1], fitted: [bias, weights.initial]}
            rule: {family: taylor, terms: [x], fixed: [x]}
            loss: [{function: choice-cross-entropy}]
            training: {optimizer: {name: gauss-newton, reduction-tolerance: 0, gradient-tolerance: 0}}
            """;
    /** Prints log-likelihood, AIC and BIC, then a line for each coefficient: value, model-based and robust standard error. */
    private static final String REGRESSION = """
            import sys
            import warnings
            import pandas
            import statsmodels.api as sm
            # No step is short enough for the tolerance asked for.
            warnings.simplefilter("ignore")
            data = pandas.read_csv(sys.argv[1])
            inputs = sm.add_constant(data[["x1", "x2"]])
            logit = sm.Logit(data.accepted, inputs).fit(disp=0, tol=1e-15, maxiter=100)
            print(*map(repr, map(float, (logit.llf, logit.aic, logit.bic))))
            gee = sm.GEE(data.accepted, inputs, groups=data.subject.astype("category").cat.codes, family=sm.families.Binomial(),
                         cov_struct=sm.cov_struct.Independence()).fit(maxiter=200, ctol=1e-15, cov_type="bias_reduced")
            for name in ("const", "x1", "x2"):
                print(*map(repr, map(float, (logit.params[name], logit.bse[name], gee.bse[name]))))
            """;
    private static final int SUBJECTS = 24;

    @TempDir
    private Path folder;

    /** Writes choices of subjects with 1 to 3 sessions of 4 to 23 steps each, of which everyone has a bias of its own. */
    private static void record(Path file) throws Exception {
        RandomGenerator random = new Seed(11).generator();
        StringBuilder text = new StringBuilder("subject,session,x1,x2,accepted\n");
        for (int subject = 0; subject < SUBJECTS; subject++) {
            double own = 0.8 * random.nextGaussian();
            for (int session = 0; session <= subject % 3; session++) {
                int steps = 4 + random.nextInt(20);
                for (int t = 0; t < steps; t++) {
                    double one = random.nextGaussian() + own / 2;
                    double other = random.nextDouble();
                    double odds = Math.exp(0.3 + 0.7 * one - 1.1 * other + own);
                    text.append("s%02d,%d,%s,%s,%d%n".formatted(subject, session, one, other,
                            random.nextDouble() < odds / (1 + odds) ? 1 : 0));
                }
            }
        }
        Files.writeString(file, text);
    }

    @Test
    void estimatesAndErrorsAreThoseOfStatsmodels() throws Exception {
        Deltaw deltaw = Deltaw.of(Installation.standard(), folder);
        record(deltaw.work().resolve("choices.csv"));
        Files.writeString(deltaw.work().resolve("regression.yaml"), SPEC);
        deltaw.run("fit", "regression.yaml", "-o", "regression").succeeded();
        List<String> said = Python.with(folder, "statsmodels").run(REGRESSION, deltaw.work().resolve("choices.csv")).lines().toList();

        JsonTree uncertainty = JsonTree.read(deltaw.work().resolve("regression/metrics.json")).in("uncertainty");
        assertEquals("cluster-robust", uncertainty.text("intervals"));
        assertEquals(SUBJECTS, uncertainty.number("clusters").orElseThrow());
        assertEquals(48, uncertainty.number("recordings").orElseThrow());
        assertFigures(said.getFirst(), uncertainty, "logLikelihood", "aic", "bic");
        List<JsonTree> coefficients = uncertainty.list("coefficients");
        assertEquals(List.of("network.bias[0]", "network.weights.initial[0]", "network.weights.initial[1]"),
                coefficients.stream().map(each -> each.text("name")).toList());
        for (int i = 0; i < 3; i++) {
            assertFigures(said.get(1 + i), coefficients.get(i), "value", "modelStandardError", "robustStandardError");
            assertNotEquals(coefficients.get(i).number("modelStandardError").orElseThrow(),
                    coefficients.get(i).number("robustStandardError").orElseThrow(), 1e-4);
        }
    }

    private static void assertFigures(String expected, JsonTree actual, String... keys) {
        String[] numbers = expected.split(" ");
        assertEquals(keys.length, numbers.length, expected);
        for (int i = 0; i < keys.length; i++) {
            double number = Double.parseDouble(numbers[i]);
            assertEquals(number, actual.number(keys[i]).orElseThrow(), 1e-8 * Math.max(1, Math.abs(number)), keys[i]);
        }
    }
}
