package org.deltaw.plugin.options;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.expr.Axis;
import org.deltaw.expr.Expr;
import org.deltaw.expr.Interpreter;
import org.deltaw.expr.Symbol;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.network.Activation;
import org.deltaw.spi.network.Input;
import org.deltaw.spi.network.Network;
import org.deltaw.spi.network.NetworkInputs;
import org.deltaw.spi.network.NeuronState;
import org.deltaw.spi.network.Observable;
import org.deltaw.spi.network.Presentation;
import org.deltaw.spi.network.SynapseGroup;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the network computes in one trial, from given states. */
class OptionsNetworkTest {
    private static final double ROUNDING = 1e-14;

    /** A network with what it reads, each under its name. */
    private static final class Trial implements NetworkInputs {
        private final Map<String, double[]> values = new LinkedHashMap<>();
        private final Map<Symbol, double[]> read = new LinkedHashMap<>();
        private final OptionsSettings settings;
        private double lapse;
        private double perseveration;
        private double[] bias;

        Trial(OptionsSettings settings, double... weights) {
            this.settings = settings;
            this.bias = new double[settings.options() - 1];
            values.put("weights", weights);
            values.put("last-choice", new double[settings.options()]);
            values.put("expected-reward", new double[1]);
            given(Input.CHOICE, new double[settings.options()]);
        }

        Trial given(Input input, double... given) {
            values.put(input.name(), given);
            return this;
        }

        Trial choosing(int option) {
            double[] choice = new double[settings.options()];
            choice[option] = 1;
            return given(Input.CHOICE, choice);
        }

        @Override
        public Expr input(Axis axis) {
            throw new AssertionError("It reads no input without a name.");
        }

        @Override
        public Expr input(Input input, Axis... axes) {
            return symbol(input.name(), List.of(axes));
        }

        @Override
        public boolean brings(Input input) {
            return values.containsKey(input.name());
        }

        @Override
        public int width(Input input) {
            return values.get(input.name()).length;
        }

        @Override
        public Expr weights(SynapseGroup group) {
            return symbol(group.name(), group.axes());
        }

        @Override
        public Expr connections(SynapseGroup group) {
            return Expr.ONE;
        }

        @Override
        public Expr state(NeuronState state) {
            return symbol(state.name(), state.axes());
        }

        private Expr symbol(String name, List<Axis> axes) {
            Symbol symbol = new Symbol(Symbol.Kind.CHANNEL, name, axes);
            read.put(symbol, values.get(name));
            return symbol.read();
        }

        Network network() {
            Map<Parameter, Expr> theta = new LinkedHashMap<>();
            for (Parameter parameter : new OptionsNetwork().parameters(settings)) {
                double[] own = switch (parameter.name()) {
                    case "bias" -> bias;
                    case "lapse" -> new double[] {lapse};
                    case "perseveration" -> new double[] {perseveration};
                    case "expected-reward-rate" -> new double[] {settings.expectedRewardRate().orElseThrow()};
                    default -> new double[] {settings.scale()};
                };
                Symbol symbol = new Symbol(Symbol.Kind.PARAMETER, parameter.name(), parameter.axes());
                read.put(symbol, own);
                theta.put(parameter, symbol.read());
            }
            return new OptionsNetwork().build(settings, this, new Bindings(theta));
        }

        double[] value(Expr expression) {
            return Interpreter.evaluate(List.of(expression), read).getFirst();
        }

        double[] logProbabilities() {
            return value(network().observables().get(Observable.LOG_PROBABILITIES));
        }

        double[] probabilities() {
            return Arrays.stream(logProbabilities()).map(Math::exp).toArray();
        }

        List<Presentation> presentations() {
            return network().plastic().getFirst().presentations();
        }

        double[] next(String state) {
            Network network = network();
            return network.nextStates().entrySet().stream().filter(each -> each.getKey().name().equals(state))
                    .map(each -> value(each.getValue())).findFirst().orElseThrow();
        }
    }

    private static OptionsSettings settings(int options, int hidden, OptionsSettings.Update update, double scale) {
        return new OptionsSettings(options, hidden, Optional.empty(), update, 1, 0, 0, scale, 0, 0, 0, Optional.empty(), Optional.empty());
    }

    private static OptionsSettings chosen(int options, double scale) {
        return settings(options, 1, OptionsSettings.Update.CHOSEN, scale);
    }

    private static double[] softmax(double... logOdds) {
        double sum = Arrays.stream(logOdds).map(Math::exp).sum();
        return Arrays.stream(logOdds).map(each -> Math.exp(each) / sum).toArray();
    }

