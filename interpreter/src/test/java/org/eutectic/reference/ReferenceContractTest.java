package org.eutectic.reference;

import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.ForceFieldContract;

/** The oracle keeps the contract itself. */
class ReferenceContractTest extends ForceFieldContract {
    @Override
    protected ForceField forceField(Potential potential, int threads) {
        return potential.forceField(Backend.REFERENCE, threads);
    }
}
