package org.deltaw.testkit;

import java.util.List;
import java.util.Optional;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.Setting;
import org.deltaw.spi.parameter.Bindings;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;
import org.deltaw.spi.rule.Plasticity;
import org.deltaw.spi.rule.RuleFamily;
import org.deltaw.spi.rule.Synapse;
import org.deltaw.testkit.rule.RuleFamilyContract;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules for all extensions, with rules whose class or settings are not as they should be. */
class ExtensionContractTest {
    private static final GoodSettings GOOD = new GoodSettings(1, Optional.empty(), List.of(new Part("a")),
            List.of(new Range(1, 2)), new Start(0.5, 2));

    enum Fault implements Conformance.Fault {
        NONE("", "", new Good(), GOOD),
        SETTINGS_THAT_ARE_NO_RECORD("E2", "java.lang.Record is no record", new Good(Record.class), GOOD),
        UNDESCRIBED_SETTING("E2", "Undescribed.rate lacks @Setting", new Undescribed(1)),
        UNDESCRIBED_PART_OF_WHAT_MAY_BE_SHORT("E2", "BadStart.times lacks @Setting", new WithBadStart(new BadStart(0.5, 2))),
        SETTING_OF_ODD_TYPE("E2", "OddType.rate has type float", new OddType(1)),
        UNDESCRIBED_PART("E2", "BadPart.name lacks @Setting", new WithBadPart(Optional.of(new BadPart("a")))),
        DESCRIPTION_WITH_FULL_STOP("E2", "needs no full stop", new FullStop(1)),
        RESERVED_KEY("E3", "the key 'fixed' of Reserved", new Reserved(List.of())),
        VALUE_CLASS_WITH_HIDDEN_PARSE("E2 E7", "the method parse of Secret is not public and static",
                new WithSecret(new Secret("a"))),
        VALUE_CLASS_THAT_WRITES_SOMETHING_ELSE("E7", "parse read another Percentage from '50.0'",
                new Forgetful(Optional.of(new Percentage(0.5)))),
        HIDDEN_CLASS("E4", "is not public", new Hidden(), GOOD),
        CONSTRUCTOR_TAKES_SOMETHING("E4", "no public constructor", new Demanding(GoodSettings.class), GOOD),
        REMEMBERS("E5", "field 'calls' can be changed", new Remembering(), GOOD);

        private final String rules;
        private final String message;
        private final Rule rule;
        private final Record settings;

        Fault(String rules, String message, Record settings) {
            this(rules, message, new Good(settings.getClass()), settings);
        }

        Fault(String rules, String message, Rule rule, Record settings) {
            this.rules = rules;
            this.message = message;
            this.rule = rule;
            this.settings = settings;
        }

        @Override
        public String rules() {
            return rules;
        }

        @Override
        public String message() {
            return message;
        }
    }

    record Part(@Setting("its name") String name) {}

    record GoodSettings(
            @Setting("a rate") double rate, @Setting("a count") Optional<Integer> count,
            @Setting("parts") List<Part> parts, @Setting("ranges") List<Range> ranges, @Setting("where it starts") Start start) {}

    /** May be written in short as a number, and is written as a map. */
    record Start(@Setting("the value") double value, @Setting("how often") int times) {
        public static Start parse(String text) {
            return new Start(Double.parseDouble(text), 1);
        }
    }

    /** May be written in short, but what stands in the map is not described. */
    record BadStart(@Setting("the value") double value, int times) {
        public static BadStart parse(String text) {
            return new BadStart(Double.parseDouble(text), 1);
        }
    }

    record WithBadStart(@Setting("where it starts") BadStart start) {}

    /** From one number to another, as in {@code 1..2}. */
    record Range(int from, int to) {
        public static Range parse(String text) {
            String[] ends = text.split("\\.\\.");
            return new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
        }

        @Override
        public String toString() {
            return from + ".." + to;
        }
    }

    /** Writes another rate than it read. */
    record Percentage(double value) {
        public static Percentage parse(String text) {
            return new Percentage(Double.parseDouble(text));
        }

        @Override
        public String toString() {
            return Double.toString(100 * value);
        }
    }

    record Forgetful(@Setting("a rate") Optional<Percentage> rate) {}

    /** Reads only itself. */
    record Secret(String name) {
        static Secret parse(String text) {
            return new Secret(text);
        }
    }

    record WithSecret(@Setting("a secret") Secret secret) {}

    record Undescribed(double rate) {}

    record OddType(@Setting("a rate") float rate) {}

    record BadPart(String name) {}

    record WithBadPart(@Setting("a part") Optional<BadPart> part) {}

    record FullStop(@Setting("A rate.") double rate) {}

    record Reserved(@Setting("what is fixed") List<String> fixed) {}

    /** A rule that grows weights by one parameter, whatever its settings. */
    abstract static class Rule implements RuleFamily<Record> {
        private static final Parameter RATE = Parameter.scalar("rate", Initial.at(0));

        private final Class<? extends Record> type;

        Rule(Class<? extends Record> type) {
            this.type = type;
        }

        @Override
        public ExtensionId id() {
            return new ExtensionId("grow");
        }

        @Override
        public String description() {
            return "grows weights";
        }

        @Override
        @SuppressWarnings("unchecked")
        public Class<Record> settingsType() {
            return (Class<Record>) type;
        }

        @Override
        public List<Parameter> parameters(Record settings) {
            return List.of(RATE);
        }

        @Override
        public Plasticity plasticity(Record settings, Synapse synapse, Bindings theta) {
            return Plasticity.of(theta.of(RATE));
        }
    }

    /** As it should be. */
    public static final class Good extends Rule {
        /** Has settings as they should be. */
        public Good() {
            this(GoodSettings.class);
        }

        Good(Class<? extends Record> type) {
            super(type);
        }
    }

    static final class Hidden extends Rule {
        /** Cannot be reached. */
        public Hidden() {
            super(GoodSettings.class);
        }
    }

    /** Cannot be created without knowing more. */
    public static final class Demanding extends Rule {
        /** Takes something. */
        public Demanding(Class<? extends Record> type) {
            super(type);
        }
    }

    /** Counts how often it is described. */
    public static final class Remembering extends Rule {
        private int calls;

        /** Starts counting. */
        public Remembering() {
            super(GoodSettings.class);
        }

        @Override
        public String description() {
            calls++;
            return calls < 0 ? "too often" : super.description();
        }
    }

    static final class Resolver extends Conformance.FaultResolver<Fault> {
        Resolver() {
            super(Fault.class);
        }
    }

    @ExtendWith(Resolver.class)
    static final class Case extends RuleFamilyContract<Record> {
        private final Fault fault;

        Case(Fault fault) {
            this.fault = fault;
        }

        @Override
        protected RuleFamily<Record> extension() {
            return fault.rule;
        }

        @Override
        protected List<Record> settings() {
            return List.of(fault.settings);
        }
    }

    @ParameterizedTest
    @EnumSource
    void faultIsCaught(Fault fault) {
        Conformance.assertCaught(Case.class, fault);
    }
}
