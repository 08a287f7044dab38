package org.deltaw.itests.posterior;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.deltaw.itests.Python;
import org.deltaw.kernel.convergence.Draws;
import org.deltaw.kernel.convergence.EnergyFraction;
import org.deltaw.kernel.convergence.MonteCarloError;
import org.deltaw.kernel.convergence.ParameterSummary;
import org.deltaw.kernel.loo.LeftOut;
import org.deltaw.kernel.loo.Loo;
import org.deltaw.spi.Seed;
import org.deltaw.storage.AtomicFile;
import org.deltaw.storage.Folders;
import org.deltaw.study.posterior.ChainDraw;
import org.deltaw.study.posterior.ChainFile;
import org.deltaw.study.posterior.ChainHeader;
import org.deltaw.study.posterior.StanColumns;
import org.deltaw.study.record.NumpyArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of draws is what ArviZ says of them, which most of the field uses. */
@Tag("evidence")
class ArvizIT {
    /** The last version that reads files of Stan. */
    private static final String ARVIZ = "arviz==0.23.*";

    /** Prints the figures of every array, in the order of {@link #figures}. */
    private static final String CONVERGENCE = """
            import logging, sys, warnings
            warnings.simplefilter("ignore")
            import arviz
            import numpy
            logging.disable()
            numpy.seterr(all="ignore")
            for name, draws in numpy.load(sys.argv[1]).items():
                figures = [draws.mean(), draws.std(ddof=1), arviz.mcse(draws)]
                figures += [numpy.quantile(draws, share) for share in (0.025, 0.25, 0.5, 0.75, 0.975)]
                figures += [arviz.ess(draws, method="bulk"), arviz.ess(draws, method="tail"), arviz.rhat(draws)]
                figures += [arviz.mcse(draws, method="sd")]
                figures += [arviz.mcse(draws, method="quantile", prob=share) for share in (0.025, 0.5, 0.9)]
                figures += list(arviz.bfmi(draws))
                print(name, *map(repr, map(float, figures)))
            """;

    /** Prints the figures of every matrix of log-likelihoods (draws, observations), then one line for every observation. */
    private static final String LEAVE_ONE_OUT = """
            import sys, warnings
            warnings.simplefilter("ignore")
            import arviz
            import numpy
            for name, logs in numpy.load(sys.argv[1]).items():
                data = arviz.from_dict(posterior={"x": numpy.zeros((1, len(logs)))}, log_likelihood={"y": logs[None]})
                loo = arviz.loo(data, pointwise=True, reff=float(name.split("/")[1]))
                print(*map(repr, map(float, (loo.elpd_loo, loo.se, loo.p_loo, loo.good_k))))
                for elpd, shape in zip(loo.loo_i.values, loo.pareto_k.values):
                    print(repr(float(elpd)), repr(float(shape)))
            """;

    /** Prints of files of Stan the shapes of all arrays, then R-hat and effective sample sizes of every number, and other figures. */
    private static final String STAN = """
            import sys, warnings
            warnings.simplefilter("ignore")
            import arviz
            data = arviz.from_cmdstan(sys.argv[1] + "/chain-*.csv")
            print(*(f"{name}:{array.shape}" for name, array in data.posterior.data_vars.items()))
            print(*sorted(data.sample_stats.data_vars))
            print(data.posterior.attrs["inverse_mass_matrix"], data.posterior.attrs["step_size"])
            for array in (data.posterior.rule_w, data.posterior.rule_x_r[..., 0], data.posterior.rule_x_r[..., 1]):
                print(*map(repr, map(float, (arviz.rhat(array.values), arviz.ess(array.values), arviz.ess(array.values, method="tail")))))
            print(*map(repr, map(float, arviz.bfmi(data))), int(data.sample_stats.diverging.sum()))
            """;

    @TempDir
    private static Path folder;

    private static Python python;

    @BeforeAll
    static void install() throws Exception {
        python = Python.with(folder, ARVIZ);
    }

