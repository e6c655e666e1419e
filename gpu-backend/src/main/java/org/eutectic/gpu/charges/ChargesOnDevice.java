package org.eutectic.gpu.charges;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.gpu.DeviceTerm;
import org.eutectic.gpu.ListSize;
import org.eutectic.gpu.TermKernels;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Dialect;
import org.eutectic.kernel.Outputs;
import org.eutectic.physics.charges.ChargeEquilibration;
import org.eutectic.physics.charges.ChargeTerm;
import org.eutectic.physics.coulomb.ChargeInteraction;
import org.eutectic.physics.coulomb.CoulombPlan;
import org.eutectic.physics.coulomb.CoulombSum;
import org.eutectic.physics.coulomb.TaperedSum;
import org.eutectic.term.TermValue;

/**
 * Charges that minimise their energy: {@code qeq}. They are always found by conjugate gradients, from the charges of the steps before; at the minimum forces are those at fixed charges, and what other
 * terms' energies add by reading the charges follows from one more search.
 *
 * <p>As on the processor, equations are solved with the sum made for charges of 1 e, and energies are computed with that made for the charges found.
 */
public final class ChargesOnDevice implements DeviceTerm {
    private static final int REMEMBERED = 3;
    /** Kinds of searches. */
    private static final int FROM_BEFORE = 0;
    private static final int FROM_NOTHING = 1;

    private final List<String> species;
    private final ChargeTerm.Term term;
    private final ChargeInteraction interaction;
    private final ChargeInteraction interactionFound;
    private final Neighborhood neighborhood;
    private final TermValue.OfTerm published;
    private TermKernels kernels;
    private ChargeSum searched;
    private ChargeSum found;
    private ChargeSearch search;
    private Cell cell;
    private int atoms;
    private boolean written;
    /** Of the steps before how many charges are known, and which buffer has the last. */
    private int known;
    private int last;
    private final double[] totals = new double[4];
    /** The sum with which the last energies were computed. */
    private ChargeSum used;

    /**
     * @param species of the structures to come, in their order
     * @param published under which other terms ask for the charges
     */
    public ChargesOnDevice(ChargeTerm.Term term, List<String> species, TermValue.OfTerm published) {
        this.term = term;
        this.species = species;
        this.published = published;
        interaction = term.interaction(species, 1);
        interactionFound = term.interaction(species, 1);
        neighborhood = interaction.neighborhoods().isEmpty() ? null : Neighborhood.full(interaction.cutoff());
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return neighborhood == null ? List.of() : List.of(neighborhood);
    }

    @Override
    public List<DeviceProgram> programs(Dialect dialect) {
        return List.of(CoulombOnDevice.program(dialect));
    }

    @Override
    public void connect(TermKernels kernels) {
        this.kernels = kernels;
        searched = new ChargeSum(kernels, kernels.name(), neighborhood, species.size());
        found = new ChargeSum(kernels, kernels.name() + " found", neighborhood, species.size());
        search = new ChargeSearch(kernels);
    }

    private static CoulombPlan plan(ChargeInteraction of, Cell cell, double squares, int atoms) {
        return of instanceof CoulombSum sum ? sum.plan(cell, 0, squares, atoms) : ((TaperedSum) of).plan();
    }

    @Override
    public void prepare(Cell cell, int atoms, int[] types, double[] charges) {
        searched.prepare(plan(interaction, cell, 0, atoms), cell);
        if (atoms != this.atoms) {
            known = 0;
        }
        this.cell = cell;
        this.atoms = atoms;
        written = false;
    }

    private String buffer(String name) {
        return kernels.name() + " " + name;
    }

    @Override
    public void reserve(ListSize size, Outputs outputs, Map<String, Long> bytes) {
        ChargeSum.reserveShared(kernels.name(), size, bytes);
        ChargeSearch.reserve(kernels.name(), size, bytes);
        for (String name : List.of("ones", "hardness", "chi")) {
            bytes.put(buffer(name), 8L * species.size());
        }
        for (int k = 0; k < REMEMBERED; k++) {
            bytes.put(buffer("past " + k), 8L * size.centers());
        }
        if (kernels.isRead(published)) {
            bytes.put(buffer("lambda"), 8L * size.centers());
            bytes.put(buffer("mixed"), 8L * size.centers());
        }
        searched.reserve(size, bytes);
    }

    private void write() {
        if (written) {
            return;
        }
        double[] ones = new double[species.size()];
        Arrays.fill(ones, 1);
        kernels.write(buffer("ones"), ones, ones.length);
        kernels.write(buffer("hardness"), term.hardness(species), species.size());
        double[] chi = term.chi(species);
        kernels.write(buffer("chi"), chi == null ? ones : chi, species.size());
        written = true;
    }

