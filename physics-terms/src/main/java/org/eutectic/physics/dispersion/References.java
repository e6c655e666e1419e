package org.eutectic.physics.dispersion;

import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.Elements;
import org.eutectic.physics.pairs.RadialFunction;
import org.eutectic.physics.pairs.RadialTable;

/** What D3 knows of the species of a structure: tables by pairs of them, {@code [first · species + second]}. Nobody changes them. */
public final class References {
    /** No element has more reference compounds. */
    public static final int MOST = 5;

    /** How many species there are. */
    public final int species;
    /** Reference compounds of each species; 0 for one that is not there. */
    public final int[] sizes;
    /** Their coordination numbers. */
    public final double[][] counts;
    /** C6 in eV·Å⁶ of {@code [first · species + second][reference of first · MOST + reference of second]}; zeros where there are none. */
    public final double[][] c6;
    /** −E/C6 of pairs, 1/Å⁶. */
    public final RadialTable[] damping;
    /** How much a neighbor counts. */
    public final RadialTable[] counting;
    /** (4/3 R0/r)^(16/3) of pairs, of which the damping of triples is made. */
    public final RadialTable[] triples;

    /**
     * @param names the structures' species
     * @param known those of them that take part; the others have no reference compounds
     * @throws IllegalArgumentException for one that takes part and is no element from 1 to 94
     */
    public References(List<String> names, List<String> known, DispersionSettings s) {
        ReferenceTable table = ReferenceTable.shared();
        species = names.size();
        int[] z = names.stream().mapToInt(n -> known.contains(n) ? number(n) : 0).toArray();
        sizes = new int[species];
        counts = new double[species][];
        c6 = new double[species * species][MOST * MOST];
        damping = new RadialTable[species * species];
        counting = new RadialTable[species * species];
        triples = new RadialTable[species * species];
        double bohr = AtomicUnits.BOHR, perC6 = 1 / Math.pow(bohr, 6), unit = AtomicUnits.HARTREE * Math.pow(bohr, 6);
        for (int a = 0; a < species; a++) {
            counts[a] = z[a] == 0 ? new double[0] : table.counts(z[a]);
            sizes[a] = counts[a].length;
        }
        for (int a = 0; a < species; a++) {
            for (int b = 0; b < species; b++) {
                int at = a * species + b, mirror = b * species + a;
                for (int k = 0; k < sizes[a] * sizes[b]; k++) {
                    c6[at][k / sizes[b] * MOST + k % sizes[b]] = unit * table.c6(z[a], k / sizes[b], z[b], k % sizes[b]);
                }
                if (b > a) {
                    continue;
                }
                if (z[a] == 0 || z[b] == 0) {
                    RadialTable nothing = new RadialTable((r, out) -> Arrays.fill(out, 0), 1);
                    damping[at] = damping[mirror] = counting[at] = counting[mirror] = triples[at] = triples[mirror] = nothing;
                    continue;
                }
                double radius = table.radius(z[a], z[b]);
                RadialFunction damped = s.parameters().damping().function(s.parameters(), radius, table.ratio(z[a], z[b]));
                damping[at] = damping[mirror] = new RadialTable(AtomicUnits.inAngstrom(damped, perC6), s.pairCutoff());
                counting[at] = counting[mirror] = new RadialTable(AtomicUnits.inAngstrom(bonded(table.bond(z[a], z[b])), 1), s.countCutoff());
                double exponent = (s.parameters().alpha() + 2) / 3;
                triples[at] = triples[mirror] = new RadialTable(AtomicUnits.inAngstrom(power(4.0 / 3.0 * radius, exponent), 1), s.tripleCutoff());
            }
        }
    }

    /** The atomic number of a species. */
    static int number(String species) {
        int z = Elements.known(species) ? Elements.number(species) : 0;
        if (z < 1 || z > ReferenceTable.LAST) {
            throw new IllegalArgumentException(z == 0 ? "'" + species + "' is no element" : "D3 has no figures for " + species + " (element " + z + "): its table ends at Pu (94)");
        }
        return z;
    }

    /** 1/(1 + exp(−16 (c/r − 1))): Grimme et al. (2010), eq. 15. */
    private static RadialFunction bonded(double c) {
        return (r, out) -> {
            double steep = 16, f = 1 / (1 + Math.exp(-steep * (c / r - 1))), slope = -steep * c / (r * r), g = f * (1 - f);
            out[0] = f;
            out[1] = g * slope;
            out[2] = g * ((1 - 2 * f) * slope * slope - 2 * slope / r);
        };
    }

    private static RadialFunction power(double c, double n) {
        return (r, out) -> {
            double f = Math.pow(c / r, n);
            out[0] = f;
            out[1] = -n * f / r;
            out[2] = n * (n + 1) * f / (r * r);
        };
    }
}
