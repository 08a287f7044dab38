package org.deltaw.runtime.manage;

import java.util.List;
import org.deltaw.runtime.discover.Kind;
import org.deltaw.spec.text.Words;

/** The kinds of plugin of which {@code deltaw new-plugin} knows an example; their names are what a user types. */
public enum PluginKind {
    RULE(Kind.RULE_FAMILY, "Rule", "rule", "example-fly.yaml", "rule={family: NAME}"),
    NETWORK(Kind.NETWORK_ARCHITECTURE, "Network", "network", "example-fly.yaml",
            "network={architecture: NAME, inputs: 2, neurons: 10}"),
    DATA(Kind.DATA_SOURCE, "Data", "data source", "example-fly.yaml", "data={source: NAME}"),
    LOSS(Kind.LOSS_FUNCTION, "Loss", "loss", "example-oja.yaml", "loss=[{function: NAME}]"),
    OPTIMIZER(Kind.OPTIMIZER, "Optimizer", "optimizer", "example-fly.yaml", "training.optimizer=NAME"),
    BACKEND(Kind.BACKEND, "Backend", "backend", "example-fly.yaml", "backend.name=NAME");

    private final Kind kind;
    private final String template;
    private final String words;
    private final String example;
    private final String override;

    PluginKind(Kind kind, String template, String words, String example, String override) {
        this.kind = kind;
        this.template = template;
        this.words = words;
        this.example = example;
        this.override = override;
    }

    public Kind kind() {
        return kind;
    }

    /** The template of its class, and what the names of such classes end in. */
    String template() {
        return template;
    }

    /** The kind in words. */
    public String words() {
        return words;
    }

    /** The arguments of a fit that uses a plugin of this kind. */
    List<String> fit(String examples, String name) {
        return List.of(examples + "/" + example, override.replace("NAME", name), "training.epochs=20");
    }

    /** Returns the kind as it is typed. */
    @Override
    public String toString() {
        return Words.of(this);
    }
}
