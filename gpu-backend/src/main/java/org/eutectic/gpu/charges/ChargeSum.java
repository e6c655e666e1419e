package org.eutectic.gpu.charges;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.check.Units;
import org.eutectic.gpu.ListSize;
import org.eutectic.gpu.TermKernels;
import org.eutectic.physics.coulomb.CoulombPlan;
import org.eutectic.physics.pairs.RadialTable;

/**
 * The energy ½ Σ q_i K_ij q_j of charges with its potentials, forces and virial, by the numbers of a {@link CoulombPlan}. Charges lie in the term's buffer {@code q} for all places, potentials in
 * {@code potential} for the centers.
 */
final class ChargeSum {
    /** Potentials alone, forces with them, the virial with both. */
    static final int POTENTIALS = 0;
    static final int FORCES = 1;
    static final int VIRIAL = 2;

    private final TermKernels kernels;
    private final String name;
    private final String term;
    private final Neighborhood neighborhood;
    private final int species;
    private CoulombPlan plan;
    private Cell cell;
    private boolean written;
    private double[] tables = new double[0];
    private int[][] at = new int[0][];
    private double[][] ends = new double[0][];
    private ChargeWaves waves;
    private ChargeMesh mesh;

    /**
     * @param name of buffers that belong to this sum alone; those that a term's sums share have the term's
     * @param neighborhood null where nothing is summed over neighbors
     */
    ChargeSum(TermKernels kernels, String name, Neighborhood neighborhood, int species) {
        this.kernels = kernels;
        this.name = name;
        this.term = kernels.name();
        this.neighborhood = neighborhood;
        this.species = Math.max(1, species);
    }

    /** Takes over the numbers for a cell; cheap where they are those of before. */
    void prepare(CoulombPlan next, Cell cell) {
        if (next == plan) {
            return;
        }
        this.cell = cell;
        if (plan == null || !plan.pairs().equals(next.pairs())) {
            layOut(next);
        }
        plan = next;
        written = false;
        waves = next.waves() == null ? null : new ChargeWaves(kernels, name, next.waves(), next.alpha());
        mesh = next.mesh() == null ? null : new ChargeMesh(kernels, name, next.mesh(), cell.volume(), next.alpha());
    }

    /** Tables one after the other, each once. */
    private void layOut(CoulombPlan next) {
        Map<RadialTable, Integer> places = new IdentityHashMap<>();
        int length = 0, count = next.pairs().size();
        at = new int[count][species * species];
        ends = new double[count][species * species];
        for (int p = 0; p < count; p++) {
            for (int k = 0; k < species * species; k++) {
                RadialTable table = next.pairs().get(p).byPair().get(k);
                Integer place = places.get(table);
                if (place == null) {
                    place = length;
                    places.put(table, place);
                    length += table.coefficients().length;
                }
                at[p][k] = place;
                ends[p][k] = table.cutoffSquare();
            }
        }
        tables = new double[length];
        places.forEach((table, place) -> System.arraycopy(table.coefficients(), 0, tables, place, table.coefficients().length));
    }

    /** What a term with such sums needs beside what each has. */
    static void reserveShared(String term, ListSize size, Map<String, Long> bytes) {
        bytes.put(term + " q", 8L * size.total());
        bytes.put(term + " potential", 8L * size.centers());
        bytes.put(term + " sums", 8L * 6 * TermKernels.SHARES);
        bytes.put(term + " totals", 8L * 8);
        bytes.put(term + " virial", 8L * 8);
    }

    void reserve(ListSize size, Map<String, Long> bytes) {
        bytes.put(name + " tables", 8L * Math.max(1, tables.length));
        for (int p = 0; p < at.length; p++) {
            bytes.put(name + " at " + p, 4L * species * species);
            bytes.put(name + " ends " + p, 8L * species * species);
        }
        bytes.put(name + " self", 8L * species);
        bytes.put(name + " spread", 8L * species);
        if (waves != null) {
            waves.reserve(size, bytes);
        }
        if (mesh != null) {
            mesh.reserve(size, bytes);
        }
    }

    private boolean hasClouds() {
        return plan.spread() != null;
    }