    @Test
    void valuesAreScaledWeightsAndTheLastOptionHasNoBias() {
        Trial trial = new Trial(chosen(3, 2), 0.5, -0.25, 1);
        trial.bias = new double[] {0.3, -0.1};
        assertArrayEquals(softmax(1.3, -0.6, 2), trial.probabilities(), ROUNDING);
    }

    @Test
    void lastChoiceCountsTimesTheScale() {
        Trial trial = new Trial(chosen(2, 2), 0.5, 0.5);
        trial.perseveration = 0.75;
        trial.values.put("last-choice", new double[] {0, 1});
        assertArrayEquals(softmax(0, 1.5), trial.probabilities(), ROUNDING);
    }

    @Test
    void valueIsTheMeanActivityOfHiddenNeurons() {
        OptionsSettings settings = new OptionsSettings(2, 2, Optional.of(Activation.TANH), OptionsSettings.Update.CHOSEN, 1, 0, 0, 3, 0,
                0, 0,
                Optional.empty(), Optional.empty());
        Trial trial = new Trial(settings, 1, 2, -1, 0.5);
        assertArrayEquals(softmax(1.5 * (Math.tanh(1) + Math.tanh(2)), 1.5 * (Math.tanh(-1) + Math.tanh(0.5))), trial.probabilities(),
                ROUNDING);
    }

    @Test
    void patternsAreSummedOverTheirInputsAndSaturate() {
        Trial trial = new Trial(chosen(2, 2), 0.5, -1, 0.25).given(Input.PATTERNS, 1, 0, 2, 0, 1, 1);
        assertArrayEquals(softmax(2 * Math.tanh(1), 2 * Math.tanh(-0.75)), trial.probabilities(), ROUNDING);
        trial.choosing(1);
        Presentation shown = trial.presentations().getFirst();
        assertArrayEquals(new double[] {0, 1, 1}, trial.value(shown.pre()));
        assertArrayEquals(new double[] {Math.tanh(-0.75)}, trial.value(shown.post()), ROUNDING);
    }

    @Test
    void lapseIsSharedByTheOptionsOnOffer() {
        Trial trial = new Trial(chosen(4, 1), 0, 1, 2, 3).given(Input.OFFERED, 1, 0, 1, 0);
        trial.lapse = 0.2;
        double[] certain = softmax(0, 2);
        assertArrayEquals(new double[] {0.8 * certain[0] + 0.1, 0, 0.8 * certain[1] + 0.1, 0}, trial.probabilities(), ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"0, 700", "1e-9, 700", "0.1, 1e6", "1, 1e6", "0, 50", "1e-200, 50"})
    void probabilitiesKeepTheirDigitsHoweverSureTheChoiceIs(double lapse, double advantage) {
        Trial trial = new Trial(chosen(2, 1), advantage, 0);
        trial.lapse = lapse;
        double[] logarithms = trial.logProbabilities();
        assertEquals(Math.log1p(-lapse / 2), logarithms[0], 1e-15);
        // Without any lapse an option is not taken for less probable than exp(-80), so that the derivative by the lapse is a number.
        double expected = lapse > 0.5e-30 ? Math.log(lapse / 2) : Math.max(-80, -advantage);
        assertEquals(expected, logarithms[1], 1e-12 * Math.abs(expected));
    }

    @Test
    void networkWithoutLapseHasNoLeastProbability() {
        OptionsSettings settings = chosen(2, 1);
        Trial trial = new Trial(settings, 1000, 0);
        Map<Parameter, Expr> theta = new LinkedHashMap<>();
        new OptionsNetwork().parameters(settings).forEach(parameter -> theta.put(parameter,
                parameter.name().equals("scale") ? Expr.ONE : Expr.ZERO));
        Network network = new OptionsNetwork().build(settings, trial, new Bindings(theta));
        assertArrayEquals(new double[] {0, -1000}, trial.value(network.observables().get(Observable.LOG_PROBABILITIES)));
        assertEquals(Map.of(), network.nextStates(), "nothing is carried that is not read");
    }

    @Test
    void ruleSeesTheChosenOptionAlone() {
        Trial trial = new Trial(chosen(3, 1), 0.1, 0.2, 0.3).choosing(2);
        Presentation shown = trial.presentations().getFirst();
        assertEquals(1, trial.presentations().size());
        assertArrayEquals(new double[] {0, 0, 1}, trial.value(shown.pre()));
        assertArrayEquals(new double[] {0.3}, trial.value(shown.post()));
        assertArrayEquals(new double[] {1}, trial.value(shown.condition()));
        assertArrayEquals(new double[] {1}, trial.value(shown.signals().get(Signal.CHOSEN)));
    }

