package org.deltaw.kernel.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deltaw.expr.Symbol;
import org.deltaw.expr.step.Layout;
import org.deltaw.kernel.prior.PriorDensity;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.data.Trajectory;
import org.deltaw.spi.optimizer.BoundsAndL1;
import org.deltaw.spi.parameter.Initial;
import org.deltaw.spi.parameter.Parameter;

/**
 * The numbers that are fitted to some trajectories together. A program has one vector of parameters; of the numbers in it some are
 * the same for all trajectories and others are each subject's or each session's own, as the parameters' scopes say. Here every
 * shared number stands once, and every other once for each unit: parameter after parameter, of a parameter unit after unit, sorted
 * by name, and of a unit row-major.
 *
 * <p>{@link TrajectoryVectors} leads from these numbers to the vectors of programs, and back. Immutable and thread-safe.
 */
public final class FittedNumbers {
    private final ParameterTable table;
    private final Layout layout;
    private final ParameterUnits units;
    private final Map<Symbol, Map<Optional<Unit>, Block>> blocks = new LinkedHashMap<>();
    private final int size;

    /** The values of a parameter that some trajectories share, and where they begin; without a unit all of them do. */
    private record Block(ParameterTable.Entry entry, Optional<Unit> unit, int offset) {
        String name() {
            return entry.parameter().name();
        }

        int entries() {
            return entry.start().length;
        }

        int end() {
            return offset + entries();
        }
    }

    /**
     * Lists the numbers.
     *
     * @param trajectories to which they are fitted
     * @param alone whether a subject is fitted alone, so that what is the subject's own is shared by all that there is
     * @throws InvalidSpecException if a parameter is to have a value for each session, and a trajectory is not of one session alone
     */
    public FittedNumbers(Model model, List<Trajectory> trajectories, boolean alone) {
        this.table = model.parameters();
        this.layout = model.program().layout();
        this.units = new ParameterUnits(alone);
        int next = 0;
        for (ParameterTable.Entry entry : table.fitted()) {
            Map<Optional<Unit>, Block> own = new LinkedHashMap<>();
            for (Optional<Unit> unit : units.of(entry, trajectories)) {
                own.put(unit, new Block(entry, unit, next));
                next += entry.start().length;
            }
            blocks.put(entry.symbol(), own);
        }
        this.size = next;
        requireDistinct();
    }

    /** Two subjects may have names that, joined with those of sessions, are the same. */
    private void requireDistinct() {
        Set<String> names = new HashSet<>();
        all().forEach(block -> {
            String name = block.entry().owner() + "." + ParameterValue.label(block.name(), block.unit());
            if (!names.add(name)) {
                throw new InvalidSpecException(block.entry().key("scope"), "The values of '" + block.name() + "' for two sessions would "
                        + "both be called '" + name + "'; rename a subject or a session in the data.");
            }
        });
    }

    private Stream<Block> all() {
        return blocks.values().stream().flatMap(own -> own.values().stream());
    }

    private Stream<Block> of(ParameterTable.Entry entry) {
        return Objects.requireNonNull(blocks.get(entry.symbol())).values().stream();
    }

    /** Returns how many there are. */
    public int size() {
        return size;
    }

    /** Names each of them, as {@link ParameterValue#names} does. */
    public List<String> names() {
        return all().flatMap(block -> value(block.entry(), block.unit(), block.entry().start()).names().stream()).toList();
    }

    /** Returns whose they may be: names without what says whose, each once. */
    public static List<String> namesOfAll(List<String> names) {
        return names.stream().map(name -> name.replaceFirst("@.*", "")).distinct().toList();
    }

    /** Returns them as they are before training. */
    public double[] start() {
        return filled(block -> table.start(block.entry(), block.unit()));
    }

    /** Returns the same with the coefficients of rules at 0, or at their bound nearest to it; arrays of weights stay as they are. */
    public double[] withoutPlasticity() {
        return filled(block -> table.isCoefficient(block.entry())
                ? new double[] {block.entry().parameter().bounds().clamp(0)} : table.start(block.entry(), block.unit()));
    }

