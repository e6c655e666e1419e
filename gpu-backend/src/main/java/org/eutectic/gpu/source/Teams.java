package org.eutectic.gpu.source;

import java.util.List;
import org.eutectic.kernel.Kernel;

/** Whether a group of threads computes what one center gives, instead of one thread. */
public enum Teams {
    /** Where a center is much work that many can share: see {@link StageWork}. */
    BY_WORK,
    ALWAYS,
    NEVER;

    /** Threads of such a group; results do not depend on which it is. */
    public static final List<Integer> SIZES = List.of(32, 64);

    /**
     * Whether groups serve a routine.
     *
     * @param all that gives energy, forces and virial: what gives less of these must be computed the same way, so that it has the same last digits
     */
    public boolean serve(Kernel all) {
        return switch (this) {
            case BY_WORK -> all.stages().stream().anyMatch(stage -> StageWork.of(all, stage).isForMany());
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }
}
