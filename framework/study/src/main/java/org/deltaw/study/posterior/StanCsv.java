package org.deltaw.study.posterior;

import java.util.ArrayList;
import java.util.List;
import org.deltaw.kernel.hamiltonian.Transition;
import org.deltaw.kernel.sampling.DrawnChain;

/** Draws in the CSV format of CmdStan 2, which ArviZ and others read: comments, names, a line for each draw. */
record StanCsv(StanColumns columns) {
    private static final List<String> OF_CHAINS =
            List.of("lp__", "accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__", "divergent__", "energy__");
    private static final List<String> OF_PARTICLES = List.of("lp__");

    /**
     * Writes a chain.
     *
     * @param model its name
     * @param number from 1 on
     */
    String write(DrawnChain chain, String model, int number) {
        boolean particles = chain.transitions().isEmpty();
        StringBuilder text = new StringBuilder();
        text.append("# model = ").append(model.replaceAll("\\s+", " ")).append("\n# method = sample\n#   num_samples = ")
                .append(chain.values().length).append("\n#   save_warmup = 0\n#   algorithm = ").append(particles ? "smc" : "hmc")
                .append("\n# id = ").append(number).append('\n');
        List<String> header = new ArrayList<>(particles ? OF_PARTICLES : OF_CHAINS);
        header.addAll(columns.columns().keySet());
        text.append(String.join(",", header)).append('\n');
        for (int draw = 0; draw < chain.values().length; draw++) {
            text.append(number(chain.logPosterior()[draw]));
            if (!particles) {
                append(chain.transitions().get(draw), text);
            }
            for (double value : chain.values()[draw]) {
                text.append(',').append(number(value));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void append(Transition transition, StringBuilder text) {
        text.append(',').append(number(transition.acceptance())).append(',').append(number(transition.stepSize()))
                .append(',').append(transition.tree().depth()).append(',').append(transition.tree().leapfrogSteps())
                .append(',').append(transition.tree().divergent() ? 1 : 0).append(',').append(number(transition.energy()));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
}
