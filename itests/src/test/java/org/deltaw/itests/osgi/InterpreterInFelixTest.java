package org.deltaw.itests.osgi;

class InterpreterInFelixTest extends BackendInFelix {
    InterpreterInFelixTest() {
        super("backend-interpreter", "interpreter");
    }
}
