package org.deltaw.cli;

/** Explains spec files to those who write their first. */
final class SpecGuide {
    static final String TEXT = """
            fit - what a spec file says

            A spec names the data, the network, the family of rules, what is minimised, and what computes. Whatever it
            leaves out has a default; 'deltaw describe NAME' lists the settings of each part.

              name: fly-forgetting                  # else the name of the file
              seed: 1                               # where all randomness comes from; default 1
              data:     {source: fly, files: [Fly1.mat]}
              network:  {architecture: feedforward, layers: [2, 10, 1]}
              rule:     {family: taylor, terms: [1, w, x, r, x*r]}
              loss:     [{function: choice-cross-entropy}]
              backend:  {name: jvm, precision: f64}
              training: {optimizer: {name: adam, learning-rate: 0.001}, epochs: 250}

            name       what the fit is called in reports
            seed       the same seed gives the same numbers
            directory  from where relative paths start; without it from the spec's own directory
            data       the recordings; source is the name of a data source
            network    the network that learns; architecture is the name of a network
            rule       the rule by which its synapses change; family is the name of a rule family
            rules      instead of rule: one for each group of synapses, as in {left: {family: taylor}}
            loss       what is minimised: one loss, or the weighted sum of several; function is the name of a loss
            priors     what is believed of fitted parameters before the data, by name, as in {w: {normal: [0, 1]}} with mean
                       and standard deviation, or {w: {uniform: [-1, 0]}}; what is fitted then is the posterior's mode;
                       'deltaw describe priors' lists the distributions
            hierarchy  how parameters differ between subjects and sessions, as in {levels: [subject]}; for deltaw posterior
            posterior  how deltaw posterior draws; 'deltaw describe posterior' has the settings
            backend    what computes; name is the name of a backend
            training   how the loss is minimised; optimizer is the name of one, or a map with its name and its settings;
                       'deltaw describe training' has the rest

            Parameters of network, rule and loss are chosen in their section, by name:
              initial: {w: 0.1}                     where fitting starts
              fixed: [w], fitted: [bias]            what is not fitted, or is although by default it is not
              bounds: {w: [-1, 0]}                  least and largest value
              scope: {w: subject, bias: session}    a value for each subject or session; else shared by all
            In rule also:
              weights: stable                       no values with which weights grow from nothing or flip their sign

            On the command line the same keys change a spec: deltaw fit spec.yaml training.epochs=50 seed=7""";

    private SpecGuide() {}
}
