package org.eutectic.atoms;

import java.util.Arrays;
import java.util.List;

/**
 * Atoms in a cell: what a force field is asked about. Positions are Cartesian, in Å, {@code x0 y0 z0 x1 …}, and need not lie inside the cell.
 * Positions, velocities and cell may be changed in place by whoever owns the configuration; the number of atoms may not, and their kind only with a new neighbor list.
 */
public final class Configuration {
    private final List<String> symbols;
    private final int[] types;
    private final double[] positions;
    private double[] velocities;
    private double[] masses;
    private double[] charges;
    private Cell cell;

    /**
     * @param symbols the species that occur, each once
     * @param types for each atom the place of its species in {@code symbols}
     * @param positions 3 N numbers, Å
     * @param cell the cell, {@link Cell#none()} where there is none
     */
    public Configuration(List<String> symbols, int[] types, double[] positions, Cell cell) {
        if (positions.length != 3 * types.length) {
            throw new IllegalArgumentException("positions hold " + positions.length + " numbers for " + types.length + " atoms");
        }
        this.symbols = List.copyOf(symbols);
        this.types = types;
        this.positions = positions;
        this.cell = cell;
    }

    public int size() {
        return types.length;
    }

    public List<String> symbols() {
        return symbols;
    }

    /** The species of an atom. */
    public String symbol(int atom) {
        return symbols.get(types[atom]);
    }

    /** For each atom the place of its species in {@link #symbols()}; the live array. */
    public int[] types() {
        return types;
    }

    /** Positions, Å; the live array. */
    public double[] positions() {
        return positions;
    }

    /** Velocities in Å/fs, the live array, or null where none were given. */
    public double[] velocities() {
        return velocities;
    }

    public void setVelocities(double[] velocities) {
        this.velocities = velocities;
    }

    /** Masses in u: those given with the structure, else the standard atomic weights; throws {@link StructureException} where a species is no element. */
    public double[] masses() {
        if (masses == null) {
            masses = new double[size()];
            for (int i = 0; i < masses.length; i++) {
                masses[i] = Elements.mass(symbol(i));
            }
        }
        return masses;
    }

    /** The same, or null where none were given and some species is no element (a made-up one serves for energies and forces, not for dynamics). */
    public double[] massesIfKnown() {
        return masses != null || symbols.stream().allMatch(Elements::known) ? masses() : null;
    }

    public void setMasses(double[] masses) {
        this.masses = masses;
    }

    /** Charges in e, or null where none were given. */
    public double[] charges() {
        return charges;
    }

    public void setCharges(double[] charges) {
        this.charges = charges;
    }

    public Cell cell() {
        return cell;
    }

    public void setCell(Cell cell) {
        this.cell = cell;
    }

    /** An independent copy. */
    public Configuration copy() {
        Configuration c = new Configuration(symbols, types.clone(), positions.clone(), cell);
        c.velocities = velocities == null ? null : velocities.clone();
        c.masses = masses == null ? null : masses.clone();
        c.charges = charges == null ? null : charges.clone();
        return c;
    }

    /** A copy in which positions and cell are deformed by x → (1 + strain)·x ({@code strain} 3×3, row order). */
    public Configuration strained(double[] strain) {
        Configuration c = copy();
        for (int i = 0; i < size(); i++) {
            double x = positions[3 * i], y = positions[3 * i + 1], z = positions[3 * i + 2];
            for (int a = 0; a < 3; a++) {
                c.positions[3 * i + a] += strain[3 * a] * x + strain[3 * a + 1] * y + strain[3 * a + 2] * z;
            }
        }
        c.cell = cell.strained(strain);
        return c;
    }

    @Override
    public String toString() {
        return size() + " atoms of " + symbols + " in " + Arrays.toString(cell.vectors());
    }
}
