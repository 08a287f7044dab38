package org.deltaw.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a contract with an extension that breaks one of its rules, and sees which rules notice. */
public final class Conformance {
    private static final String FAULT = "fault";

    private Conformance() {}

    /** What an extension may do wrong, and which rule must notice it. */
    public interface Fault {
        String name();

        /** The numbers of the rules that are broken, separated by blanks; empty if none is. */
        String rules();

        /** Words that the first rule's message must hold. */
        String message();
    }

    /** Hands the fault of a run to the constructor of a contract's test. */
    public abstract static class FaultResolver<F extends Enum<F> & Fault> implements ParameterResolver {
        private final Class<F> faults;

        public FaultResolver(Class<F> faults) {
            this.faults = faults;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
            return parameter.getParameter().getType() == faults;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
            return Enum.valueOf(faults, extension.getConfigurationParameter(FAULT).orElseThrow());
        }
    }

    /** Asserts that just the rules that a fault breaks fail, with the number and the right words. */
    public static void assertCaught(Class<?> contractTest, Fault fault) {
        Map<String, String> broken = brokenRules(contractTest, fault.name());
        Set<String> expected = fault.rules().isEmpty() ? Set.of() : new TreeSet<>(Set.of(fault.rules().split(" ")));
        assertEquals(expected, broken.keySet(), fault.name() + ": " + broken.values());
        if (!expected.isEmpty()) {
            String message = broken.get(fault.rules().split(" ")[0]);
            assertTrue(message.startsWith("Rule " + fault.rules().split(" ")[0] + ": "), message);
            assertTrue(message.contains(fault.message()), fault.name() + ": " + message);
        }
    }

    /** Returns the messages of the rules that failed, by the rules' numbers. */
    private static Map<String, String> brokenRules(Class<?> contractTest, String fault) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .configurationParameter(FAULT, fault)
                .selectors(selectClass(contractTest))
                .execute();
        assertTrue(results.testEvents().started().count() >= 6, "hardly any rule was tried");
        assertEquals(0, results.testEvents().aborted().count(), "rules that were not tried");
        assertEquals(0, results.testEvents().skipped().count(), "rules that were skipped");
        assertEquals(0, results.containerEvents().failed().count(), () -> "containers: "
                + results.containerEvents().failed().list());
        Map<String, String> broken = new TreeMap<>();
        results.testEvents().failed().stream().forEach(event -> {
            String number = event.getTestDescriptor().getDisplayName().replaceFirst(":.*", "");
            Throwable failure = event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
            broken.put(number, String.valueOf(failure.getMessage()));
        });
        return broken;
    }
}