    /** Makes draws: autoregressive ones of normal numbers, put through a function. */
    private static Draws draws(int chains, int length, double kept, double apart, DoubleUnaryOperator function) {
        RandomGenerator random = new Seed(chains).child(length).child(Double.toString(kept + apart)).generator();
        double[][] draws = new double[chains][length];
        for (int chain = 0; chain < chains; chain++) {
            double x = random.nextGaussian();
            for (int t = 0; t < length; t++) {
                x = kept * x + Math.sqrt(1 - kept * kept) * random.nextGaussian();
                draws[chain][t] = function.applyAsDouble(x + chain * apart);
            }
        }
        return new Draws(draws);
    }

    private static Map<String, Draws> cases() {
        Map<String, Draws> cases = new LinkedHashMap<>();
        for (int chains : new int[] {1, 2, 4, 7}) {
            for (int length : new int[] {4, 5, 11, 100, 1001}) {
                for (double kept : new double[] {-0.7, 0, 0.95}) {
                    cases.put("normal-" + chains + "-" + length + "-" + kept, draws(chains, length, kept, 0, x -> x));
                }
                cases.put("apart-" + chains + "-" + length, draws(chains, length, 0.3, 0.4, x -> x));
                cases.put("heavy-" + chains + "-" + length, draws(chains, length, 0.5, 0, x -> Math.tan(1.5 * Math.tanh(x))));
                cases.put("ties-" + chains + "-" + length, draws(chains, length, 0.5, 0, x -> Math.rint(2 * x) / 2));
                cases.put("binary-" + chains + "-" + length, draws(chains, length, 0.5, 0, x -> x > 1 ? 1 : -0.0));
                cases.put("far-" + chains + "-" + length, draws(chains, length, 0.5, 0, x -> 1e4 + x));
            }
        }
        cases.put("constant", draws(4, 50, 0, 0, x -> 2.5));
        cases.put("none", draws(4, 50, 0, 0, x -> x > 2 ? Double.NaN : x));
        cases.put("long", draws(2, 20_001, 0.99, 0, x -> x));
        return cases;
    }

    private static double[] figures(Draws draws) {
        ParameterSummary summary = ParameterSummary.of(draws);
        ParameterSummary.Quantiles quantiles = summary.quantiles();
        double[] figures = {summary.mean(), summary.sd(), summary.mcse(), quantiles.lower(), quantiles.lowerQuartile(),
            quantiles.median(), quantiles.upperQuartile(), quantiles.upper(), summary.mixing().essBulk(), summary.mixing().essTail(),
            summary.mixing().rHat(), MonteCarloError.ofDeviation(draws), MonteCarloError.ofQuantile(draws, 0.025),
            MonteCarloError.ofQuantile(draws, 0.5), MonteCarloError.ofQuantile(draws, 0.9)};
        return DoubleStream.concat(Arrays.stream(figures), Arrays.stream(EnergyFraction.of(draws))).toArray();
    }

    @Test
    void convergenceIsJudgedAsByArviz() throws Exception {
        Map<String, Draws> cases = cases();
        NumpyArchive archive = new NumpyArchive();
        cases.forEach((name, draws) -> archive.add(name, draws.pooled(), draws.chains().length, draws.length()));
        Path file = folder.resolve("draws.npz");
        AtomicFile.stream(file, archive);
        List<String> said = python.run(CONVERGENCE, file).lines().toList();

        assertEquals(cases.size(), said.size());
        for (String line : said) {
            String[] words = line.split(" ");
            double[] found = figures(cases.get(words[0]));
            assertEquals(found.length, words.length - 1, line);
            for (int i = 0; i < found.length; i++) {
                assertNear(Double.parseDouble(words[i + 1].replace("inf", "Infinity").replace("nan", "NaN")), found[i], 1e-8,
                        words[0] + ", figure " + i);
            }
        }
    }

