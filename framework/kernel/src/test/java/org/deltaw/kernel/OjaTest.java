package org.deltaw.kernel;

import org.junit.jupiter.api.Test;
import java.util.*;
import org.deltaw.spi.*;

class OjaTest {
    @Test
    void oja() {
        for (int seed = 1; seed < 6; seed++) {
            SimulatedActivity s = new SimulatedActivity(20, 20, 50, 5);
            FitBuilder fit = s.fit().gaussNewton(60).tolerances(1e-12, 1e-15, 1e-13);
            Dataset data = s.record(fit, seed, v -> v);
            try (Session session = fit.open(data)) {
                Problem problem = session.problems().getFirst();
                long t = System.nanoTime();
                FitResult r = problem.train(Optional.empty(), new FitListener() {
                    public void epochDone(Epoch e) { System.out.println(e.number() + " " + e.loss() + " " + err(e.parameters(), s.truth(problem))); }
                });
                System.out.println(r.outcome() + " err " + err(r.checkpoint().parameters(), s.truth(problem)) + " s " + (System.nanoTime() - t) / 1e9 + r.formulas());
            }
        }
    }
    static double err(double[] a, double[] b) { double m = 0; for (int i = 0; i < a.length; i++) m = Math.max(m, Math.abs(a[i] - b[i])); return m; }
}
