package org.deltaw.plugin.fly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deltaw.behaviour.ExpectedReward;
import org.deltaw.behaviour.OdourCode;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.SourceFile;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.rule.Signal;

/** What a model is told about one recording: the same choices again and again, under fresh input noise. */
final class Session {
    private static final Channel REWARD = Channel.of(Signal.REWARD);
    private static final Channel DECISION = Channel.of(Target.DECISION, 1);

    private final String subject;
    private final SourceFile source;
    private final Recording recording;
    private final Recording.Part part;
    private final OdourCode code;
    private final double noise;
    private final double[] decisions;
    private final double[] rewards;

    Session(String subject, SourceFile source, Recording recording, Recording.Part part, FlySettings settings, OdourCode code) {
        this.subject = subject;
        this.source = source;
        this.recording = recording;
        this.part = part;
        this.code = code;
        this.noise = settings.inputNoise();
        this.decisions = decisions();
        this.rewards = rewards(switch (settings.reward()) {
            case EXPECTED -> ExpectedReward.surprise(recording.rewards(), settings.window());
            case RAW -> recording.rewards();
        });
    }

    /** Lists the columns of every trajectory. */
    static List<Channel> channels(int inputs) {
        return List.of(Channel.input(inputs), Channel.UPDATE, REWARD, DECISION);
    }

    /**
     * Makes one trajectory.
     *
     * @param number counted from 1
     * @param seed of its noise
     */
    Trajectory resampling(int number, Seed seed) {
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        columns.put(Channel.input(code.inputs()), inputs(seed.generator()));
        // Synapses change when the fly has accepted an odour and learns what it gets.
        columns.put(Channel.UPDATE, decisions);
        columns.put(REWARD, rewards);
        columns.put(DECISION, decisions);
        return Trajectory.builder(subject + "/" + number, steps()).subject(subject).recording(subject).file(source).columns(columns)
                .trials(trials()).build();
    }

    private int steps() {
        return part.endStep() - part.step();
    }

    private double[] decisions() {
        double[] values = new double[steps()];
        for (int step = 0; step < values.length; step++) {
            values[step] = recording.accepted(part.step() + step) ? 1 : 0;
        }
        return values;
    }

    /** Puts each trial's value where its odour was accepted, and 0 elsewhere. */
    private double[] rewards(double[] ofTrials) {
        double[] values = new double[steps()];
        for (int trial = part.trial(); trial < part.endTrial(); trial++) {
            values[recording.to(trial) - 1 - part.step()] = ofTrials[trial];
        }
        return values;
    }

    private double[] inputs(RandomGenerator random) {
        int width = code.inputs();
        double[] values = new double[steps() * width];
        for (int i = 0; i < values.length; i++) {
            int odour = recording.odour(part.step() + i / width);
            values[i] = code.mean(odour, i % width) + noise * random.nextGaussian();
        }
        return values;
    }

    private List<Trajectory.Trial> trials() {
        List<Trajectory.Trial> spans = new ArrayList<>();
        for (int trial = part.trial(); trial < part.endTrial(); trial++) {
            spans.add(new Trajectory.Trial(recording.from(trial) - part.step(), recording.to(trial) - part.step()));
        }
        return spans;
    }
}
