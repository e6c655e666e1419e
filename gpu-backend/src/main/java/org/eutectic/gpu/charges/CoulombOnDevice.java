package org.eutectic.gpu.charges;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.gpu.DeviceTerm;
import org.eutectic.gpu.ListSize;
import org.eutectic.gpu.TermKernels;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Dialect;
import org.eutectic.kernel.Outputs;
import org.eutectic.physics.coulomb.CoulombPlan;
import org.eutectic.physics.coulomb.CoulombSum;
import org.eutectic.physics.coulomb.CoulombTerm;
import org.eutectic.term.TermValue;

/** The energy of charges that go with species, are the structure's or are those that another term finds: {@code coulomb}. */
public final class CoulombOnDevice implements DeviceTerm {
    private final List<String> species;
    private final CoulombSum numbers;
    private final Neighborhood neighborhood;
    private final double[] fixed;
    private final boolean[] known;
    private final TermValue.OfTerm read;
    /** What the charges must sum to, e. */
    private final double stated;
    private TermKernels kernels;
    private ChargeSum sum;
    private boolean clouds;
    private Cell cell;
    private int atoms;
    private boolean written;
    /** Σq, and Σq s with the spread s of an atom's charge. */
    private final double[] totals = new double[4];

    /** @param species of the structures to come, in their order */
    public CoulombOnDevice(CoulombTerm.Term term, List<String> species) {
        this.species = species;
        this.numbers = term.sum(species, 1);
        this.neighborhood = numbers.neighborhoods().isEmpty() ? null : Neighborhood.full(numbers.cutoff());
        this.fixed = term.fixedCharges(species);
        this.known = term.known(species);
        this.read = term.readCharges();
        this.stated = Double.isFinite(term.settings().total()) ? term.settings().total() : 0;
    }

    /** The program of sums over charges. */
    public static DeviceProgram program(Dialect dialect) {
        return DeviceProgram.of(dialect, "sums over charges", "Sums over charges: pairs, waves and meshes.", "lists.h", "pairs.h", "coulomb.h", "fft.h", "mesh.h", "equilibration.h");
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return neighborhood == null ? List.of() : List.of(neighborhood);
    }

    @Override
    public List<TermValue> reads() {
        return read == null ? List.of() : List.of(read);
    }

    @Override
    public List<DeviceProgram> programs(Dialect dialect) {
        return List.of(program(dialect));
    }

    @Override
    public void connect(TermKernels kernels) {
        this.kernels = kernels;
        sum = new ChargeSum(kernels, kernels.name(), neighborhood, species.size());
    }

    @Override
    public void prepare(Cell cell, int atoms, int[] types, double[] charges) {
        boolean same = cell.equals(this.cell) && atoms == this.atoms;
        this.cell = cell;
        this.atoms = atoms;
        written = false;
        if (read != null) {
            // For which charges, turns out when they have been found.
            if (!same) {
                sum.prepare(numbers.plan(cell, stated, 0, atoms), cell);
            }
            return;
        }
        if (fixed == null && charges == null) {
            throw StructureException.of(Kind.UNFIT, "charge = structure asks for the structure's charges, and it has none: give the file a column of them, or the term charges by species");
        }
        double total = 0, squares = 0;
        for (int i = 0; i < atoms; i++) {
            double q = charge(types[i], charges, i);
            total += q;
            squares += q * q;
        }
        CoulombPlan plan = numbers.plan(cell, total, squares, atoms);
        clouds = plan.spread() != null;
        totals[0] = total;
        totals[1] = 0;
        for (int i = 0; i < atoms && clouds; i++) {
            totals[1] += charge(types[i], charges, i) * plan.spread()[types[i]];
        }
        sum.prepare(plan, cell);
    }

    private double charge(int type, double[] charges, int atom) {
        return fixed != null ? fixed[type] : known[type] ? charges[atom] : 0;
    }

    @Override
    public void reserve(ListSize size, Outputs outputs, Map<String, Long> bytes) {
        ChargeSum.reserveShared(kernels.name(), size, bytes);
        bytes.put(kernels.name() + " by species", 8L * species.size());
        sum.reserve(size, bytes);
    }

    @Override
    public void run(ListSize size, Outputs outputs, int step) {
        String term = kernels.name();
        kernels.build(program(kernels.dialect()));
        if (!written) {
            double[] each = new double[species.size()];
            for (int k = 0; k < each.length; k++) {
                each[k] = fixed != null ? fixed[k] : known[k] ? 1 : 0;
            }
            kernels.write(term + " by species", each, each.length);
            kernels.write(term + " totals", totals, totals.length);
            written = true;
        }
        kernels.run("take_charges", size.total(), step, "stopped", size.centers(), size.total(), fixed != null ? 1 : 0, "types", "owners", term + " by species",
            read == null ? "charges" : kernels.values(read), term + " q", term + " potential");
        if (read != null) {
            fit(size, step);
        }
        sum.place(size, "stopped", step);
        sum.add(size, ChargeSum.want(outputs.forces(), outputs.virial()), ChargeSum.unit(), "stopped", step);
        sum.finish(size, kernels.energy(), outputs.virial(), true, ChargeSum.unit(), "stopped", step);
        if (read != null && outputs.forces()) {
            kernels.run("add_slopes", size.centers(), step, "stopped", size.centers(), "types", term + " by species", term + " potential", kernels.slopes(read));
        }
    }

    /** Chooses the sum for the charges that were found. */
    private void fit(ListSize size, int step) {
        String term = kernels.name();
        sum.write();
        sum.sum(size, Double.POSITIVE_INFINITY, "stopped", step);
        kernels.read(term + " totals", totals, totals.length);
        if (!Double.isFinite(totals[2])) {
            return;
        }
        CoulombPlan plan = numbers.plan(cell, totals[0], totals[2], atoms);
        sum.prepare(plan, cell);
        Map<String, Long> bytes = new LinkedHashMap<>();
        sum.reserve(size, bytes);
        kernels.reserve(bytes, atoms);
    }

    @Override
    public void close() {}
}
