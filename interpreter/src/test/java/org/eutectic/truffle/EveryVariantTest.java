package org.eutectic.truffle;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eutectic.Potential;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever is asked for, a routine becomes machine code: one that does not is right, and so no other test would notice. */
class EveryVariantTest {
    /** What a run asks for, as bits: energy, forces, virial; all that can be asked for takes half a minute. */
    private static final int[] ASKED = Boolean.getBoolean("eutectic.slow") ? new int[] {1, 2, 3, 4, 5, 6, 7} : new int[] {0b010, 0b100, 0b111};

    private static final long PATIENCE = 60_000_000_000L;

    private static final String PAIR = """
        potential Pair { species Ar; cutoff 6 Å
          energy[i] = 1/2*sum(j) 0.01 eV*((3.4 Å/r[i,j])^12 - (3.4 Å/r[i,j])^6) }""";
    private static final String EMBEDDED = """
        potential Embedded { species Ar; cutoff 6 Å
          rho[i] = sum(j) exp(-r[i,j]/(1 Å))
          energy[i] = -1 eV*sqrt(rho[i]) + 1/2*sum(j) 0.1 eV*exp(-2*r[i,j]/(1 Å)) }""";
    private static final String ANGLES = """
        potential Angles { species Ar; cutoff 5 Å
          energy[i] = sum(j < k) 0.1 eV*exp(-(r[i,j] + r[i,k])/(1 Å))*(cos[j,i,k] + 1/3)^2 }""";

    private static final String PRODUCTS = """
        potential Products { species Ar; cutoff 5 Å
          S[i,j] = prod(k != j) (1 - exp(-(r[i,k] + r[j,k] - r[i,j])/(1 Å)))
          energy[i] = sum(j) 0.1 eV*S[i,j]*exp(-r[i,j]/(1 Å)) }""";

    private static Potential networks() {
        try {
            return Potential.load(Path.of(EveryVariantTest.class.getResource("/contract/network-of-argon.eut").toURI()), "Argon", Map.of());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> isCompiled() {
        return Stream.concat(Stream.of(PAIR, EMBEDDED, ANGLES, PRODUCTS).map(Potential::parse), Stream.of(networks())).flatMap(p -> Stream.of(true, false).flatMap(lanes -> IntStream.of(ASKED)
            .mapToObj(wanted -> DynamicTest.dynamicTest(p.name() + (lanes ? " in lanes" : " scalar") + ", energy, forces, virial: " + Integer.toBinaryString(8 + wanted).substring(1),
                () -> check(p, lanes, (wanted & 4) != 0, (wanted & 2) != 0, (wanted & 1) != 0)))));
    }

    private static void check(Potential p, boolean lanes, boolean energy, boolean forces, boolean virial) {
        assertTrue(Runtime.shared().isOptimizing(), "the optimizing runtime is not active");
        double[] x = new double[3 * 64];
        for (int k = 0; k < x.length; k++) {
            int site = k / 3;
            x[k] = 3.7 * (k % 3 == 0 ? site % 4 : k % 3 == 1 ? site / 4 % 4 : site / 16) + 0.1 * Math.sin(k);
        }
        Configuration c = new Configuration(List.of("Ar"), new int[64], x, Cell.orthorhombic(14.8, 14.8, 14.8));
        try (CompiledForceField field = new CompiledForceField(p.name(), p.species(), p.terms(), 1, lanes)) {
            NeighborList list = new NeighborListBuilder(field, 0.5, 1).build(c);
            long start = System.nanoTime();
            while (!field.warmUp(list, energy, forces, virial)) {
                if (System.nanoTime() - start > PATIENCE) {
                    fail("still interpreted after a minute");
                }
            }
        }
    }
}
