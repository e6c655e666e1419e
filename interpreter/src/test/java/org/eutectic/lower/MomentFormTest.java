package org.eutectic.lower;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.ir.Node;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.reference.ReferenceForceField;
import org.eutectic.truffle.CompiledForceField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products of moments against the sums over pairs of neighbors that they stand for. */
class MomentFormTest {
    /** Sums over some hundred pairs in another order, with Legendre polynomials up to the tenth, whose coefficients of powers reach some hundreds. */
    private static final double ROUNDING = 1e-11;
    private static final List<String> SPECIES = List.of("Al", "Ni");

    private static final String POTENTIAL = """
        potential P {
          species Al, Ni
          cutoff 7 Å
          param h[i] = 0.1, z[j] = 1
          param h[Ni] = -0.3, z[Ni] = -0.7
          param c[i,j,k]
          param c[Al,Al,Al] = 0.3, c[Al,Al,Ni] = 0.5, c[Al,Ni,Al] = -0.2, c[Al,Ni,Ni] = 0.9, c[Ni,Al,Al] = 0.1, c[Ni,Al,Ni] = 0.6, c[Ni,Ni,Al] = 0.4, c[Ni,Ni,Ni] = -0.8
          function f(r: Å, s) = (1 - (r/(7 Å))^2)^3*exp(-(r/(1 Å) - s)^2)
          energy[i] = 0.1 eV*%s
        }
        """;

    private static List<SiteEnergy> terms(String energy, boolean moments) {
        Potential p = Potential.parse(POTENTIAL.formatted(energy));
        return new Lowering(new Diagnostics(), false, moments).lower(p.model());
    }

    private static boolean hasPairs(Node n, Set<Node> seen) {
        return seen.add(n) && (n instanceof Node.Cosine || n.arguments().stream().anyMatch(a -> hasPairs(a, seen)));
    }

    private static boolean hasPairs(List<SiteEnergy> terms) {
        return hasPairs(terms.getFirst().energy(), new HashSet<>());
    }

