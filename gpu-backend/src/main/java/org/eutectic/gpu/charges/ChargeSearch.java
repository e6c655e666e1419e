package org.eutectic.gpu.charges;

import java.util.Map;
import org.eutectic.gpu.ListSize;
import org.eutectic.gpu.TermKernels;
import org.eutectic.physics.charges.ChargeEquilibration;

/**
 * Conjugate gradients on a device for H x + μ = b, where H is a sum over charges and a hardness; see {@code equilibration.h}. All numbers stay there: the host asks for some turns ahead and looks
 * whether they were enough. Results do not depend on how many it asks for.
 */
final class ChargeSearch {
    /** What became of a search; 0 as long as it goes on. */
    private static final int FOUND = 1;
    private static final int INDEFINITE = 2;
    private static final int LOST = 3;
    /** Turns that are asked for before somebody looks again. */
    private static final int AHEAD = 3;

    private final TermKernels kernels;
    private final String term;
    private final int[] state = new int[2];
    /** Turns that the search before took, of each kind: from the charges before, or from nothing. */
    private final int[] before = {AHEAD, AHEAD};

    ChargeSearch(TermKernels kernels) {
        this.kernels = kernels;
        this.term = kernels.name();
    }

    static void reserve(String term, ListSize size, Map<String, Long> bytes) {
        for (String name : new String[] {" right", " residual", " direction"}) {
            bytes.put(term + name, 8L * size.centers());
        }
        bytes.put(term + " search", 8L * 8);
        bytes.put(term + " state", 8L);
        bytes.put(term + " done", 8L);
    }

    private String buffer(String name) {
        return term + " " + name;
    }

    /** Where the buffer is that stands for {@code stopped} in a search. */
    String done() {
        return buffer("done");
    }

    /** Begins one: from here on {@link #done} is good. Gives whether atoms still move; where they do not, there is nothing to find. */
    boolean open(int step) {
        kernels.run("open_search", 1, step, "stopped", done(), buffer("state"));
        kernels.read(done(), state, 1);
        return state[0] > step;
    }

    /**
     * Finds x with the sum that it has.
     *
     * @param sum placed where atoms are; {@code totals} hold those of x
     * @param x the buffer of a guess, which is replaced by the solution
     * @param kind which of the numbers of turns to go by
     * @throws org.eutectic.atoms.StructureException where H is indefinite
     */
    void solve(ListSize size, ChargeSum sum, String x, int kind, int step) {
        int n = size.centers();
        apply(size, sum, x, true, step);
        kernels.share("begin_residual", step, done(), n, "types", buffer("hardness"), buffer("right"), buffer("potential"), x, buffer("residual"), buffer("sums"));
        kernels.single("find_mean", step, done(), TermKernels.SHARES, 2, buffer("sums"), buffer("search"));
        look(n, true, step);
        for (int ahead = before[kind]; ; ahead = AHEAD) {
            for (int k = 0; k < ahead; k++) {
                turn(size, sum, x, step);
            }
            kernels.read(buffer("state"), state, 2);
            if (state[0] == INDEFINITE) {
                throw ChargeEquilibration.indefinite();
            }
            if (state[0] == LOST) {
                throw ChargeEquilibration.notFound(largest(n));
            }
            if (state[0] == FOUND) {
                before[kind] = Math.max(1, state[1]);
                return;
            }
        }
    }

    private void turn(ListSize size, ChargeSum sum, String x, int step) {
        int n = size.centers();
        apply(size, sum, buffer("direction"), false, step);
        kernels.share("curvature_shares", step, done(), n, "types", buffer("hardness"), buffer("direction"), buffer("potential"), buffer("sums"));
        kernels.single("measure_step", step, done(), TermKernels.SHARES, buffer("sums"), buffer("search"), buffer("state"));
        kernels.share("take_step", step, done(), n, "types", buffer("hardness"), buffer("search"), buffer("direction"), buffer("potential"), x, buffer("residual"), buffer("sums"));
        kernels.single("find_mean", step, done(), TermKernels.SHARES, 1, buffer("sums"), buffer("search"));
        look(n, false, step);
    }

    /** How large the residual is, and where to go. */
    private void look(int n, boolean first, int step) {
        kernels.share("project_residual", step, done(), n, ChargeEquilibration.TOLERANCE, "types", buffer("hardness"), buffer("search"), buffer("residual"), buffer("sums"));
        kernels.single("judge", step, done(), TermKernels.SHARES, first ? 1 : 0, ChargeEquilibration.MOST_STEPS, buffer("sums"), buffer("search"), buffer("state"));
        kernels.run("turn_direction", n, step, done(), n, first ? 1 : 0, "types", buffer("hardness"), buffer("search"), buffer("residual"), buffer("direction"));
    }

    /** K times x, into potentials. What a uniform density gives to numbers that sum to zero is the same for all, and falls out. */
    private void apply(ListSize size, ChargeSum sum, String x, boolean density, int step) {
        kernels.run("take_charges", size.total(), step, done(), size.centers(), size.total(), 0, "types", "owners", buffer("ones"), x, buffer("q"), buffer("potential"));
        sum.add(size, ChargeSum.POTENTIALS, ChargeSum.unit(), done(), step);
        sum.finish(size, null, false, density, ChargeSum.unit(), done(), step);
    }

    private double largest(int n) {
        double[] residual = new double[n];
        kernels.read(buffer("residual"), residual, n);
        double most = 0;
        for (double r : residual) {
            most = Math.max(most, Math.abs(r));
        }
        return most;
    }
}
