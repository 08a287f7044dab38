package org.deltaw.plugin.nd4j;

import java.util.List;
import org.deltaw.spi.backend.BackendContext;
import org.deltaw.spi.backend.CompiledModel;
import org.deltaw.spi.backend.Device;
import org.deltaw.spi.backend.Program;

/** ND4J, once its natives are loaded, as it is seen from outside of the class loader in which it lives. */
public interface RunningEngine {
    /** Prepares a program for execution. */
    CompiledModel compile(Program program, BackendContext context);

    /** Lists the devices that ND4J has found. */
    List<Device> devices();
}