    /** Tells whether some of them start at a value that is given, not drawn, so that random starts are drawn around it. */
    public boolean haveGivenStarts() {
        return table.fitted().stream().anyMatch(entry -> entry.parameter().initial() instanceof Initial.Constant);
    }

    /**
     * Draws others to start from, by the number given: what has an initial distribution from that, all else around where it starts (see
     * {@link RandomStart}).
     *
     * @param sizes for each of them how far it may be from where it starts
     */
    public double[] randomStart(int number, double[] sizes) {
        return filled(block -> table.randomStart(block.entry(), block.unit(), number,
                Arrays.copyOfRange(sizes, block.offset(), block.end())));
    }

    private double[] filled(Function<Block, double[]> values) {
        double[] vector = new double[size];
        all().forEach(block -> System.arraycopy(values.apply(block), 0, vector, block.offset(), block.entries()));
        return vector;
    }

    /**
     * Returns where an objective of them has no derivative.
     *
     * @param l1 by what their absolute values are multiplied
     */
    public BoundsAndL1 boundsAndL1(double[] l1) {
        double[] lower = new double[size];
        double[] upper = new double[size];
        all().forEach(block -> {
            Parameter.Bounds bounds = block.entry().parameter().bounds();
            Arrays.fill(lower, block.offset(), block.end(), bounds.lower());
            Arrays.fill(upper, block.offset(), block.end(), bounds.upper());
        });
        return new BoundsAndL1(lower, upper, l1);
    }

    /** Returns the prior densities, by the places of the numbers that have one: each entry of an array, and each unit's own, alike. */
    public SortedMap<Integer, PriorDensity> priors() {
        SortedMap<Integer, PriorDensity> densities = new TreeMap<>();
        all().forEach(block -> block.entry().density().ifPresent(density ->
                IntStream.range(block.offset(), block.end()).forEach(place -> densities.put(place, density))));
        return densities;
    }

    /**
     * Requires that priors have a mode, as a fit wants it.
     *
     * @throws InvalidSpecException if the density of one is infinite on a bound
     */
    public void requireModes() {
        table.fitted().stream().filter(entry -> entry.density().filter(PriorDensity::isUnbounded).isPresent()).findFirst()
                .ifPresent(entry -> {
                    throw new InvalidSpecException("priors", "The density of the prior of '" + entry.fullName() + "' is infinite on a "
                            + "bound, so there is no highest point to fit; choose a beta prior with numbers of 1 or more, or let deltaw "
                            + "posterior draw from the posterior.");
                });
    }

    /** Lists whose values of a parameter there are, sorted by name, with the place of the first number of each. */
    public List<Map.Entry<Optional<Unit>, Integer>> offsets(ParameterTable.Entry entry) {
        return of(entry).map(block -> Map.entry(block.unit(), block.offset())).toList();
    }

    /** Returns where the numbers of a parameter are; of one that is fitted for each unit, those of all units. */
    public int[] places(ParameterTable.Entry entry) {
        return of(entry).flatMapToInt(block -> IntStream.range(block.offset(), block.end())).toArray();
    }

    /** Returns all parameters with their values: for each unit those of what is fitted for each. */
    public List<ParameterValue> parameters(double[] fitted) {
        List<ParameterValue> values = new ArrayList<>();
        for (ParameterTable.Entry entry : table.entries()) {
            if (entry.parameter().fitted()) {
                of(entry).forEach(block -> values.add(value(entry, block.unit(),
                        Arrays.copyOfRange(fitted, block.offset(), block.end()))));
            } else {
                values.add(value(entry, Optional.empty(), entry.start().clone()));
            }
        }
        return values;
    }

    private static ParameterValue value(ParameterTable.Entry entry, Optional<Unit> unit, double[] values) {
        return new ParameterValue(
                entry.owner(), entry.parameter().name(), unit, entry.parameter().axes(), entry.parameter().fitted(), entry.prior(),
                values);
    }

