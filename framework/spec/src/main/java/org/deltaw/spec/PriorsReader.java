package org.deltaw.spec;

import java.util.Map;
import java.util.TreeMap;
import org.deltaw.kernel.prior.Prior;
import org.deltaw.spec.settings.PriorSettings;
import org.deltaw.spec.settings.RecordBinder;
import org.deltaw.spec.settings.Shape;
import org.deltaw.spec.settings.ShapeReader;
import org.deltaw.spec.text.SpecNode;

/** Reads the section {@code priors}: what is believed of fitted parameters before the data, by name. */
final class PriorsReader {
    static final String SECTION = "priors";

    private static final Shape SHAPE = ShapeReader.read(PriorSettings.class);

    private PriorsReader() {}

    /**
     * Reads the section. Whether there are such parameters is known when the model is assembled.
     *
     * @param node empty if there is none
     */
    static Map<String, Prior> read(SpecNode node, RecordBinder binder) {
        if (!(node instanceof SpecNode.Entries section)) {
            throw node.fault(node.found() + "; expected a map from parameters to priors, as in {w: {normal: [0, 1]}}.");
        }
        Map<String, Prior> priors = new TreeMap<>();
        section.entries().forEach((name, prior) -> priors.put(name, one(prior, binder)));
        return priors;
    }

    private static Prior one(SpecNode node, RecordBinder binder) {
        if (!(node instanceof SpecNode.Entries distribution)) {
            throw node.fault(node.found() + "; expected a distribution, as in {normal: [0, 1]}.");
        }
        RecordBinder.requireKnown(distribution, SHAPE.settings().stream().map(Shape.Slot::key).toList());
        return ((PriorSettings) binder.bind(SHAPE, distribution)).prior();
    }
}
