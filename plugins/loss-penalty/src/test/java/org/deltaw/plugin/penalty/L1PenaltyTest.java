package org.deltaw.plugin.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.testkit.loss.LossFunctionContract;
import org.junit.jupiter.api.Test;

class L1PenaltyTest extends LossFunctionContract<NoSettings> {
    private final Penalised penalised = new Penalised(new L1Penalty());

    @Override
    protected L1Penalty extension() {
        return new L1Penalty();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }

    @Test
    void valueIsTheSumOfAbsoluteValues() {
        assertEquals(0.5 + 2 + 0 + 3, penalised.value(-0.5, 2, 0, -3));
    }

    @Test
    void derivativeIsTheSignAndZeroAtZero() {
        assertArrayEquals(new double[] {-1, 1, 0, 0}, penalised.derivative(-0.5, 2, 0, -0.0), 0);
        assertArrayEquals(new double[] {0, 1, -1, 1}, penalised.derivative(0, 1e-300, -1e300, 1));
    }

    @Test
    void withoutParametersItIsZero() {
        assertEquals(0, penalised.ofNothing());
    }

    @Test
    void itsNameIsThatOfSpecFiles() {
        assertEquals(new ExtensionId("l1"), extension().id());
    }
}
