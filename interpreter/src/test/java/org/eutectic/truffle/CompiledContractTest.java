package org.eutectic.truffle;

import org.eutectic.Potential;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.ForceFieldContract;

/** The compiled force field keeps the contract. */
class CompiledContractTest extends ForceFieldContract {
    @Override
    protected ForceField forceField(Potential potential, int threads) {
        return new CompiledForceField(potential.name(), potential.species(), potential.terms(), threads);
    }

    @Override
    protected int callsUntilWarm() {
        return 800;
    }
}
