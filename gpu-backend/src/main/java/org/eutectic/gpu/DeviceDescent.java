package org.eutectic.gpu;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eutectic.md.dynamics.DescentRule;

/** The kernels of a descent beside forces: what forces and velocities say of all atoms, which the device itself draws its conclusions from, and moves. */
final class DeviceDescent {
    /** What the device leaves in {@code trouble}: no force is larger than the tolerance any more; energy or forces are not finite. */
    static final int ARRIVED = 2;
    static final int NOT_FINITE = 3;

    /** Threads that share a sum over all atoms, and members of the group that adds up what they have: always as many, so that the sum is the same. */
    private static final int SHARES = 4096;
    private static final int MEMBERS = 64;
    /** Numbers that each share has: the kernels say which. */
    private static final int SUMS = 6;
    private static final int STATE = 8;

    private final Supplier<ComputeDevice.Kernels> kernels;
    private final DeviceMemory memory;
    private final int centers;
    private final double limitSquared;
    private DescentRule rule;
    private double tolerance;
    /** Whether there are forces to go by. */
    private boolean begun;

    /** @param limitSquared the square of the distance that an atom may have from where it was when the list was made, Å² */
    DeviceDescent(Supplier<ComputeDevice.Kernels> kernels, DeviceMemory memory, int centers, double limitSquared) {
        this.kernels = kernels;
        this.memory = memory;
        this.centers = centers;
        this.limitSquared = limitSquared;
    }

    /** Whether forces have been looked at. */
    boolean begun() {
        return begun;
    }

    /** Makes ready for some steps; where none was made before, atoms are at rest. */
    void prepare(DescentRule by, double largestForce, int count) {
        rule = by;
        tolerance = largestForce;
        memory.reserve(Map.of("descent", 8L * STATE, "descent sums", 8L * SUMS * SHARES, "figures", 16L * count), centers);
        if (!begun) {
            memory.write("descent", new double[] {by.step(), by.mixing(), 0, 0, 0, 0, 0, 0}, STATE);
            memory.get("v").clear(24L * centers);
        }
    }

    private void run(String kernel, int threads, int group, Object... arguments) {
        kernels.get().run(kernel, threads, group, Arrays.stream(arguments).map(a -> a instanceof String s ? memory.get(s) : a).toList());
    }

    /** Moves atoms by the forces of the step before. */
    void move(int step, int threads, int group) {
        run("steer", SHARES, MEMBERS, centers, step - 1, "stopped", "atoms", "u", "v", "response", "force", "descent", "descent sums");
        run("pace", MEMBERS, MEMBERS, step - 1, "stopped", SHARES, "descent sums", rule.largestMove(), "descent");
        run("fall", threads, group, centers, step, "stopped", limitSquared, "atoms", "u", "start", "v", "descent", "force", "offsets", "x");
    }

    /** Looks at what forces there are, and concludes how to go on. */
    void look(int step, List<String> energies) {
        for (int t = 0; t < energies.size(); t++) {
            run("energy_shares", SHARES, MEMBERS, centers, step, "stopped", energies.get(t), t == 0 ? 1 : 0, "descent sums");
        }
        run("slopes", SHARES, MEMBERS, centers, step, "stopped", "atoms", "v", "response", "force", "descent sums");
        run("conclude", MEMBERS, MEMBERS, step, "stopped", SHARES, "descent sums", tolerance, rule.mixing(), rule.mixingFactor(), rule.largestStep(), rule.smallestStep(), rule.speedUp(), rule.slowDown(),
            rule.patience(), rule.largestMove(), "descent", "figures", "trouble");
        begun = true;
    }

    /** Brings home what was found in some steps. */
    void fetch(int count, double[] figures) {
        if (count > 0) {
            memory.read("figures", figures, 2 * count);
        }
    }
}
