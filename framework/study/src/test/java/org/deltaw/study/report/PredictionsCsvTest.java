package org.deltaw.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deltaw.kernel.data.Part;
import org.deltaw.kernel.evaluation.Prediction;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.junit.jupiter.api.Test;

class PredictionsCsvTest {
    private static final String HEADER = "trajectory,subject,session,trial,step,part,observed,p_reject,p_accept,log_likelihood\n";

    private static Trajectory repetition(String id, double... decisions) {
        return Trajectory.builder(id, decisions.length).subject("Fly1").recording("Fly1-a")
                .column(Channel.of(Target.DECISION, 1), decisions).column(Channel.mask(Target.DECISION, 1), 1, 0, 1)
                .sessions(List.of(new Trajectory.Session("Mon", 0), new Trajectory.Session("Tue", 2)))
                .trials(List.of(new Trajectory.Trial(0, 2))).build();
    }

    private static Prediction prediction(String id, boolean heldOut, int from, int to, double... logits) {
        return new Prediction(
                new Part(repetition(id, 1, 0, 0), List.of(new Trajectory.Trial(from, to))), heldOut, logits);
    }

    @Test
    void aRowIsAStepOfARecordingAndRepetitionsAreCombined() {
        double odds3 = Math.log(3);
        assertEquals(HEADER
                + "Fly1-a,Fly1,Mon,1,1,training,accept,0.5,0.5," + (Math.log(0.75) + Math.log(0.25)) / 2 + "\n"
                + "Fly1-a,Fly1,Mon,1,2,training,,0.5,0.5,\n"
                + "Fly1-a,Fly1,Tue,,3,held-out,reject,0.25,0.75,-1.3862943611198908\n",
                PredictionsCsv.ofDecisions(List.of(prediction("a", false, 0, 2, odds3, 0, 0), prediction("b", false, 0, 2, -odds3, 0, 0),
                        prediction("a", true, 2, 3, 0, 0, odds3))));
    }

    @Test
    void whatIsNotFiniteIsEmptyAndWhatIsCertainIsNot() {
        assertEquals(HEADER
                + "Fly1-a,Fly1,Mon,1,1,training,accept,0.0,1.0,0.0\n"
                + "Fly1-a,Fly1,Mon,1,2,training,,,,\n"
                + "Fly1-a,Fly1,Tue,,3,training,reject,0.0,1.0,-1000.0\n",
                PredictionsCsv.ofDecisions(List.of(prediction("a", false, 0, 3, 1000, Double.NaN, 1000))));
    }

    /** Half as probable as the others is the second of three options. */
    private static final double[] LOG_PROBABILITIES = {Math.log(0.4), Math.log(0.2), Math.log(0.4)};

    private static Prediction choices(String id, double[] logProbabilities) {
        Channel choice = Channel.of(Target.CHOICE, 3);
        Trajectory trajectory = Trajectory.builder(id, 3).subject("Mouse1").recording("Mouse1-a").session("Mon")
                .column(choice, 0, 1, 0, 0, 0, 0, 1, 0, 0).column(Channel.mask(Target.CHOICE, 1), 1, 0, 0).build();
        double[] values = new double[9];
        for (int i = 0; i < values.length; i++) {
            values[i] = logProbabilities[i % 3];
        }
        return new Prediction(new Part(trajectory, List.of(new Trajectory.Trial(0, 3))), false, values);
    }

    @Test
    void choicesAreCalledByTheirNamesAndMissedTrialsHaveNone() {
        assertEquals("trajectory,subject,session,trial,step,part,observed,p_left,p_up,p_right,log_likelihood\n"
                + "Mouse1-a,Mouse1,Mon,,1,training,up,0.4,0.2,0.4," + Math.log(0.2) + "\n"
                + "Mouse1-a,Mouse1,Mon,,2,training,,0.4,0.2,0.4,\n"
                + "Mouse1-a,Mouse1,Mon,,3,training,,0.4,0.2,0.4,\n",
                PredictionsCsv.ofChoices(List.of(choices("a", LOG_PROBABILITIES)), List.of("left", "up", "right")));
    }

    @Test
    void optionsWithoutNamesAreNumbered() {
        String[] lines = PredictionsCsv.ofChoices(List.of(choices("a", LOG_PROBABILITIES)), List.of()).split("\n");
        assertEquals("trajectory,subject,session,trial,step,part,observed,p_1,p_2,p_3,log_likelihood", lines[0]);
        assertEquals("Mouse1-a,Mouse1,Mon,,1,training,2,0.4,0.2,0.4," + Math.log(0.2), lines[1]);
    }

    @Test
    void probabilitiesOfChoicesAreMeansOverRepetitions() {
        double[] sure = {-1e30, 0, -1e30};
        String line = PredictionsCsv.ofChoices(List.of(choices("a", LOG_PROBABILITIES), choices("b", sure)), List.of()).split("\n")[1];
        assertEquals("Mouse1-a,Mouse1,Mon,,1,training,2,0.2,0.6,0.2," + Math.log(0.2) / 2, line);
    }
}
