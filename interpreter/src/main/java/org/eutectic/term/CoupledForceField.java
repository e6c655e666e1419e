package org.eutectic.term;

import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;

/**
 * The force field of a term that reads fields on atoms, or publishes some. An evaluation has two halves. Forward, in the order of the file, each term's {@link #compute}
 * runs: it sets the {@linkplain AtomField#values() values} of what it publishes, reads those of what it was given (the terms before it have set them), and computes its
 * energy E and the forces and virial at fixed values of what it reads; if forces are wanted it adds its own dE/dvalue to the {@linkplain AtomField#adjoints() adjoints}
 * of each field it reads. Backward, in the reverse order, each term's {@link #reverse} runs: by then, the adjoints of what it publishes are complete, and it adds the
 * forces and virial that follow from them, −Σ<sub>i</sub> adjoint<sub>i</sub> dvalue<sub>i</sub>/dx; where its values in turn depend on fields that it reads, it adds
 * Σ<sub>i</sub> adjoint<sub>i</sub> dvalue<sub>i</sub>/dfield to those fields' adjoints.
 *
 * <p>So charges q that minimise an energy E<sub>Q</sub>(q; χ) and are read by a term with the energy E(q) give, in {@code reverse}, the forces −λ·∂g/∂x with the
 * gradient g = ∂E<sub>Q</sub>/∂q and (∂g/∂q) λ = −adjoint, one linear system (no derivative of each charge is formed), and hand on λ, for ∂g/∂χ = 1, as adjoint of χ.
 */
public interface CoupledForceField extends ForceField {

    /**
     * Where its fields lie from now on; called once, before anything is computed.
     *
     * @param name of the term, under which others ask for what it publishes
     */
    void connect(String name, FieldExchange exchange);

    /**
     * Adds what follows from the adjoints of the fields it publishes. Only called where forces are wanted. A term that only reads has nothing to do.
     *
     * @param out holds the forces and the virial of this term alone, as {@link #compute} left them
     */
    default void reverse(NeighborList list, boolean virial, Evaluation out) {}
}