    @Override
    public void run(ListSize size, Outputs outputs, int step) {
        int n = size.centers();
        kernels.build(CoulombOnDevice.program(kernels.dialect()));
        write();
        String charges = kernels.values(published);
        searched.place(size, "stopped", step);
        if (!search.open(step)) {
            return;
        }
        guess(size, charges, step);
        kernels.run("set_right", n, step, search.done(), n, term.readChi() == null ? 1 : 0, "types", buffer("chi"), chi(), buffer("right"));
        search.solve(size, searched, charges, FROM_BEFORE, step);
        remember(n, charges, step);
        takeCharges(size, charges, step);
        searched.sum(size, ChargeEquilibration.CATASTROPHE, "stopped", step);
        kernels.read(buffer("totals"), totals, 4);
        if (totals[3] != 0) {
            throw catastrophe(n, charges);
        }
        if (term.counts() || kernels.isRead(published)) {
            used = forFound(size, step);
        }
        if (!term.counts()) {
            return;
        }
        used.add(size, ChargeSum.want(outputs.forces(), outputs.virial()), ChargeSum.unit(), "stopped", step);
        used.finish(size, kernels.energy(), outputs.virial(), true, ChargeSum.unit(), "stopped", step);
        boolean slopes = term.readChi() != null && outputs.forces();
        kernels.run("charge_energies", n, step, "stopped", n, term.readChi() == null ? 1 : 0, slopes ? 1 : 0, "types", buffer("chi"), chi(), buffer("hardness"), charges, kernels.energy(),
            slopes ? kernels.slopes(term.readChi()) : buffer("right"));
    }

    /** The buffer of electronegativities, or any where they go with species. */
    private String chi() {
        return term.readChi() == null ? buffer("right") : kernels.values(term.readChi());
    }

    /** Where charges seem to go, with the sum that they must have. */
    private void guess(ListSize size, String charges, int step) {
        int n = size.centers();
        kernels.run("guess_charges", n, step, search.done(), n, known, "atoms", past(0), past(1), past(2), charges);
        kernels.share("value_shares", step, search.done(), n, charges, buffer("sums"));
        kernels.single("total_shares", step, search.done(), TermKernels.SHARES, 1, buffer("sums"), buffer("totals"));
        kernels.run("meet_total", n, step, search.done(), n, term.total(), buffer("totals"), charges);
        kernels.run("take_charges", size.total(), step, search.done(), n, size.total(), 0, "types", "owners", buffer("ones"), charges, buffer("q"), buffer("potential"));
        searched.sum(size, ChargeEquilibration.CATASTROPHE, search.done(), step);
    }

    private String past(int age) {
        return buffer("past " + Math.floorMod(last - age, REMEMBERED));
    }

    private void remember(int n, String charges, int step) {
        last = (last + 1) % REMEMBERED;
        known = Math.min(REMEMBERED, known + 1);
        kernels.run("keep_charges", n, step, "stopped", n, "atoms", charges, past(0));
    }

    private void takeCharges(ListSize size, String source, int step) {
        kernels.run("take_charges", size.total(), step, "stopped", size.centers(), size.total(), 0, "types", "owners", buffer("ones"), source, buffer("q"), buffer("potential"));
    }

    /** The sum made for the charges found. */
    private ChargeSum forFound(ListSize size, int step) {
        if (!(interaction instanceof CoulombSum sum) || sum.plansAlike(totals[2], atoms)) {
            return searched;
        }
        found.prepare(plan(interactionFound, cell, totals[2], atoms), cell);
        Map<String, Long> bytes = new LinkedHashMap<>();
        found.reserve(size, bytes);
        kernels.reserve(bytes, atoms);
        found.place(size, "stopped", step);
        return found;
    }

    private RuntimeException catastrophe(int n, String charges) {
        double[] q = new double[n];
        int[] numbers = new int[n];
        kernels.read(charges, q, n);
        kernels.read("atoms", numbers, n);
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(q[i]) <= ChargeEquilibration.CATASTROPHE)) {
                return ChargeEquilibration.catastrophe(numbers[i], q[i]);
            }
        }
        return ChargeEquilibration.indefinite();
    }

    @Override
    public void reverse(ListSize size, Outputs outputs, int step) {
        if (!kernels.isRead(published)) {
            return;
        }
        int n = size.centers();
        String charges = kernels.values(published), lambda = buffer("lambda"), mixed = buffer("mixed");
        if (!search.open(step)) {
            return;
        }
        kernels.clear(lambda, 8L * n);
        kernels.clear(buffer("totals"), 8L * 4);
        kernels.run("set_right", n, step, search.done(), n, 0, "types", buffer("chi"), kernels.slopes(published), buffer("right"));
        search.solve(size, searched, lambda, FROM_NOTHING, step);
        for (int sign = 1; sign >= -1; sign -= 2) {
            kernels.run("set_values", n, step, "stopped", n, 1.0, charges, mixed);
            kernels.run("add_values", n, step, "stopped", n, (double) sign, lambda, mixed);
            takeCharges(size, mixed, step);
            used.sum(size, ChargeEquilibration.CATASTROPHE, "stopped", step);
            used.add(size, ChargeSum.want(true, outputs.virial()), 0.5 * sign * ChargeSum.unit(), "stopped", step);
            used.finish(size, null, outputs.virial(), true, 0.5 * sign * ChargeSum.unit(), "stopped", step);
        }
        if (term.readChi() != null) {
            kernels.run("add_values", n, step, "stopped", n, 1.0, lambda, kernels.slopes(term.readChi()));
        }
    }

    @Override
    public void close() {}
}
