package org.eutectic.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Elements of Tersoff's joined by {@code mix tersoff}: J. Tersoff, Phys. Rev. B 39, 5566 (1989), table I, with the erratum's B of carbon and chi. */
class TersoffMixTest {
    private static final String ELEMENTS = """
        import "forms/tersoff.eut"
        potential Si is Tersoff {
          species Si
          cutoff 3.0 Å
          param A = 1830.8 eV, B = 471.18 eV, lambda1 = 2.4799 1/Å, lambda2 = 1.7322 1/Å, lambda3 = 0
          param beta = 1.1e-6, n = 0.78734, c = 1.0039e5, d = 16.217, h = -0.59825
          param R = 2.85 Å, D = 0.15 Å
        }
        potential C is Tersoff {
          species C
          cutoff 2.1 Å
          param A = 1393.6 eV, B = 346.74 eV, lambda1 = 3.4879 1/Å, lambda2 = 2.2119 1/Å, lambda3 = 0
          param beta = 1.5724e-7, n = 0.72751, c = 3.8049e4, d = 4.3484, h = -0.57058
          param R = 1.95 Å, D = 0.15 Å
        }
        """;
    private static final String ALLOY = ELEMENTS + """
        potential SiC extends Si, C {
          mix tersoff
          param chi[Si,C] = 0.9776
        }
        """;

    /** The same numbers written out by hand in potentials/SiC-tersoff.eut; radii and means differ in rounding only. */
    @ParameterizedTest
    @EnumSource
    void isTheCompoundWrittenOut(Backend backend) {
        Potential alloy = read(ALLOY), written = Potential.load(Places.root().resolve("potentials/SiC-tersoff.eut"), null, Map.of());
        Evaluation a, b;
        try (ForceField x = alloy.forceField(backend, 1); ForceField y = written.forceField(backend, 1)) {
            Configuration c = new PropertyCase("", true, 4.5).structure(y);
            a = compute(x, c);
            b = compute(y, c);
        }
        assertEquals(b.energy(), a.energy(), 1e-11 * Math.abs(b.energy()));
        assertArrayEquals(b.forces(), a.forces(), 1e-9);
        assertArrayEquals(b.virial(), a.virial(), 1e-9);
    }

    @ParameterizedTest
    @EnumSource
    void keepsItsElementsToTheLastBit(Backend backend) {
        for (String element : List.of("Si", "C")) {
            String text = ELEMENTS.substring(0, ELEMENTS.indexOf("potential C ")) + (element.equals("C") ? ELEMENTS.substring(ELEMENTS.indexOf("potential C ")) : "");
            try (ForceField whole = read(ALLOY).forceField(backend, 1); ForceField own = read(text).forceField(backend, 1)) {
                Configuration c = new PropertyCase("", true, element.equals("C") ? 3.6 : 5.4).structure(own);
                Evaluation a = compute(whole, c), b = compute(own, c);
                assertEquals(b.energy(), a.energy());
                assertArrayEquals(b.siteEnergies(), a.siteEnergies());
                assertArrayEquals(b.forces(), a.forces());
                assertArrayEquals(b.virial(), a.virial());
            }
        }
    }

    private static Potential read(String text) {
        return Potential.parse(new SourceFile("potential.eut", text), Path.of("").toAbsolutePath(), null, Map.of());
    }

    private static Evaluation compute(ForceField field, Configuration c) {
        Evaluation out = new Evaluation();
        field.compute(NeighborListBuilder.build(c, field), true, true, true, out);
        return out;
    }
}