    /**
     * Puts named values into one vector; the inverse of {@link #parameters}. Values that are everybody's are each unit's, too.
     *
     * @param values for each fitted parameter its values, by owner and {@link ParameterValue#label}
     * @throws InvalidSpecException if one is missing or has another number of values
     */
    public double[] vector(Map<String, Map<String, double[]>> values) {
        return filled(block -> {
            Map<String, double[]> own = values.getOrDefault(block.entry().owner(), Map.of());
            double[] given = own.get(ParameterValue.label(block.name(), block.unit()));
            double[] found = given == null ? own.get(block.name()) : given;
            if (found == null || found.length != block.entries()) {
                throw new InvalidSpecException("The fitted parameters hold " + (found == null ? "no" : found.length)
                        + " values for '" + block.entry().owner() + "." + block.name() + "'"
                        + block.unit().map(unit -> " of " + unit).orElse("") + "; expected " + block.entries() + "."
                        + block.unit().map(_ -> " Nothing was fitted to its trajectories, so leave them out.").orElse(""));
            }
            return found;
        });
    }

    /**
     * Returns the vectors of parameters that an owner's formulas have: one for each unit of the narrowest of its parameters' scopes, by
     * {@link ParameterValue#label} of the owner. What is another owner's is 0 in them.
     */
    public Map<String, double[]> vectors(String owner, double[] fitted) {
        List<Block> own = all().filter(block -> block.entry().owner().equals(owner)).toList();
        Map<String, double[]> vectors = new LinkedHashMap<>();
        for (Optional<Unit> unit : ParameterUnits.narrowest(own.stream().flatMap(block -> block.unit().stream()).toList())) {
            double[] vector = new double[layout.size()];
            own.stream().filter(block -> block.unit().isEmpty() || block.unit().get().covers(unit.orElseThrow()))
                    .forEach(block -> System.arraycopy(
                            fitted, block.offset(), vector, layout.offset(block.entry().symbol()), block.entries()));
            vectors.put(ParameterValue.label(owner, unit), vector);
        }
        return vectors;
    }

    /**
     * Finds the vectors of parameters of trajectories, which need not be those that are fitted.
     *
     * @throws InvalidSpecException if one is of a subject or session to which nothing is fitted
     */
    public TrajectoryVectors of(List<Trajectory> trajectories) {
        requireValues(trajectories, "", "fit some of them");
        Map<List<Integer>, Integer> known = new HashMap<>();
        List<int[]> places = new ArrayList<>();
        int[] vectorOf = new int[trajectories.size()];
        for (int i = 0; i < vectorOf.length; i++) {
            Trajectory trajectory = trajectories.get(i);
            List<Integer> offsets = table.fitted().stream().map(entry -> offset(entry, trajectory)).toList();
            vectorOf[i] = known.computeIfAbsent(offsets, _ -> {
                places.add(places(offsets));
                return places.size() - 1;
            });
        }
        return TrajectoryVectors.of(size, places, vectorOf);
    }

    /**
     * Requires that trajectories that are held out have values of all parameters.
     *
     * @param where they are held out, as in {@code In fold 2, }; may be empty
     * @param advice what else than another scope may be chosen
     * @throws InvalidSpecException if one is of a subject or session to which nothing is fitted
     */
    public void requireValues(List<Trajectory> trajectories, String where, String advice) {
        for (ParameterTable.Entry entry : table.fitted()) {
            Set<Optional<Unit>> known = Objects.requireNonNull(blocks.get(entry.symbol())).keySet();
            trajectories.stream().map(trajectory -> units.of(entry, trajectory)).filter(unit -> !known.contains(unit)).findFirst()
                    .flatMap(unit -> unit).ifPresent(unit -> {
                        throw new InvalidSpecException(entry.key("scope"), where + "'" + entry.parameter().name()
                                + "' has a value for each " + unit.kind() + ", but none for " + unit
                                + ", to which nothing is fitted since all its trajectories are held out; " + advice
                                + ", or choose the scope shared.");
                    });
        }
    }

    private int offset(ParameterTable.Entry entry, Trajectory trajectory) {
        return Objects.requireNonNull(Objects.requireNonNull(blocks.get(entry.symbol())).get(units.of(entry, trajectory))).offset();
    }

    private int[] places(List<Integer> offsets) {
        int[] places = new int[layout.size()];
        int next = 0;
        for (int e = 0; e < offsets.size(); e++) {
            for (int i = 0; i < table.fitted().get(e).start().length; i++) {
                places[next++] = offsets.get(e) + i;
            }
        }
        return places;
    }
}
