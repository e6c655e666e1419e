package org.eutectic.gpu.charges;

import java.util.Map;
import org.eutectic.gpu.ListSize;
import org.eutectic.gpu.TermKernels;
import org.eutectic.physics.coulomb.CoulombPlan;

/** Ewald's sum in reciprocal space, wave by wave. */
final class ChargeWaves {
    /** A wave's sum over all atoms is shared among so many threads at most, each with so many atoms at least. */
    private static final int MOST_SHARES = 64;
    private static final int ATOMS_A_SHARE = 256;

    private final TermKernels kernels;
    private final String name;
    private final CoulombPlan.Waves waves;
    private final int count;
    private final double quarter;

    ChargeWaves(TermKernels kernels, String name, CoulombPlan.Waves waves, double alpha) {
        this.kernels = kernels;
        this.name = name;
        this.waves = waves;
        this.count = waves.weights().length;
        this.quarter = 1 / (4 * alpha * alpha);
    }

    private static int shares(ListSize size) {
        return Math.clamp(size.centers() / ATOMS_A_SHARE, 1, MOST_SHARES);
    }

    void reserve(ListSize size, Map<String, Long> bytes) {
        int[] most = waves.most();
        bytes.put(name + " waves", 12L * Math.max(1, count));
        bytes.put(name + " weights", 8L * Math.max(1, count));
        bytes.put(name + " basis", 8L * 9);
        bytes.put(name + " phases", 16L * (most[0] + most[1] + most[2] + 3) * size.centers());
        bytes.put(name + " factors", 16L * Math.max(1, count) * shares(size));
        bytes.put(name + " weighted", 16L * Math.max(1, count));
    }

    void write() {
        kernels.write(name + " waves", waves.numbers(), 3 * count);
        kernels.write(name + " weights", waves.weights(), count);
        kernels.write(name + " basis", waves.basis(), 9);
    }

    void place(ListSize size, String stopped, int step) {
        int[] most = waves.most();
        kernels.run("phases", size.centers(), step, stopped, size.centers(), most[0], most[1], most[2], "x", name + " basis", name + " phases");
    }

    void add(ListSize size, int want, double factor, String stopped, int step) {
        int n = size.centers(), shares = shares(size);
        int[] most = waves.most();
        String term = kernels.name();
        kernels.run("structure_factors", count * shares, step, stopped, n, count, shares, most[0], most[1], most[2], name + " waves", name + " phases", term + " q", name + " factors");
        kernels.share("weigh_waves", step, stopped, count, shares, want == ChargeSum.VIRIAL ? 1 : 0, quarter, name + " waves", name + " basis", name + " weights", name + " factors", name + " weighted",
            term + " sums");
        if (want == ChargeSum.VIRIAL) {
            kernels.single("total_shares", step, stopped, TermKernels.SHARES, 6, term + " sums", term + " virial");
            kernels.run("keep_virial", 9, step, stopped, factor, term + " virial", "virial");
        }
        kernels.run("read_waves", n, step, stopped, n, count, most[0], most[1], most[2], want, factor, name + " waves", name + " basis", name + " phases", name + " weighted", term + " q",
            term + " potential", "force");
    }
}