    @Test
    void ruleSeesEachOptionOnOffer() {
        Trial trial = new Trial(settings(3, 1, OptionsSettings.Update.ALL_OPTIONS, 1), 0.1, 0.2, 0.3)
                .given(Input.OFFERED, 1, 0, 1).choosing(2);
        assertEquals(List.of("option1", "option2", "option3"), trial.presentations().stream().map(Presentation::name).toList());
        for (int option = 0; option < 3; option++) {
            Presentation shown = trial.presentations().get(option);
            double[] pattern = new double[3];
            pattern[option] = 1;
            assertArrayEquals(pattern, trial.value(shown.pre()));
            assertArrayEquals(new double[] {new double[] {0.1, 0.2, 0.3}[option]}, trial.value(shown.post()));
            assertArrayEquals(new double[] {option == 1 ? 0 : 1}, trial.value(shown.condition()));
            assertArrayEquals(new double[] {option == 2 ? 1 : 0}, trial.value(shown.signals().get(Signal.CHOSEN)));
        }
    }

    @Test
    void missedTrialIsNotShownAndChangesNoMemory() {
        for (OptionsSettings.Update update : OptionsSettings.Update.values()) {
            OptionsSettings settings = new OptionsSettings(2, 1, Optional.empty(), update, 1, 0, 0, 1, 0, 0, 0, Optional.of(0.5),
                    Optional.empty());
            Trial trial = new Trial(settings, 0.1, 0.2).given(new Input("reward"), 1);
            trial.values.put("last-choice", new double[] {1, 0});
            trial.values.put("expected-reward", new double[] {0.25});
            for (Presentation shown : trial.presentations()) {
                assertArrayEquals(new double[] {0}, trial.value(shown.condition()));
            }
            assertArrayEquals(new double[] {1, 0}, trial.next("last-choice"));
            assertArrayEquals(new double[] {0.25}, trial.next("expected-reward"));
        }
    }

    @Test
    void ruleSeesTheRewardMinusItsExpectationWhichThenMoves() {
        OptionsSettings settings = new OptionsSettings(2, 1, Optional.empty(), OptionsSettings.Update.CHOSEN, 1, 0, 0, 1, 0, 0, 0,
                Optional.of(0.5), Optional.of("water"));
        Trial trial = new Trial(settings, 0.1, 0.2).given(new Input("water"), 1).choosing(0);
        trial.values.put("expected-reward", new double[] {0.25});
        assertArrayEquals(new double[] {0.75}, trial.value(trial.presentations().getFirst().signals().get(new Signal("water"))));
        assertArrayEquals(new double[] {0.625}, trial.next("expected-reward"));
        assertArrayEquals(new double[] {1, 0}, trial.next("last-choice"));
    }

    @Test
    void rewardMayBeCalledROrReward() {
        OptionsSettings settings = new OptionsSettings(2, 1, Optional.empty(), OptionsSettings.Update.CHOSEN, 1, 0, 0, 1, 0, 0, 0,
                Optional.of(0.5), Optional.empty());
        Trial brief = new Trial(settings, 0, 0).given(new Input("r"), 1);
        assertTrue(brief.presentations().getFirst().signals().containsKey(new Signal("r")));
        assertTrue(brief.given(new Input("reward"), 1).presentations().getFirst().signals().containsKey(Signal.REWARD));
    }

    @Test
    void memoriesGoOnFromSessionToSession() {
        OptionsSettings settings = new OptionsSettings(2, 1, Optional.empty(), OptionsSettings.Update.CHOSEN, 1, 0, 0, 1, 0, 0, 0,
                Optional.of(0.5), Optional.empty());
        Trial trial = new Trial(settings, 0, 0).given(new Input("reward"), 1);
        trial.network().nextStates().keySet().forEach(state -> assertTrue(state.carriedOver(), state.name()));
    }

    private static String refusal(Trial trial) {
        return assertThrows(InvalidSpecException.class, trial::network).getMessage();
    }

    @Test
    void otherNumbersOfOptionsAreRefused() {
        assertEquals("The data hold choices between 4 options, but the network is to choose between 2; set options to 4.",
                refusal(new Trial(chosen(2, 1), 0, 0).given(Input.CHOICE, 0, 0, 0, 1)));
        assertEquals("The data bring 5 values of 'patterns' per trial, which is no row for each of 2 options; make the two agree.",
                refusal(new Trial(chosen(2, 1), 0, 0).given(Input.PATTERNS, 1, 2, 3, 4, 5)));
    }

    @Test
    void parametersAreNamedAsTheirSettings() {
        List<String> names = new OptionsNetwork().parameters(new OptionsSettings(3, 1, Optional.empty(), OptionsSettings.Update.CHOSEN, 1,
                0, 0,
                2, 0.5, 0.25, 0.125, Optional.of(0.0625), Optional.empty())).stream().map(Parameter::name).toList();
        assertEquals(List.of("scale", "bias", "perseveration", "lapse", "expected-reward-rate"), names);
    }
}
