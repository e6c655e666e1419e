package org.eutectic.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eutectic.dsl.ast.UnitExpr;
import org.eutectic.dsl.diagnostic.Diagnostics;
import org.eutectic.dsl.diagnostic.Suggestion;

/**
 * The units and constants that the language knows, from CODATA 2018. Internal units are eV, Å, u, e and K; the unit of time follows from
 * them: Å·sqrt(u/eV), some 10.18 fs.
 */
public final class Units {
    /** The elementary charge in C, and so eV in J. */
    private static final double ELEMENTARY_CHARGE = 1.602176634e-19;
    private static final double AVOGADRO = 6.02214076e23;
    private static final double BOLTZMANN_JOULE = 1.380649e-23;
    private static final double ATOMIC_MASS_KG = 1.66053906660e-27;
    private static final double VACUUM_PERMITTIVITY = 8.8541878128e-12;
    private static final double BOHR = 0.529177210903;
    private static final double HARTREE = 27.211386245988;
    private static final double CALORIE_JOULE = 4.184;
    private static final double LIGHT = 299792458;

    /** The internal unit of time in seconds. */
    public static final double TIME_SECONDS = 1e-10 * Math.sqrt(ATOMIC_MASS_KG / ELEMENTARY_CHARGE);
    /** One femtosecond in internal units of time. */
    public static final double FEMTOSECOND = 1e-15 / TIME_SECONDS;
    /** Boltzmann's constant, eV/K. */
    public static final double BOLTZMANN = BOLTZMANN_JOULE / ELEMENTARY_CHARGE;
    /** Coulomb's constant 1/(4π ε0), eV·Å/e². */
    public static final double COULOMB = ELEMENTARY_CHARGE / (4 * Math.PI * VACUUM_PERMITTIVITY) * 1e10;

    private static final Map<String, Unit> UNITS = new LinkedHashMap<>();
    private static final Map<String, Unit> CONSTANTS = new LinkedHashMap<>();

    private Units() {}

    static {
        double joule = 1 / ELEMENTARY_CHARGE;
        double second = 1 / TIME_SECONDS;
        double kilogram = 1 / ATOMIC_MASS_KG;
        double pascal = joule * 1e-30;
        define(Dimension.LENGTH, "Å", 1, "Ang", 1, "angstrom", 1, "Angstrom", 1, "nm", 10, "pm", 0.01, "bohr", BOHR, "cm", 1e8, "m", 1e10);
        define(Dimension.ENERGY, "eV", 1, "meV", 1e-3, "keV", 1e3, "Ha", HARTREE, "Hartree", HARTREE, "hartree", HARTREE, "mHa", 1e-3 * HARTREE, "Ry", HARTREE / 2,
            "mRy", 0.5e-3 * HARTREE, "J", joule, "kJ", 1e3 * joule,
            "cal", CALORIE_JOULE * joule, "kcal", 1e3 * CALORIE_JOULE * joule);
        define(Dimension.MASS, "u", 1, "amu", 1, "Da", 1, "g", 1e-3 * kilogram, "kg", kilogram);
        define(Dimension.TIME, "fs", 1e-15 * second, "ps", 1e-12 * second, "ns", 1e-9 * second, "s", second);
        define(Dimension.TIME.power(Rational.of(-1)), "THz", 1e12 / second, "Hz", 1 / second);
        define(Dimension.CHARGE, "e", 1, "C", joule);
        define(Dimension.CHARGE.times(Dimension.LENGTH), "debye", 1e-21 / LIGHT / ELEMENTARY_CHARGE * 1e10);
        define(Dimension.ENERGY.over(Dimension.CHARGE), "V", 1);
        define(Dimension.TEMPERATURE, "K", 1);
        define(Dimension.FORCE, "N", joule * 1e-10, "nN", joule * 1e-19);
        define(Dimension.PRESSURE, "Pa", pascal, "MPa", 1e6 * pascal, "GPa", 1e9 * pascal, "bar", 1e5 * pascal,
            "kbar", 1e8 * pascal, "atm", 101325 * pascal);
        // A plain number, so that kJ/mol is an energy for each particle and g/mol a mass.
        define(Dimension.NONE, "mol", AVOGADRO, "rad", 1, "deg", Math.PI / 180);
        CONSTANTS.put("pi", new Unit(Math.PI, Dimension.NONE));
        CONSTANTS.put("k_e", new Unit(COULOMB, Dimension.ENERGY.times(Dimension.LENGTH).over(Dimension.CHARGE.power(Rational.of(2)))));
        CONSTANTS.put("kB", new Unit(BOLTZMANN, Dimension.ENERGY.over(Dimension.TEMPERATURE)));
    }

    private static void define(Dimension dimension, Object... namesAndFactors) {
        for (int k = 0; k < namesAndFactors.length; k += 2) {
            UNITS.put((String) namesAndFactors[k], new Unit(((Number) namesAndFactors[k + 1]).doubleValue(), dimension));
        }
    }

    /** The unit of this name. */
    public static Optional<Unit> unit(String name) {
        return Optional.ofNullable(UNITS.get(name));
    }

    /** All names of units. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(UNITS.keySet());
    }

    /** The constant of this name ({@code pi}, {@code k_e}, {@code kB}): its value in internal units and its dimension. */
    public static Optional<Unit> constant(String name) {
        return Optional.ofNullable(CONSTANTS.get(name));
    }

    /** All names of constants. */
    public static Set<String> constants() {
        return Collections.unmodifiableSet(CONSTANTS.keySet());
    }

    /**
     * What a unit as written means; null stands for no unit and gives a plain number. An unknown name is reported (code
     * {@code unknown-unit}) and counts as a plain 1.
     */
    public static Unit parse(UnitExpr written, Diagnostics diagnostics) {
        Unit product = Unit.ONE;
        if (written == null) {
            return product;
        }
        for (UnitExpr.Factor f : written.factors()) {
            Unit unit = UNITS.get(f.unit().name());
            if (unit == null) {
                diagnostics.error("unknown-unit", f.unit().span(), "there is no unit '" + f.unit().name() + "'", help(f.unit().name()));
            } else {
                product = product.times(unit.power(new Rational(f.numerator(), f.denominator())));
            }
        }
        return product;
    }

    /** Whether every name in it is a unit; null, no unit, is known. */
    public static boolean isKnown(UnitExpr written) {
        return written == null || written.factors().stream().allMatch(f -> UNITS.containsKey(f.unit().name()));
    }

    private static String help(String name) {
        return Suggestion.nearest(name, UNITS.keySet()).map(near -> "did you mean " + near + "?")
            .orElse("units known: eV, meV, kJ/mol, kcal/mol, Ha, Ry, Å (Ang), nm, bohr, u, fs, ps, e, K, GPa");
    }
}
