package org.deltaw.itests.osgi;

class JvmInFelixTest extends BackendInFelix {
    JvmInFelixTest() {
        super("backend-jvm", "jvm");
    }
}
