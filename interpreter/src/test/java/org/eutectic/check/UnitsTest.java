package org.eutectic.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.eutectic.dsl.ast.Identifier;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.ast.UnitNames;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.SourceFile;
import org.eutectic.dsl.diagnostic.Span;
import org.junit.jupiter.api.Test;

class UnitsTest {
    private static final Span NOWHERE = new Span(new SourceFile("test", "x"), 0, 1);

    /** Values that CODATA 2018 tabulates, independent of how they are put together here. */
    @Test
    void constantsAgreeWithTables() {
        assertEquals(14.399645478, Units.COULOMB, 5e-9);
        assertEquals(8.617333262e-5, Units.BOLTZMANN, 1e-14);
        assertEquals(10.180505, 1 / Units.FEMTOSECOND, 1e-6);
        assertEquals(0.01036426965, unit("kJ", 1, "mol", -1).factor(), 1e-11);
        assertEquals(0.0433641043, unit("kcal", 1, "mol", -1).factor(), 1e-10);
        assertEquals(6.2415091e-3, unit("GPa", 1).factor(), 1e-10);
        assertEquals(1, unit("g", 1, "mol", -1).factor(), 1e-9);
        assertEquals(13.605693122994, unit("Ry", 1).factor(), 1e-12);
        // Coulomb's constant is also the Hartree times the bohr.
        assertEquals(unit("Ha", 1, "bohr", 1).factor(), Units.COULOMB, 1e-8);
        // 1 u (Å/fs)² in eV: what kinetic energies are built from.
        assertEquals(103.642697, unit("u", 1, "Å", 2, "fs", -2).factor(), 1e-5);
        assertEquals(Dimension.ENERGY, unit("u", 1, "Å", 2, "fs", -2).dimension());
        assertEquals(Dimension.ENERGY, unit("kcal", 1, "mol", -1).dimension());
        assertEquals(unit("eV", 1).dimension(), unit("GPa", 1, "Å", 3).dimension());
    }

    @Test
    void everyUnitOfTheGrammarHasAValue() {
        assertEquals(Set.copyOf(UnitNames.ALL), Units.names());
    }

    @Test
    void unknownUnitIsReportedOnceWithTheNearest() {
        Diagnostics d = new Diagnostics();
        Unit u = Units.parse(written("ev", 1), d);
        assertEquals(Unit.ONE, u);
        assertEquals(1, d.errorCount());
        assertEquals("unknown-unit", d.all().get(0).code());
        assertTrue(d.all().get(0).help().contains("eV"));
        assertFalse(Units.isKnown(written("ev", 1)));
    }

    @Test
    void dimensionsPrintInFieldUnits() {
        assertEquals("1", Dimension.NONE.toString());
        assertEquals("eV", Dimension.ENERGY.toString());
        assertEquals("eV/Å", Dimension.FORCE.toString());
        assertEquals("eV/Å^3", Dimension.PRESSURE.toString());
        assertEquals("1/Å", Dimension.LENGTH.power(Rational.of(-1)).toString());
        assertEquals("Å^-1", Dimension.LENGTH.power(Rational.of(-1)).afterNumber());
        assertEquals("eV^-1/Å^2", Dimension.NONE.over(Dimension.ENERGY).over(Dimension.LENGTH.power(Rational.of(2))).afterNumber());
        assertEquals("Å/fs", Dimension.LENGTH.over(Dimension.TIME).toString());
        assertEquals("u", Dimension.MASS.toString());
        assertEquals("eV*Å/e^2", Units.constant("k_e").orElseThrow().dimension().toString());
        assertEquals("eV/K", Units.constant("kB").orElseThrow().dimension().toString());
        assertEquals("Å^(1/2)", Dimension.LENGTH.power(new Rational(1, 2)).toString());
        assertEquals("eV^(1/2)", Dimension.ENERGY.power(new Rational(1, 2)).toString());
        assertEquals("a length (Å)", Dimension.LENGTH.describe());
    }

    /** Multiplication of dimensions is an Abelian group, and powers distribute over it. */
    @Test
    void dimensionsAreAVectorSpace() {
        Random random = new Random(7);
        for (int n = 0; n < 500; n++) {
            Dimension a = dimension(random), b = dimension(random), c = dimension(random);
            Rational p = rational(random), q = rational(random);
            assertEquals(a.times(b), b.times(a));
            assertEquals(a.times(b).times(c), a.times(b.times(c)));
            assertEquals(a, a.times(b).over(b));
            assertTrue(a.over(a).isNone());
            assertEquals(a.times(b).power(p), a.power(p).times(b.power(p)));
            assertEquals(a.power(p).power(q), a.power(p.times(q)));
            assertEquals(a.power(p.plus(q)), a.power(p).times(a.power(q)));
        }
    }

    /** What is printed means the dimension it was printed from. */
    @Test
    void printedDimensionsReadBack() {
        Random random = new Random(8);
        for (int n = 0; n < 500; n++) {
            Dimension a = dimension(random);
            assertEquals(a, read(a.toString()), a.toString());
        }
    }

    @Test
    void rationalsAreFoundInNumbers() {
        Random random = new Random(9);
        for (int n = 0; n < 500; n++) {
            Rational r = rational(random);
            assertEquals(r, Rational.nearest(r.value()));
            assertEquals(r, r.plus(Rational.ONE).minus(Rational.ONE));
        }
        assertEquals(null, Rational.nearest(Math.PI));
        assertEquals(null, Rational.nearest(Double.NaN));
        assertEquals(new Rational(-1, 3), Rational.nearest(-1.0 / 3));
    }

    private static Dimension read(String text) {
        Dimension d = Dimension.NONE;
        int sign = 1;
        for (String token : text.split("(?=[*/])(?![^(]*\\))|(?<=[*/])(?![^(]*\\))")) {
            if (token.equals("*") || token.equals("/")) {
                sign = token.equals("/") ? -1 : 1;
                continue;
            }
            if (token.equals("1")) {
                continue;
            }
            String[] parts = token.split("\\^");
            String[] e = (parts.length > 1 ? parts[1].replace("(", "").replace(")", "") : "1").split("/");
            Rational power = new Rational(Long.parseLong(e[0]), e.length > 1 ? Long.parseLong(e[1]) : 1);
            Dimension unit = Units.unit(parts[0]).orElseThrow().dimension().power(power);
            d = sign > 0 ? d.times(unit) : d.over(unit);
        }
        return d;
    }

    private static Dimension dimension(Random r) {
        return new Dimension(rational(r), rational(r), rational(r), rational(r), rational(r));
    }

    private static Rational rational(Random r) {
        return new Rational(r.nextInt(9) - 4, 1 + r.nextInt(3));
    }

    private static Unit unit(Object... namesAndPowers) {
        return Units.parse(written(namesAndPowers), new Diagnostics());
    }

    private static UnitExpr written(Object... namesAndPowers) {
        List<UnitExpr.Factor> factors = new java.util.ArrayList<>();
        for (int k = 0; k < namesAndPowers.length; k += 2) {
            factors.add(new UnitExpr.Factor(new Identifier(NOWHERE, (String) namesAndPowers[k]), (Integer) namesAndPowers[k + 1], 1));
        }
        return new UnitExpr(NOWHERE, factors);
    }
}
