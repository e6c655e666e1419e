package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The screened bond-order potential of forms/bop.eut against its equations written out in plain Java. Differentials and symmetries are in {@link FormPropertiesTest}. */
class BondOrderTest {
    /** What is left of sums of some hundred terms in another order. */
    private static final double ROUNDING = 1e-12;

    /** Base parameters of the potential for aluminium of G. P. Purja Pun et al., Phys. Rev. Mater. 4, 113807 (2020). */
    private static final String ALUMINIUM = """
        import "forms/bop.eut"
        potential Al is BOP {
          species Al
          param rc = 6 Å, hc = 1.5 Å
          param A = 8.313739, alpha = 3.659377 1/Å, B = 2.076203, beta = 0.785523 1/Å
          param h = -0.065095, sigma = 0.717922 eV, a = 0.907034, lambda = 1.669902 1/Å
        }
        """;
    private static final PlainPinn PLAIN_ALUMINIUM =
        new PlainPinn(List.of("Al"), 6, 1.5, new double[] {8.313739, 3.659377, 2.076203, 0.785523, -0.065095, 0.717922, 0.907034, 1.669902});

    private static double energy(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, false, false, out);
        return out.energy();
    }

    private static Potential aluminium() {
        return Potential.parse(ALUMINIUM);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aluminiumIsTheSumOfItsEquations(Backend backend) {
        double[] cell = {4.1, 0.1, 0, 0.2, 3.9, 0, -0.1, 0, 4.05};
        Configuration c = new Configuration(List.of("Al"), new int[4], new double[] {0, 0, 0.1, 2, 2.1, 0, 2.05, -0.1, 1.95, 0.1, 1.9, 2.1},
            new Cell(cell, new boolean[] {true, true, true}));
        try (ForceField field = aluminium().forceField(backend, 1)) {
            double plain = PLAIN_ALUMINIUM.energy(c);
            assertEquals(plain, energy(field, c), ROUNDING * Math.abs(plain));
        }
    }

    /** Three atoms in a row: the middle one stands in the way of the bond between the others. */
    @ParameterizedTest
    @EnumSource(Backend.class)
    void bondsAreScreened(Backend backend) {
        Configuration c = new Configuration(List.of("Al"), new int[3], new double[] {0, 0, 0, 2.8, 0, 0, 5.5, 0, 0}, Cell.none());
        try (ForceField field = aluminium().forceField(backend, 1)) {
            double plain = PLAIN_ALUMINIUM.energy(c);
            assertEquals(plain, energy(field, c), ROUNDING * Math.abs(plain));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void parametersGoByTheSpeciesOfTheCenterAndItsNeighbors(Backend backend) {
        PropertyCase alloy = new PropertyCase("tests/src/test/resources/org/eutectic/tests/forms/bop.eut", false, 3.8);
        PlainPinn plain = new PlainPinn(List.of("Al", "Ni"), 3.3, 0.8, new double[] {
            7.1, 7.3, 3.2, 3.1, 3.2, 3.5, 1.3, 1.4, -0.07, -0.21, 0.11, -0.32, 0.72, 0.91, 0.72, 1.13, 0.84, 1.67, 1.31, 1.92, 1.14,
            7.4, 7.9, 3.4, 3.5, 3.1, 3.9, 1.2, 1.5, 0.05, -0.15, -0.41, 0.02, 0.51, 0.65, 1.21, 0.97, 0.58, 1.48, 2.03, 1.25, 1.79});
        try (ForceField field = alloy.potential().forceField(backend, 1)) {
            Configuration c = alloy.structure(field);
            double expected = plain.energy(c);
            assertEquals(expected, energy(field, c), ROUNDING * Math.abs(expected));
        }
    }
}