    @Test
    void leavingOneOutGivesWhatArvizGives() throws Exception {
        Map<String, double[][]> cases = new LinkedHashMap<>();
        cases.put("common/1.0", logLikelihoods(1000, 40, 1));
        cases.put("influential/0.3", logLikelihoods(1000, 40, 6));
        cases.put("few/0.9", logLikelihoods(26, 10, 2));
        NumpyArchive archive = new NumpyArchive();
        cases.forEach((name, logs) -> archive.add(name, IntStream.range(0, logs[0].length)
                .mapToObj(draw -> Arrays.stream(logs).mapToDouble(each -> each[draw])).flatMapToDouble(each -> each).toArray(),
                logs[0].length, logs.length));
        Path file = folder.resolve("log_lik.npz");
        AtomicFile.stream(file, archive);
        List<String> said = new ArrayList<>(python.run(LEAVE_ONE_OUT, file).lines().toList());

        cases.forEach((name, logs) -> {
            double efficiency = Double.parseDouble(name.substring(name.indexOf('/') + 1));
            Loo loo = new Loo(Arrays.stream(logs).map(each -> LeftOut.of(each, efficiency)).toList(), logs[0].length);
            assertLine(said.removeFirst(), 1e-6, name, loo.elpd().value(), loo.elpd().standardError(), loo.effectiveParameters(),
                    loo.threshold());
            loo.points().forEach(point -> assertLine(said.removeFirst(), 1e-6, name, point.elpd(), point.shape()));
        });
        assertEquals(List.of(), said);
    }

    @Test
    void arvizReadsChainsAndSaysTheSameOfThem() throws Exception {
        StanColumns columns = StanColumns.of(List.of("rule.w", "rule.x*r@Fly1", "rule.x*r@Fly2"));
        Draws[] draws = {draws(4, 250, 0.6, 0.1, x -> x), draws(4, 250, 0.1, 0, x -> x * x), draws(4, 250, -0.4, 0, x -> x)};
        Draws energies = draws(4, 250, 0.8, 0, x -> 20 + x);
        Path chains = Folders.create(folder.resolve("chains"));
        for (int chain = 0; chain < 4; chain++) {
            int number = chain;
            ChainHeader header = new ChainHeader("flies", chain + 1, 5, 250, new ChainHeader.NoUTurn(1000, 0.9, 10,
                    new ChainHeader.Adapted(0.5, ChainHeader.Metric.DENSE, new double[] {1, 2, 3e-6})));
            new ChainFile(header, columns).write(chains.resolve("chain-" + (chain + 1) + ".csv"), i -> new ChainDraw(-i,
                    Optional.of(new ChainDraw.Move(0.9, 0.5, new ChainDraw.Trajectory(2, 3, i % 100 == 0), energies.chains()[number][i])),
                    Arrays.stream(draws).mapToDouble(each -> each.chains()[number][i]).toArray()));
        }
        List<String> said = new ArrayList<>(python.run(STAN, chains).lines().toList());

        assertEquals("rule_w:(4, 250) rule_x_r:(4, 250, 2)", said.removeFirst());
        assertEquals("acceptance_rate diverging energy lp n_steps step_size tree_depth", said.removeFirst());
        assertEquals("['[1.0, 2.0, 3e-06]', '[1.0, 2.0, 3e-06]', '[1.0, 2.0, 3e-06]', '[1.0, 2.0, 3e-06]'] ['0.5', '0.5', '0.5', '0.5']",
                said.removeFirst());
        for (Draws each : draws) {
            ParameterSummary.Mixing mixing = ParameterSummary.of(each).mixing();
            assertLine(said.removeFirst(), 1e-8, "chains", mixing.rHat(), mixing.essBulk(), mixing.essTail());
        }
        double[] fractions = EnergyFraction.of(energies);
        assertLine(said.removeFirst(), 1e-8, "energies", fractions[0], fractions[1], fractions[2], fractions[3], 12);
    }

    private static double[][] logLikelihoods(int draws, int observations, double weight) {
        RandomGenerator random = new Seed(draws).generator();
        double[][] logs = new double[observations][draws];
        for (double[] each : logs) {
            double place = random.nextGaussian();
            Arrays.setAll(each, i -> -0.5 * weight * Math.pow(place - random.nextGaussian(), 2));
        }
        return logs;
    }

    private static void assertLine(String line, double tolerance, String what, double... found) {
        String[] words = line.split(" ");
        assertEquals(found.length, words.length, line);
        for (int i = 0; i < found.length; i++) {
            assertNear(Double.parseDouble(words[i].replace("inf", "Infinity")), found[i], tolerance, what + ": " + line);
        }
    }

    private static void assertNear(double expected, double found, double tolerance, String what) {
        assertEquals(expected, found, Double.isFinite(expected) ? tolerance * Math.max(1, Math.abs(expected)) : 1, what);
    }
}
