package org.deltaw.plugin.arena;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.behaviour.Encounters;
import org.deltaw.behaviour.ExpectedReward;
import org.deltaw.behaviour.OdourCode;
import org.deltaw.spi.Seed;
import org.deltaw.spi.data.Channel;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.loss.Target;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.rule.Signal;

/**
 * What a model is told about one fly: all its blocks as one sequence, in which weights and the expected reward run on, and where each
 * block is a session.
 */
final class Session {
    /** The odours as the record names them: 4-methylcyclohexanol and 3-octanol. */
    static final List<String> ODOURS = List.of("MCH", "OCT");

    private static final Channel CHOICE = Channel.of(Input.CHOICE, ODOURS.size());
    private static final Channel REWARD = Channel.of(Signal.REWARD);
    private static final Channel CHOSEN = Channel.of(Target.CHOICE, ODOURS.size());

    private final Fly fly;
    private final ArenaSettings settings;
    private final Optional<OdourCode> code;
    private final Seed noise;
    private final List<Trial> trials;
    private final double[] signals;

    /**
     * Takes a fly.
     *
     * @param code which inputs an odour excites, if each step is an encounter
     * @param noise where the noise of its inputs comes from
     */
    Session(Fly fly, ArenaSettings settings, Optional<OdourCode> code, Seed noise) {
        this.fly = fly;
        this.settings = settings;
        this.code = code;
        this.noise = noise;
        this.trials = fly.trials();
        double[] rewards = trials.stream().mapToDouble(trial -> switch (settings.rewards()) {
            case RECORDED -> trial.reward();
            case SHIFTED -> trial.shifted();
        }).toArray();
        this.signals = switch (settings.reward()) {
            case EXPECTED -> ExpectedReward.surprise(rewards, settings.window());
            case RAW -> rewards;
        };
    }

    /** Lists the columns of trajectories in which each step is a trial. */
    static List<Channel> choiceChannels() {
        return List.of(CHOICE, REWARD, CHOSEN);
    }

    /**
     * Makes a trajectory.
     *
     * @param number from 1 on: each has noise of its own
     */
    Trajectory resampling(int number) {
        Trajectory.Builder trajectory = (code.isPresent() ? encounters(number, code.get(), noise.child(number)) : choices(number))
                .subject(fly.name()).recording(fly.name())
                .use(settings.heldOut().contains(fly.name()) ? Trajectory.Use.HELD_OUT : Trajectory.Use.TRAINING);
        fly.files().forEach(trajectory::file);
        return trajectory.build();
    }

    private Trajectory.Builder encounters(int number, OdourCode code, Seed seed) {
        List<Trial.Encounter> met = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (Trial trial : trials) {
            met.addAll(settings.encounters(trial));
            ends.add(met.size());
        }
        boolean[] accepted = new boolean[met.size()];
        ends.forEach(end -> accepted[end - 1] = true);
        Encounters encounters = Encounters.of(met.stream().mapToInt(Trial.Encounter::odour).toArray(), accepted, signals);
        return Trajectory.builder(fly.name() + "/" + number, met.size())
                .columns(encounters.columns(code, settings.inputNoise(), seed))
                .trials(encounters.trials()).sessions(sessions(encounters.trials()));
    }

    private Trajectory.Builder choices(int number) {
        double[] chosen = new double[trials.size() * ODOURS.size()];
        List<Trajectory.Trial> steps = new ArrayList<>();
        for (int trial = 0; trial < trials.size(); trial++) {
            chosen[trial * ODOURS.size() + trials.get(trial).chosen()] = 1;
            steps.add(new Trajectory.Trial(trial, trial + 1));
        }
        Map<Channel, double[]> columns = new LinkedHashMap<>();
        columns.put(CHOICE, chosen);
        columns.put(REWARD, signals);
        columns.put(CHOSEN, chosen);
        return Trajectory.builder(fly.name() + "/" + number, trials.size()).columns(columns).trials(steps).sessions(sessions(steps));
    }

    /** Names each block as a session. */
    private List<Trajectory.Session> sessions(List<Trajectory.Trial> spans) {
        List<Trajectory.Session> sessions = new ArrayList<>();
        int trial = 0;
        for (Map.Entry<Integer, Fly.Part> block : fly.blocks().entrySet()) {
            sessions.add(new Trajectory.Session(block.getKey().toString(), spans.get(trial).from()));
            trial += block.getValue().trials().size();
        }
        return sessions;
    }
}
