package org.eutectic;

/** What evaluates a potential. */
public enum Backend {
    /** A plain walk over the graph: slow, obvious, the oracle. */
    REFERENCE,
    /** Compiled at run time, on several threads. */
    TRUFFLE
}
