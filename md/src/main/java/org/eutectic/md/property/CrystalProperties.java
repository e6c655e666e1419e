package org.eutectic.md.property;

import java.util.List;
import java.util.OptionalDouble;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.structure.Lattice;

/** What is usually published of a crystal, by the symbols that are usual. */
public record CrystalProperties(Lattice lattice, RestingCrystal crystal, Elasticity elasticity) {

    /** The symbols that {@link #value} knows, with their units. */
    public enum Quantity {
        A("a", "Å"), C("c", "Å"), RATIO("c/a", "1"), ENERGY("energy", "eV"), BULK("B", "GPa"), C11("C11", "GPa"), C12("C12", "GPa"), C13("C13", "GPa"), C33("C33", "GPa"),
        C44("C44", "GPa"), CLAMPED_C44("C44 clamped", "GPa"), C66("C66", "GPa");

        private final String symbol;
        private final String unit;

        Quantity(String symbol, String unit) {
            this.symbol = symbol;
            this.unit = unit;
        }

        public String symbol() {
            return symbol;
        }

        public String unit() {
            return unit;
        }
    }

    /**
     * Relaxes a prototype and calculates its elastic constants.
     *
     * @param species one for each of the prototype's elements
     * @throws PropertyException where it has no minimum of energy
     */
    public static CrystalProperties of(ForceField field, Lattice lattice, List<String> species) {
        RestingCrystal crystal = new CrystalSearch(field).get(lattice, species);
        return new CrystalProperties(lattice, crystal, Elasticity.of(crystal, field, Elasticity.DEFAULT_STRAIN));
    }

    /** A value in its unit (Å, eV for each atom, GPa); the bulk modulus is that of the single crystal under pressure. Empty for c of a crystal without an axis. */
    public OptionalDouble value(Quantity quantity) {
        Stiffness c = elasticity.relaxed();
        return switch (quantity) {
            case A -> OptionalDouble.of(crystal.a());
            case C -> lattice.axial() ? OptionalDouble.of(crystal.c()) : OptionalDouble.empty();
            case RATIO -> lattice.axial() ? OptionalDouble.of(crystal.c() / crystal.a()) : OptionalDouble.empty();
            case ENERGY -> OptionalDouble.of(crystal.cohesiveEnergy());
            case BULK -> OptionalDouble.of(c.bulkReuss());
            case C11 -> OptionalDouble.of(c.get(1, 1));
            case C12 -> OptionalDouble.of(c.get(1, 2));
            case C13 -> OptionalDouble.of(c.get(1, 3));
            case C33 -> OptionalDouble.of(c.get(3, 3));
            case C44 -> OptionalDouble.of(c.get(4, 4));
            case CLAMPED_C44 -> OptionalDouble.of(elasticity.clamped().get(4, 4));
            case C66 -> OptionalDouble.of(c.get(6, 6));
        };
    }
}
