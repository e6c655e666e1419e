package org.eutectic.md.relax;

import java.util.function.Supplier;

/** How the next step downhill is found. */
public enum DescentMethod {
    /** The limited-memory method of Broyden, Fletcher, Goldfarb and Shanno. */
    LBFGS(() -> new LimitedMemoryBfgs(CrystalEnergy.STIFFNESS)),
    /** Conjugate gradients. */
    CG(() -> new ConjugateGradients(CrystalEnergy.STIFFNESS));

    private final Supplier<Descent.Direction> direction;

    DescentMethod(Supplier<Descent.Direction> direction) {
        this.direction = direction;
    }

    Descent.Direction begin() {
        return direction.get();
    }
}
