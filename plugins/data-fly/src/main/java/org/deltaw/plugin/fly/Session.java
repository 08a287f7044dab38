package org.deltaw.plugin.fly;

import java.util.Arrays;
import org.deltaw.behaviour.Encounters;
import org.deltaw.behaviour.ExpectedReward;
import org.deltaw.behaviour.OdourCode;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.SourceFile;
import org.deltaw.spi.data.Trajectory;

/** What a model is told about one recording: the same choices again and again, under fresh input noise. */
final class Session {
    private final String subject;
    private final SourceFile source;
    private final Encounters encounters;
    private final OdourCode code;
    private final double noise;

    Session(String subject, SourceFile source, Recording recording, Recording.Part part, FlySettings settings, OdourCode code) {
        this.subject = subject;
        this.source = source;
        this.code = code;
        this.noise = settings.inputNoise();
        double[] signals = switch (settings.reward()) {
            case EXPECTED -> ExpectedReward.surprise(recording.rewards(), settings.window());
            case RAW -> recording.rewards();
        };
        this.encounters = recording.encounters(part, Arrays.copyOfRange(signals, part.trial(), part.endTrial()));
    }

    /**
     * Makes one trajectory.
     *
     * @param number counted from 1
     * @param seed of its noise
     */
    Trajectory resampling(int number, Seed seed) {
        return Trajectory.builder(subject + "/" + number, encounters.steps()).subject(subject).recording(subject).file(source)
                .columns(encounters.columns(code, noise, seed)).trials(encounters.trials()).build();
    }
}
