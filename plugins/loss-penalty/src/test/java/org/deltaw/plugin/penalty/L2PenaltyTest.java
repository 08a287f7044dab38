package org.deltaw.plugin.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deltaw.spi.ExtensionId;
import org.deltaw.spi.NoSettings;
import org.deltaw.testkit.loss.LossFunctionContract;
import org.junit.jupiter.api.Test;

class L2PenaltyTest extends LossFunctionContract<NoSettings> {
    private final Penalised penalised = new Penalised(new L2Penalty());

    @Override
    protected L2Penalty extension() {
        return new L2Penalty();
    }

    @Override
    protected List<NoSettings> settings() {
        return List.of(new NoSettings());
    }

    @Test
    void valueIsTheSumOfSquares() {
        assertEquals(0.25 + 4 + 0 + 9, penalised.value(-0.5, 2, 0, -3));
    }

    @Test
    void derivativeIsTwiceTheValue() {
        assertArrayEquals(new double[] {-1, 4, 0, -6}, penalised.derivative(-0.5, 2, 0, -3));
    }

    @Test
    void withoutParametersItIsZero() {
        assertEquals(0, penalised.ofNothing());
    }

    @Test
    void itsNameIsThatOfSpecFiles() {
        assertEquals(new ExtensionId("l2"), extension().id());
    }
}
