package org.eutectic;

import java.util.List;
import org.eutectic.atoms.ForceField;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.reference.ReferenceForceField;
import org.eutectic.truffle.CompiledForceField;

/** What evaluates a potential on the processor. */
public enum Backend implements TermCompiler {
    /** A plain walk over the graph: slow, obvious, the oracle. */
    REFERENCE {
        @Override
        public ForceField compile(String name, List<String> species, List<SiteEnergy> terms, int threads) {
            return new ReferenceForceField(name, species, terms);
        }
    },
    /** Compiled at run time, on several threads. */
    TRUFFLE {
        @Override
        public ForceField compile(String name, List<String> species, List<SiteEnergy> terms, int threads) {
            return new CompiledForceField(name, species, terms, threads);
        }
    }
}
