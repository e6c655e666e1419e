package org.eutectic.truffle;

import com.oracle.truffle.api.CallTarget;
import org.eutectic.kernel.Kernel;

/** A kernel's stages as call targets, and how many arrays of lanes each works on. */
final class Routine {
    final Kernel kernel;
    final CallTarget[] targets;
    final int[] lanes;
    /** How often it has been called only to be compiled. */
    int warmUps;

    Routine(EutecticLanguage language, Kernel kernel) {
        this.kernel = kernel;
        int stages = kernel.stages().size();
        targets = new CallTarget[stages];
        lanes = new int[stages];
        for (int s = 0; s < stages; s++) {
            StageRootNode root = Translator.root(language, kernel, s);
            targets[s] = root.getCallTarget();
            lanes[s] = root.lanes();
        }
    }
}