    private static Configuration structure() {
        Random random = new Random(7);
        double a = 4;
        List<double[]> sites = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            for (double[] b : new double[][] {{0, 0, 0}, {0.5, 0.5, 0}, {0.5, 0, 0.5}, {0, 0.5, 0.5}}) {
                sites.add(new double[] {(k & 1) + b[0], (k >> 1 & 1) + b[1], (k >> 2) + b[2]});
            }
        }
        double[] x = sites.stream().flatMapToDouble(Arrays::stream).map(v -> a * (v + 0.1 * (random.nextDouble() - 0.5))).toArray();
        return new Configuration(SPECIES, random.ints(x.length / 3, 0, 2).toArray(), x, Cell.orthorhombic(2 * a, 2 * a, 2 * a));
    }

    private static Evaluation compute(ForceField field, Configuration c) {
        try (field) {
            Evaluation out = new Evaluation();
            field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
            return out;
        }
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        // Legendre polynomials of two radial functions, as PINN has them; neighbors with themselves among the pairs.
        "asinh(sum(j,k) legendre(4, cos[j,i,k])*f(r[i,j], 2)*f(r[i,k], 2))",
        "sum(j,k) legendre(6, cos[j,i,k])*f(r[i,j], 2)*f(r[i,k], 3)",
        "sum(j,k) legendre(8, cos[j,i,k])*f(r[i,j], 2)*f(r[i,k], 3)",
        "sum(j,k) legendre(10, cos[j,i,k])*f(r[i,j], 3)*f(r[i,k], 3)",
        // Different neighbors, in both orders or in one.
        "sum(j) sum(k != j) (cos[j,i,k] - h[i])^2*f(r[i,j], 2)*f(r[i,k], 3)",
        "tanh(sum(j < k) (1 + cos[j,i,k])^3*f(r[i,j], 3)*f(r[i,k], 3))",
        "sum(j < k) (cos[j,i,k] + 1/3)^2*exp(-(r[i,j]^2 + r[i,k]^2)/(8 Å^2))*(1 - (r[i,j]/(7 Å))^2)^2*(1 - (r[i,k]/(7 Å))^2)^2",
        // Ranges that differ.
        "sum(j within 5 Å) sum(k) legendre(3, cos[j,i,k])*f(r[i,j], 2)*f(r[i,k], 3)",
        "sum(j) sum(k != j within 5 Å) legendre(2, cos[j,i,k])*f(r[i,j], 2)*f(r[i,k], 3)",
        // Species.
        "sum(j in Al) sum(k in Ni) legendre(4, cos[j,i,k])*f(r[i,j], 2)*f(r[i,k], 2)",
        "(sum(j,k) z[j]*z[k]*legendre(2, cos[j,i,k])*f(r[i,j], 2)*f(r[i,k], 2))^2",
        "sum(j,k) c[i,j,k]*legendre(2, cos[j,i,k])*f(r[i,j], 2)*f(r[i,k], 3)",
        "sum(j in Al, k in Ni) legendre(4, cos[j,i,k])*f(r[i,j], 2)*f(r[i,k], 2)",
        "sum(j in Ni, k in Ni) legendre(3, cos[j,i,k])*f(r[i,j], 1)*f(r[i,k], 2)",
        // Many moments, which become one product of matrices; some of its entries nobody asks for.
        "sum(l in {0,1,2,4}, s in 1..4) (l + s)*tanh(sum(j,k) legendre(l, cos[j,i,k])*f(r[i,j], s)*f(r[i,k], s))",
        "sum(l in {1,2,3,5}) tanh(sum(j in Al) sum(k) legendre(l, cos[j,i,k])*f(r[i,j], l)*f(r[i,k], 2))",
        "sum(l in {1,3,4}, s in 1..3) tanh(sum(j within 5 Å) sum(k within 5 Å) legendre(l, cos[j,i,k])*f(r[i,j], s)*f(r[i,k], s))",
        // Sums of what moments give and what they do not.
        "sum(j) f(r[i,j], 2)*(1 + sum(k) (cos[j,i,k] + 0.2*cos[j,i,k]^3)*f(r[i,k], 2))",
        "sum(j,k) (cos[j,i,k]*f(r[i,j], 2) - cos[j,i,k]^2*f(r[i,k], 3))*f(r[i,j], 1)*f(r[i,k], 1)/(2 + f(r[i,k], 3))"})
    void givesTheSameEnergiesForcesAndVirial(String energy) {
        List<SiteEnergy> direct = terms(energy, false), moments = terms(energy, true);
        assertTrue(hasPairs(direct));
        assertTrue(!hasPairs(moments), "no angle is left");
        Configuration c = structure();
        Evaluation expected = compute(new ReferenceForceField("P", SPECIES, direct), c);
        for (ForceField f : List.of(new ReferenceForceField("P", SPECIES, moments), new CompiledForceField("P", SPECIES, moments, 1))) {
            Evaluation found = compute(f, c);
            assertEquals(expected.energy(), found.energy(), ROUNDING * largest(expected.siteEnergies()) * c.size());
            assertArrayEquals(expected.siteEnergies(), found.siteEnergies(), ROUNDING * largest(expected.siteEnergies()));
            assertArrayEquals(expected.forces(), found.forces(), ROUNDING * largest(expected.forces()));
            assertArrayEquals(expected.virial(), found.virial(), ROUNDING * largest(expected.virial()));
        }
    }

    /** What does not divide into the two neighbors, and pairs that something else needs one by one. */
    @ParameterizedTest
    @ValueSource(strings = {
        "sum(j,k) legendre(2, cos[j,i,k])*f(r[i,j], 2)*f(r[i,k], 2)*exp(-r[j,k]/(1 Å))",
        "sum(j) sqrt(1 + sum(k) cos[j,i,k]^2*f(r[i,k], 2))*f(r[i,j], 2)",
        "(let z = sum(j,k) exp(cos[j,i,k])*f(r[i,j], 2)*f(r[i,k], 2) in z^2)"})
    void leavesAloneWhatMomentsDoNotGive(String energy) {
        assertTrue(hasPairs(terms(energy, true)));
    }

    @Test
    void sharesWhatSeveralComponentsAskFor() {
        String two = "(sum(j,k) legendre(2, cos[j,i,k])*f(r[i,j], 2)*f(r[i,k], 2) + sum(j,k) legendre(2, cos[j,i,k])*f(r[i,j], 2)*f(r[i,k], 3))";
        Set<Node> seen = new HashSet<>();
        hasPairs(terms(two, true).getFirst().energy(), seen);
        assertEquals(10, seen.stream().filter(n -> n instanceof Node.Reduce).count(), "five moments of each radial function");
    }

    /** A dozen neighbors have 66 pairs, six for each, and nine moments. */
    @Test
    void countsPairsAndMoments() {
        Potential si = Potential.parse("""
            potential Si {
              species Si
              cutoff 3.77118 Å
              energy[i] = 0.1 eV*sum(j < k) (cos[j,i,k] + 1/3)^2*(1 - (r[i,j]/cutoff)^2)^2*(1 - (r[i,k]/cutoff)^2)^2
            }
            """);
        assertTrue(si.terms().stream().anyMatch(t -> hasPairs(t.energy(), new HashSet<>())));
    }
}
