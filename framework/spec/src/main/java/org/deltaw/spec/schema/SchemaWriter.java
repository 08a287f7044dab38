package org.deltaw.spec.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.deltaw.kernel.ExtensionCatalog;
import org.deltaw.kernel.LikelihoodSettings;
import org.deltaw.kernel.OptimizerChoice;
import org.deltaw.kernel.PosteriorSettings;
import org.deltaw.kernel.TrainingSettings;
import org.deltaw.spec.json.JsonText;
import org.deltaw.spec.settings.HierarchySettings;
import org.deltaw.spec.settings.PriorSettings;
import org.deltaw.spec.settings.SectionKind;
import org.deltaw.spec.settings.SectionShape;
import org.deltaw.spec.settings.ShapeReader;
import org.deltaw.spec.settings.SpecHeader;
import org.deltaw.spi.Extension;

/**
 * Writes the JSON Schema (draft 2020-12) of spec files, with which editors complete keys and underline
 * mistakes. It holds the settings of the extensions that are there, so it differs from one installation to
 * another.
 */
public final class SchemaWriter {
    private static final String DEFINITIONS = "#/$defs/";
    private static final String DESCRIPTION = "description";
    private static final String REFERENCE = "$ref";

    private SchemaWriter() {}

    /**
     * Writes the schema.
     *
     * @throws org.deltaw.spi.BrokenExtensionException if an extension declares its settings wrongly, or they do not work
     */
    public static String write(ExtensionCatalog catalog) {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "DeltaW spec");
        schema.putAll(root());
        schema.put("oneOf", List.of(requiring("rule"), requiring("rules")));
        SequencedMap<String, Object> definitions = new LinkedHashMap<>();
        for (SectionKind kind : SectionKind.values()) {
            define(definitions, kind, kind.all(catalog));
        }
        schema.put("$defs", definitions);
        return JsonText.write(schema);
    }

    private static Map<String, Object> root() {
        SequencedMap<String, Object> sections = new LinkedHashMap<>();
        sections.put(SpecHeader.SCHEMA, Map.of("type", "string"));
        sections.put("data", reference(SectionKind.DATA));
        sections.put("network", reference(SectionKind.NETWORK));
        sections.put("rule", reference(SectionKind.RULE));
        sections.put("rules", rules());
        sections.put("loss", losses());
        sections.put("priors", priors());
        sections.put("hierarchy", described("how parameters are distributed over subjects and sessions", HierarchySettings.class));
        sections.put("posterior", described("how draws from the posterior are made", PosteriorSettings.class));
        sections.put("backend", reference(SectionKind.BACKEND));
        SequencedMap<String, Object> training = new LinkedHashMap<>();
        training.put(DESCRIPTION, "how the loss is minimised");
        SequencedMap<String, Object> optimizer = new LinkedHashMap<>();
        optimizer.put(SectionKind.OPTIMIZER.section(), reference(SectionKind.OPTIMIZER));
        training.putAll(SettingSchema.map(optimizer, List.of(), List.of(ShapeReader.read(TrainingSettings.class))));
        sections.put("training", training);
        return SettingSchema.map(sections, List.of("data", "network", "loss"),
                List.of(ShapeReader.read(SpecHeader.class), ShapeReader.read(LikelihoodSettings.class)));
    }

    private static Map<String, Object> described(String description, Class<? extends Record> settings) {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put(DESCRIPTION, description);
        schema.putAll(SettingSchema.map(new LinkedHashMap<>(), List.of(), List.of(ShapeReader.read(settings))));
        return schema;
    }

    private static Map<String, Object> rules() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put(DESCRIPTION, "the rules of several groups of synapses, by the group's name");
        schema.put("type", "object");
        schema.put("minProperties", 1);
        schema.put("additionalProperties", reference(SectionKind.RULE));
        return schema;
    }

    private static Map<String, Object> priors() {
        SequencedMap<String, Object> prior =
                SettingSchema.map(new LinkedHashMap<>(), List.of(), List.of(ShapeReader.read(PriorSettings.class)));
        prior.put("minProperties", 1);
        prior.put("maxProperties", 1);
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put(DESCRIPTION, "what is believed of fitted parameters before the data, by name, as in {w: {normal: [0, 1]}}");
        schema.put("type", "object");
        schema.put("additionalProperties", prior);
        return schema;
    }

    /** One loss or a list of them. */
    private static Map<String, Object> losses() {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put(DESCRIPTION, SectionKind.LOSS.doc() + ": one loss, or the weighted sum of several");
        schema.put("type", List.of("object", "array"));
        schema.put("minItems", 1);
        schema.put("items", reference(SectionKind.LOSS));
        schema.put("if", Map.of("type", "object"));
        schema.put("then", reference(SectionKind.LOSS));
        return schema;
    }

    /** Adds the schema of a section, and one for each extension that it may choose. */
    private static void define(SequencedMap<String, Object> definitions, SectionKind kind,
            List<Extension<?>> extensions) {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        List<Object> cases = new ArrayList<>();
        definitions.put(kind.section(), schema);
        for (Extension<?> extension : extensions) {
            String name = kind.section() + "." + extension.id();
            definitions.put(name, chosen(SectionShape.of(kind, extension)));
            SequencedMap<String, Object> one = new LinkedHashMap<>();
            one.put("if", choosing(kind, extension));
            one.put("then", Map.of(REFERENCE, DEFINITIONS + name));
            cases.add(one);
        }
        schema.put(DESCRIPTION, kind.doc());
        schema.put("type", kind == SectionKind.OPTIMIZER ? List.of("object", "string") : "object");
        schema.put("properties", Map.of(kind.discriminator(), choice(kind, extensions)));
        if (kind != SectionKind.BACKEND) {
            schema.put("required", List.of(kind.discriminator()));
        }
        if (kind == SectionKind.OPTIMIZER) {
            // A name alone is short for a map with nothing else; such a text meets no condition on properties.
            schema.putAll(nameAlone(extensions));
            cases.add(automatic(kind));
        }
        if (!cases.isEmpty()) {
            schema.put("allOf", cases);
        }
    }

    private static Map<String, Object> nameAlone(List<Extension<?>> extensions) {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("default", OptimizerChoice.AUTOMATIC);
        schema.put("if", Map.of("type", "string"));
        schema.put("then", Map.of("enum", names(SectionKind.OPTIMIZER, extensions)));
        return schema;
    }

    /** The choice that has no settings. */
    private static Map<String, Object> automatic(SectionKind kind) {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("if", Map.of("type", "object", "properties",
                Map.of(kind.discriminator(), Map.of("const", OptimizerChoice.AUTOMATIC)), "required", List.of(kind.discriminator())));
        schema.put("then", Map.of("maxProperties", 1));
        return schema;
    }

    private static List<String> names(SectionKind kind, List<Extension<?>> extensions) {
        Stream<String> names = extensions.stream().map(extension -> extension.id().name());
        return (kind == SectionKind.OPTIMIZER ? Stream.concat(Stream.of(OptimizerChoice.AUTOMATIC), names) : names).toList();
    }

    /** What a section says if it chooses an extension. One without the key chooses the extension by default. */
    private static Map<String, Object> choosing(SectionKind kind, Extension<?> extension) {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", Map.of(kind.discriminator(), Map.of("const", extension.id().name())));
        boolean byDefault = kind == SectionKind.BACKEND && extension.id().name().equals(SectionKind.DEFAULT_BACKEND);
        if (!byDefault) {
            schema.put("required", List.of(kind.discriminator()));
        }
        return schema;
    }

    private static Map<String, Object> choice(SectionKind kind, List<Extension<?>> extensions) {
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        List<String> lines = extensions.stream().map(e -> e.id() + ": " + e.description()).toList();
        schema.put(DESCRIPTION, "the name of " + kind.one() + "\n" + String.join("\n", lines));
        schema.put("enum", names(kind, extensions));
        if (kind == SectionKind.BACKEND) {
            schema.put("default", SectionKind.DEFAULT_BACKEND);
        }
        return schema;
    }

    private static Map<String, Object> chosen(SectionShape shape) {
        SequencedMap<String, Object> name = new LinkedHashMap<>();
        name.put(shape.kind().discriminator(), Map.of("const", shape.extension().id().name()));
        SequencedMap<String, Object> schema = new LinkedHashMap<>();
        schema.put(DESCRIPTION, shape.extension().description());
        schema.putAll(SettingSchema.map(name, List.of(), List.of(shape.own(), shape.kernel())));
        return schema;
    }

    private static Map<String, Object> reference(SectionKind kind) {
        return Map.of(REFERENCE, DEFINITIONS + kind.section());
    }

    private static Map<String, Object> requiring(String key) {
        return Map.of("required", List.of(key));
    }
}
