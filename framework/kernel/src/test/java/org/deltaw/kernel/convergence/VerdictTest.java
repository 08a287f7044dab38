package org.deltaw.kernel.convergence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.deltaw.spi.Seed;
import org.deltaw.spi.Warning;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static Draws independent(int chains, int length, double apart) {
        RandomGenerator random = new Seed(5).generator();
        double[][] draws = new double[chains][length];
        for (int chain = 0; chain < chains; chain++) {
            for (int t = 0; t < length; t++) {
                draws[chain][t] = random.nextGaussian() + chain * apart;
            }
        }
        return new Draws(draws);
    }

    private static Map<String, ParameterSummary> summaries(Draws first, Draws second) {
        Map<String, ParameterSummary> summaries = new LinkedHashMap<>();
        summaries.put("rule.w", ParameterSummary.of(first));
        summaries.put("rule.x*r", ParameterSummary.of(second));
        return summaries;
    }

    private static Transitions transitions(Draws energies, int diverged, int saturated) {
        int[] divergences = new int[energies.chains().length];
        int[] longest = new int[energies.chains().length];
        divergences[0] = diverged;
        longest[1] = saturated;
        return new Transitions(energies, divergences, longest);
    }

    @Test
    void goodChainsPass() {
        Draws good = independent(4, 500, 0);
        Verdict verdict = Verdict.of(summaries(good, good), 4, Optional.of(transitions(good, 0, 0)));
        assertTrue(verdict.passed(), verdict::toString);
        assertEquals(List.of(), verdict.remarks());
    }

    @Test
    void disagreementNamesTheWorstParameter() {
        Draws good = independent(4, 500, 0);
        Verdict verdict = Verdict.of(summaries(good, independent(4, 500, 0.5)), 4, Optional.empty());
        assertEquals(List.of("r-hat", "ess"), verdict.failures().stream().map(Warning::code).toList());
        Warning disagreement = verdict.failures().getFirst();
        assertEquals("rule.x*r", disagreement.where());
        assertTrue(disagreement.message().startsWith("The chains disagree on 1 of 2 parameters (the largest R-hat, 1.1"),
                disagreement::message);
    }

    @Test
    void fewDrawsAreToldHowManyMoreAreNeeded() {
        Draws few = independent(4, 25, 0);
        ParameterSummary least = ParameterSummary.of(few);
        Warning imprecise = Verdict.of(Map.of("rule.w", least), 4, Optional.empty()).failures().stream()
                .filter(each -> each.code().equals("ess")).findFirst().orElseThrow();
        double size = Math.min(least.mixing().essBulk(), least.mixing().essTail());
        assertTrue(size > 50 && size < 200, "" + size);
        assertTrue(imprecise.message().endsWith("take " + (int) Math.ceil(400 / size) + " times as many draws."), imprecise::message);
    }

    @Test
    void oneChainFailsForThatReason() {
        Warning one = Verdict.of(Map.of("rule.w", ParameterSummary.of(independent(1, 500, 0))), 1, Optional.empty()).failures().getFirst();
        assertEquals("r-hat", one.code());
        assertTrue(one.message().startsWith("One chain cannot tell"), one::message);
    }

    @Test
    void chainsThatDoNotMoveAndDrawsThatAreNotFiniteFail() {
        Draws still = independent(4, 10, 0).map(draw -> 1);
        Draws infinite = independent(4, 10, 0).map(draw -> draw > 0 ? Double.NaN : draw);
        List<Warning> failures = Verdict.of(summaries(still, infinite), 4, Optional.empty()).failures();
        assertEquals(List.of("not-finite rule.x*r", "constant rule.w"),
                failures.stream().map(each -> each.code() + " " + each.where()).toList());
    }

    @Test
    void divergencesEnergiesAndLongTrajectoriesAreNamedByChain() {
        Draws good = independent(4, 500, 0);
        double[] walk = new double[500];
        RandomGenerator random = new Seed(6).generator();
        for (int t = 1; t < walk.length; t++) {
            walk[t] = walk[t - 1] + random.nextGaussian();
        }
        Draws energies = new Draws(new double[][] {good.chains()[0], walk, good.chains()[2], good.chains()[3]});
        Verdict verdict = Verdict.of(summaries(good, good), 4, Optional.of(transitions(energies, 3, 7)));
        assertEquals(List.of("divergences chain 1", "energy chain 2"),
                verdict.failures().stream().map(each -> each.code() + " " + each.where()).toList());
        assertTrue(verdict.failures().getFirst().message().startsWith("3 of 2,000 transitions diverged"));
        assertEquals(List.of("tree-depth chain 2"), verdict.remarks().stream().map(each -> each.code() + " " + each.where()).toList());
    }
}
