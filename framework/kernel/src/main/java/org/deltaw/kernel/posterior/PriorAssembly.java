package org.deltaw.kernel.posterior;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltaw.kernel.Fit;
import org.deltaw.kernel.model.FittedNumbers;
import org.deltaw.kernel.model.Model;
import org.deltaw.kernel.model.ParameterNames;
import org.deltaw.kernel.model.ParameterTable;
import org.deltaw.kernel.model.Unit;
import org.deltaw.kernel.prior.Hierarchy;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.kernel.prior.PriorDensity;
import org.deltaw.spi.InvalidSpecException;
import org.deltaw.spi.parameter.Parameter;

/** Places the coordinates of a posterior, parameter after parameter. */
final class PriorAssembly {
    private static final Parameter.Bounds POSITIVE = new Parameter.Bounds(0, Double.POSITIVE_INFINITY);

    private final FittedNumbers numbers;
    private final List<String> names;
    private final Optional<Hierarchy> hierarchy;
    private final List<ParameterTable.Entry> pooled;
    private final Map<String, Prior> spreads;
    private final Map<String, Prior> means;
    private final List<PriorPart> parts = new ArrayList<>();
    private final List<StatedPrior> stated = new ArrayList<>();
    private int size;

    PriorAssembly(Fit fit, Model model, FittedNumbers numbers) {
        this.numbers = numbers;
        this.names = numbers.names();
        this.hierarchy = fit.posterior().hierarchy();
        ParameterNames known = ParameterNames.ofHierarchy(model.parameters().entries());
        this.pooled = hierarchy.map(known::pooled).orElse(List.of());
        this.spreads = byEntry(hierarchy.map(Hierarchy::spreads).map(Map::copyOf).orElse(Map.of()), known);
        this.means = byEntry(hierarchy.map(Hierarchy::means).map(Map::copyOf).orElse(Map.of()), known);
        model.parameters().fitted().forEach(this::add);
    }

    private Map<String, Prior> byEntry(Map<String, Prior> priors, ParameterNames known) {
        Map<String, Prior> found = new HashMap<>();
        priors.forEach((name, prior) -> {
            ParameterTable.Entry entry = known.required(name);
            if (!pooled.contains(entry)) {
                throw new InvalidSpecException("hierarchy", "'" + name + "' is not among the parameters of the hierarchy, so it has "
                        + "neither spread nor mean; add it to hierarchy.parameters, or leave it out of spreads and means.");
            }
            found.put(entry.fullName(), prior);
        });
        return found;
    }

    List<PriorPart> parts() {
        return List.copyOf(parts);
    }

    List<StatedPrior> stated() {
        return List.copyOf(stated);
    }

    /** Returns how many coordinates there are. */
    int size() {
        return size;
    }

    private void add(ParameterTable.Entry entry) {
        Prior prior = PriorDefaults.of(entry);
        if (pooled.contains(entry)) {
            addPooled(entry, prior);
            return;
        }
        state(entry, prior);
        TransformedPrior scale = transformed(entry, prior, Hierarchy.Link.PROBIT);
        for (Map.Entry<Optional<Unit>, Integer> unit : numbers.offsets(entry)) {
            String whose = unit.getKey().map(Unit::name).orElse("");
            for (int k = 0; k < entry.start().length; k++) {
                int place = unit.getValue() + k;
                parts.add(new IndependentNumber(names.get(place), whose, size, place, scale));
                size++;
            }
        }
    }

    private void state(ParameterTable.Entry entry, Prior prior) {
        stated.add(new StatedPrior(entry.fullName(), prior, entry.parameter().bounds(), entry.prior().isEmpty()));
    }

    private static TransformedPrior transformed(ParameterTable.Entry entry, Prior prior, Hierarchy.Link link) {
        try {
            PriorDensity density = PriorDensity.of(prior, entry.parameter().bounds());
            return new TransformedPrior(Transformation.of(density.bounds(), link), density);
        } catch (IllegalArgumentException impossible) {
            throw new InvalidSpecException("priors", "'" + entry.fullName() + "': " + impossible.getMessage());
        }
    }

    private void addPooled(ParameterTable.Entry entry, Prior prior) {
        Hierarchy known = hierarchy.orElseThrow();
        TransformedPrior natural = transformed(entry, prior, known.transform());
        TransformedPrior mean = natural;
        Prior chosen = means.get(entry.fullName());
        if (chosen == null) {
            state(entry, prior);
        } else {
            mean = new TransformedPrior(new Transformation.Identity(), PriorDensity.of(chosen, Parameter.Bounds.NONE));
        }
        Prior spread = spreads.getOrDefault(entry.fullName(), known.spread());
        PooledNumber.Distribution distribution = new PooledNumber.Distribution(natural.transformation(), mean,
                new TransformedPrior(Transformation.of(POSITIVE, known.transform()), PriorDensity.of(spread, POSITIVE)));
        List<Map.Entry<Optional<Unit>, Integer>> offsets = numbers.offsets(entry);
        NestedUnits units = NestedUnits.of(known.levels(), offsets.stream().map(each -> each.getKey().orElseThrow()).toList());
        for (int k = 0; k < entry.start().length; k++) {
            int index = k;
            int[] places = offsets.stream().mapToInt(each -> each.getValue() + index).toArray();
            List<String> own = offsets.stream().map(each -> names.get(each.getValue() + index)).toList();
            PooledNumber part = new PooledNumber(new PooledNumber.Naming(FittedNumbers.namesOfAll(own).getFirst(), own), distribution,
                    units, places, size);
            parts.add(part);
            size = part.end();
        }
    }
}
