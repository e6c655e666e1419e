package org.eutectic.dsl.ast;

import java.text.Normalizer;
import java.util.List;
import java.util.Set;

/**
 * The names that the language reads as units: after a number on the same line, and after the colon of a dimension. Everywhere else they
 * are ordinary names. What each is worth is the business of the check of dimensions, which knows exactly these names.
 */
public final class UnitNames {
    /** Every unit, grouped by what it measures: length, energy, mass, time, frequency, charge, dipole, voltage, temperature, force, pressure, plain numbers. */
    public static final List<String> ALL = List.of(
            "Å", "Ang", "angstrom", "Angstrom", "nm", "pm", "bohr", "cm", "m",
            "eV", "meV", "keV", "Ha", "Hartree", "hartree", "mHa", "Ry", "mRy", "J", "kJ", "cal", "kcal",
            "u", "amu", "Da", "g", "kg",
            "fs", "ps", "ns", "s",
            "THz", "Hz",
            "e", "C",
            "debye",
            "V",
            "K",
            "N", "nN",
            "Pa", "MPa", "GPa", "bar", "kbar", "atm",
            "mol", "rad", "deg");

    private static final Set<String> KNOWN = Set.copyOf(ALL);

    private UnitNames() {}

    /** Whether {@code name}, in any Unicode spelling of Å, is a unit. */
    public static boolean isUnit(String name) {
        return KNOWN.contains(canonical(name));
    }

    /** The one spelling of a name that the tree uses: the Angstrom sign (U+212B) and A with a combining ring become Å (U+00C5). */
    public static String canonical(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }
}
