package org.eutectic.gpu;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.ForceFieldContract;
import org.junit.jupiter.api.BeforeAll;

/** Force fields on the first OpenCL device keep the contract: a few of a kind, or all with {@code -Deutectic.devices.all=true}, since PoCL compiles each for seconds. */
class DeviceContractTest extends ForceFieldContract {
    private static final Set<String> FEW = Set.of("alloy", "stages");

    @Override
    protected boolean isTried(String file) {
        return Boolean.getBoolean("eutectic.devices.all") || FEW.contains(file);
    }

    @BeforeAll
    static void find() {
        DeviceReport report = Devices.openCl();
        assumeTrue(!report.devices().isEmpty(), "no OpenCL device, so forces are not tested on one: " + report.problem());
    }

    @Override
    protected ForceField forceField(Potential potential, int threads) {
        return new DeviceChoice(DeviceChoice.Kind.OPENCL, 0).compiler(Backend.TRUFFLE).compile(potential.name(), potential.species(), potential.terms(), threads);
    }
}
