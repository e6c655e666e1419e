package org.eutectic.physics.coulomb;

import java.util.Locale;

/** How interactions of charges are summed. */
public enum CoulombMethod {
    /** 1/r, cut off without more ado. */
    CUT(false, false),
    /** Damped, shifted so that energy and force vanish at the cutoff: C. J. Fennell and J. D. Gezelter, J. Chem. Phys. 124, 234104 (2006). */
    DSF(false, true),
    /** Damped, shifted so that the energy vanishes at the cutoff: D. Wolf, P. Keblinski, S. R. Phillpot and J. Eggebrecht, J. Chem. Phys. 110, 8254 (1999). */
    WOLF(false, true),
    /** All images: P. P. Ewald, Ann. Phys. 369, 253 (1921). Without images, all pairs. */
    EWALD(true, false),
    /** All images, on a mesh: U. Essmann et al., J. Chem. Phys. 103, 8577 (1995). Without images, all pairs. */
    PME(true, false),
    /** All pairs of a structure that is not periodic. */
    DIRECT(false, false);

    private final boolean allImages;
    private final boolean damped;

    CoulombMethod(boolean allImages, boolean damped) {
        this.allImages = allImages;
        this.damped = damped;
    }

    /** Whether it sums over all images in three directions, to a stated accuracy. */
    public boolean allImages() {
        return allImages;
    }

    /** Whether it takes a damping. */
    public boolean damped() {
        return damped;
    }

    /** As the language writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
