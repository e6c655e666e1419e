package org.eutectic.term;

import java.util.List;
import java.util.Map;
import org.eutectic.check.Dimension;

/**
 * A kind of built-in term, found through {@link java.util.ServiceLoader}: what {@code term electro = coulomb(charge = {Na: 1 e, Cl: -1 e}, method = ewald)}
 * names. Arguments reach {@link #create} checked: known, complete, of the right kind and dimension, in internal units (eV, Å, u, e).
 */
public interface TermFactory {

    /** Its name in the language: {@code coulomb}, {@code d3}, {@code snap}, … */
    String name();

    /** What it takes, in the order in which arguments may stand without their names. */
    List<Argument> arguments();

    /**
     * Fields on atoms that its force fields hand to other terms and to the potential's equations, such as {@code charge}, with their dimensions; the force fields are then
     * {@link CoupledForceField}s. Equations read the first by the term's name.
     */
    default Map<String, Dimension> publishes() {
        return Map.of();
    }

    /**
     * The term with its files read, for all species that it is to know.
     *
     * @throws TermException for an argument whose value, or whose file's content, is not as it should be
     */
    BuiltInTerm create(TermRequest request) throws TermException;
}
