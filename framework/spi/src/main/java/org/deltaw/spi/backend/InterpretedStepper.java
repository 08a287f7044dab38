package org.deltaw.spi.backend;

import java.util.List;

/** A simulation that goes on one step at a time. */
final class InterpretedStepper implements Stepper {
    private final Program program;
    private final StepInterpreter step;
    private final List<double[]> states;

    InterpretedStepper(Program program, double[] parameters, List<double[]> attributes, List<double[]> initialStates) {
        this.program = program;
        this.step = new StepInterpreter(program);
        this.states = StateHistory.copies(initialStates);
        step.parameters(parameters);
        step.attributes(attributes);
    }

    @Override
    public List<double[]> observe(List<double[]> channels) {
        begin(channels);
        List<double[]> outputs = program.step().outputs().stream()
                .map(output -> new double[output.symbol().entries()]).toList();
        step.outputs(outputs, 0);
        return outputs;
    }

    @Override
    public void advance(List<double[]> channels) {
        begin(channels);
        step.next(states);
    }

    @Override
    public List<double[]> states() {
        return StateHistory.copies(states);
    }

    @Override
    public void close() {
        // Holds nothing but arrays.
    }

    private void begin(List<double[]> channels) {
        step.channels(channels, 0);
        step.states(states);
        step.begin();
    }
}
