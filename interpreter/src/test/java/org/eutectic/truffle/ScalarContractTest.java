package org.eutectic.truffle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.RootCallTarget;
import com.oracle.truffle.api.nodes.NodeUtil;
import java.util.Arrays;
import java.util.List;
import org.eutectic.Potential;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.ForceFieldContract;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.kernel.Kernel;
import org.eutectic.kernel.Outputs;
import org.eutectic.kernel.Scheduler;
import org.junit.jupiter.api.Test;

/** Half lists and all else as in {@link CompiledContractTest}, but one neighbor at a time: what {@code -Deutectic.scalar=true} runs. */
class ScalarContractTest extends ForceFieldContract {
    private static final String PAIR = "potential X { species Ar; cutoff 5 Å; energy[i] = 1/2*sum(j) exp(-r[i,j]/1 Å)*1 eV }";

    @Override
    protected ForceField forceField(Potential potential, int threads) {
        CompiledForceField field = new CompiledForceField(potential.name(), potential.species(), potential.terms(), threads, false);
        assertTrue(field.kernels(Outputs.ALL).stream().noneMatch(Kernel::lanes), "a routine that takes several neighbors at a time");
        return field;
    }

    @Override
    protected int callsUntilWarm() {
        // That compiled code does what interpreted code does, is tested with lanes.
        return Boolean.getBoolean("eutectic.slow") ? 800 : 1;
    }

    private static long lanes(Kernel kernel) {
        CallTarget[] targets = Runtime.shared().routine(kernel).targets;
        return Arrays.stream(targets).mapToLong(t -> NodeUtil.findAllNodeInstances(((RootCallTarget) t).getRootNode(), LaneLoopNode.class).size()).sum();
    }

    @Test
    void aScalarRoutineHasNoLoopInLanes() {
        SiteEnergy site = Potential.parse(PAIR).terms().getFirst();
        Kernel kernel = Scheduler.schedule(site, Outputs.ALL);
        assertTrue(kernel.lanes(), "the potential of this test no longer fits lanes");
        assertEquals(1, lanes(kernel));
        assertEquals(0, lanes(Scheduler.schedule(site, Outputs.ALL, false)));
    }

    @Test
    void innerLoopsBeyondTheFirstShellAreInLanesToo() {
        String angles = "potential X { species Ar; cutoff %s; energy[i] = sum(j < k) exp(-(r[i,j] + r[i,k])/1 Å)*(cos[j,i,k] + 1/3)^2*1 eV }";
        Kernel far = Scheduler.schedule(Potential.parse(angles.formatted("5 Å")).terms().getFirst(), Outputs.ALL), near =
            Scheduler.schedule(Potential.parse(angles.formatted("3 Å")).terms().getFirst(), Outputs.ALL);
        assertTrue(inner(far) > 0, "triplets within 5 Å, one at a time");
        assertEquals(0, inner(near));
    }

    private static long inner(Kernel kernel) {
        CallTarget[] targets = Runtime.shared().routine(kernel).targets;
        return Arrays.stream(targets).mapToLong(t -> NodeUtil.findAllNodeInstances(((RootCallTarget) t).getRootNode(), InnerLaneLoopNode.class).size()).sum();
    }

    @Test
    void unlessItIsToldOtherwiseAForceFieldTakesLanes() {
        Potential p = Potential.parse(PAIR);
        try (CompiledForceField field = new CompiledForceField(p.name(), p.species(), p.terms(), 1)) {
            assertEquals(List.of(true), field.kernels(Outputs.ALL).stream().map(Kernel::lanes).toList());
        }
    }
}
