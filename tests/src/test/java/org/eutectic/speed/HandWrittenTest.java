package org.eutectic.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.eutectic.Backend;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written by hand for the benchmarks computes what Eutectic does: a race between different forces would mean nothing. */
class HandWrittenTest {
    static Iterable<Kernel> written() {
        return Kernel.written();
    }

    @ParameterizedTest
    @MethodSource("written")
    void forcesAreThoseOfTheText(Kernel kernel) {
        // Thinner than twice the cutoff, so that atoms see several images of each other.
        Configuration c = kernel.hot(3, 20);
        Evaluation expected = new Evaluation();
        HandWritten forces = kernel.handWritten();
        try (ForceField field = kernel.potential().forceField(Backend.REFERENCE, 1)) {
            field.compute(Kernel.list(c, field), false, true, false, expected);
            double[] found = forces.forces(Kernel.list(c, forces));
            double largest = Arrays.stream(expected.forces()).map(Math::abs).max().orElseThrow();
            for (int k = 0; k < expected.forces().length; k++) {
                assertEquals(expected.forces()[k], found[k], 1e-11 * largest, "component " + k);
            }
        }
    }
}
