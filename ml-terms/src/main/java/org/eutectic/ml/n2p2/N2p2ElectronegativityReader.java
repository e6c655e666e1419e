package org.eutectic.ml.n2p2;

/** {@code network X[O] = n2p2_chi("H2O_RPBE-D3_4G")}: an element's network of the fourth generation that gives its electronegativity. */
public final class N2p2ElectronegativityReader extends N2p2NetworkReader {
    @Override
    public String keyword() {
        return "n2p2_chi";
    }

    @Override
    Directory.Kind kind() {
        return Directory.Kind.ELECTRONEGATIVITY;
    }
}
