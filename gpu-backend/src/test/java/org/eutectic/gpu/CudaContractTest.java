package org.eutectic.gpu;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.ForceFieldContract;
import org.junit.jupiter.api.BeforeAll;

/** Force fields on the first CUDA device keep the contract. */
class CudaContractTest extends ForceFieldContract {
    @BeforeAll
    static void find() {
        DeviceReport report = Devices.cuda();
        assumeTrue(!report.devices().isEmpty(), "no CUDA device, so forces are not tested on one: " + report.problem());
    }

    @Override
    protected ForceField forceField(Potential potential, int threads) {
        return new DeviceChoice(DeviceChoice.Kind.CUDA, 0).compiler(Backend.TRUFFLE).compile(potential.name(), potential.species(), potential.terms(), threads);
    }
}