    /** Brings numbers to the device, where that has not been done; {@link #place} does so, too. */
    void write() {
        if (written) {
            return;
        }
        kernels.write(name + " tables", tables, tables.length);
        for (int p = 0; p < at.length; p++) {
            kernels.write(name + " at " + p, at[p], at[p].length);
            kernels.write(name + " ends " + p, ends[p], ends[p].length);
        }
        kernels.write(name + " self", plan.self(), species);
        kernels.write(name + " spread", hasClouds() ? plan.spread() : new double[species], species);
        if (waves != null) {
            waves.write();
        }
        if (mesh != null) {
            mesh.write();
        }
        written = true;
    }

    /** Makes ready for the present positions: what does not depend on charges. */
    void place(ListSize size, String stopped, int step) {
        write();
        if (waves != null) {
            waves.place(size, stopped, step);
        }
        if (mesh != null) {
            mesh.place(size, stopped, step);
        }
    }

    /**
     * Adds to potentials, e/Å, and, times a factor, to {@code force} and {@code virial}.
     *
     * @param want {@link #POTENTIALS}, {@link #FORCES} or {@link #VIRIAL}
     * @param stopped the buffer with the step from which on nothing is to be done
     */
    void add(ListSize size, int want, double factor, String stopped, int step) {
        int n = size.centers();
        for (int p = plan.allPairs() ? at.length : 0; p < at.length; p++) {
            pairs(p, n, want, factor, stopped, step);
        }
        if (plan.allPairs()) {
            boolean clouds = hasClouds();
            String which = at.length == 0 ? " self" : " ends 0", where = at.length == 0 ? "types" : name + " at 0";
            kernels.run("all_pairs", n, step, stopped, n, species, RadialTable.LEAST_SQUARE, RadialTable.SHIFT, RadialTable.FIRST, clouds ? 1 : 0, want, factor, "x", "types", where, name + which,
                name + " tables", term + " q", term + " potential", "force", "virial");
            for (int p = clouds ? 1 : 0; p < at.length; p++) {
                pairs(p, n, want, factor, stopped, step);
            }
        }
        if (waves != null) {
            waves.add(size, want, factor, stopped, step);
        }
        if (mesh != null) {
            mesh.add(size, want, factor, stopped, step);
        }
    }

    private void pairs(int p, int n, int want, double factor, String stopped, int step) {
        kernels.run("pairs", n, step, stopped, n, species, RadialTable.LEAST_SQUARE, RadialTable.SHIFT, RadialTable.FIRST, want, factor, "x", "types", kernels.first(neighborhood),
            kernels.neighbors(neighborhood), name + " at " + p, name + " ends " + p, name + " tables", term + " q", term + " potential", "force", "virial");
    }

    /** Sums charges up: the total, that of charge times spread, of squares, and how many are beyond a size, into {@code totals}. */
    void sum(ListSize size, double most, String stopped, int step) {
        kernels.share("charge_shares", step, stopped, size.centers(), hasClouds() ? 1 : 0, most, "types", name + " spread", term + " q", term + " sums");
        kernels.single("total_shares", step, stopped, TermKernels.SHARES, 4, term + " sums", term + " totals");
    }

    /**
     * Completes potentials, eV/e, by what atoms give themselves.
     *
     * @param energy the buffer to which energies are added; null for none
     * @param density whether what a uniform density gives is added, for which {@code totals} must be there
     */
    void finish(ListSize size, String energy, boolean virial, boolean density, double factor, String stopped, int step) {
        double volume = density && plan.alpha() > 0 ? cell.volume() : 0;
        kernels.run("finish_potentials", size.centers(), step, stopped, size.centers(), hasClouds() ? 1 : 0, energy == null ? 0 : 1, virial ? 1 : 0, factor, volume, plan.alpha(), "types", name + " self",
            name + " spread", term + " totals", term + " q", term + " potential", energy == null ? term + " sums" : energy, "virial");
    }

    /** Of a sum's forces and virial. */
    static int want(boolean forces, boolean virial) {
        return virial ? VIRIAL : forces ? FORCES : POTENTIALS;
    }

    /** From e²/Å to eV. */
    static double unit() {
        return Units.COULOMB;
    }
}
