package org.eutectic.atoms;

import java.util.Arrays;
import java.util.List;

/** What a force field gives for one configuration. Reused between calls; nothing here is allocated in a time step once it is large enough. */
public final class Evaluation {
    private double energy;
    private double[] siteEnergies = new double[0];
    private double[] forces = new double[0];
    private final double[] virial = new double[9];
    private double[] chargeSlopes = new double[0];
    private List<String> terms = List.of();
    private double[] termEnergies = new double[0];
    private List<String> fields = List.of();
    private double[][] fieldValues = new double[0][];

    /** Makes room for so many atoms and sets everything to zero. */
    public void reset(int atoms) {
        resize(atoms);
        Arrays.fill(siteEnergies, 0);
        Arrays.fill(forces, 0);
    }

    /** Like {@link #reset}, but leaves the energies of sites and the forces as they are: for those who set each of them. */
    public void resize(int atoms) {
        if (siteEnergies.length != atoms) {
            siteEnergies = new double[atoms];
            forces = new double[3 * atoms];
        }
        Arrays.fill(virial, 0);
        Arrays.fill(chargeSlopes, 0);
        energy = 0;
        terms = List.of();
        fields = List.of();
    }

    /** Total energy, eV; NaN where it was not asked for. */
    public double energy() {
        return energy;
    }

    public void setEnergy(double energy) {
        this.energy = energy;
    }

    /** Energy of each site, eV; they sum to the total. */
    public double[] siteEnergies() {
        return siteEnergies;
    }

    /** Forces, eV/Å, {@code fx0 fy0 fz0 fx1 …}. */
    public double[] forces() {
        return forces;
    }

    /** Virial in eV, 3×3 in row order: −V·stress = −dE/dε, positive under compression. */
    public double[] virial() {
        return virial;
    }

    /**
     * The derivative of the energy with respect to each atom's charge, eV/e; zero unless the force field computes it, and forces were asked for.
     *
     * @param atoms how many there are
     */
    public double[] chargeSlopes(int atoms) {
        if (chargeSlopes.length != atoms) {
            chargeSlopes = new double[atoms];
        }
        return chargeSlopes;
    }

    /** The names of the summands, where a potential has several; empty where it is of one piece. */
    public List<String> terms() {
        return terms;
    }

    /** The energies of the {@link #terms}, eV; NaN where the energy was not asked for. */
    public double[] termEnergies() {
        return termEnergies;
    }

    /**
     * @param names an immutable list
     * @param energies one for each, eV; copied
     */
    public void setTerms(List<String> names, double[] energies) {
        if (termEnergies.length != energies.length) {
            termEnergies = new double[energies.length];
        }
        System.arraycopy(energies, 0, termEnergies, 0, energies.length);
        terms = names;
    }

    /** The names of what terms found for each atom, such as charges; empty where they found nothing. */
    public List<String> fields() {
        return fields;
    }

    /** The values of a field for each atom, internal units; null where there is none of this name. */
    public double[] field(String name) {
        int at = fields.indexOf(name);
        return at < 0 ? null : fieldValues[at];
    }

    /**
     * Makes room for a value for each atom in each of some fields; whoever calls this sets them.
     *
     * @param names an immutable list
     */
    public void setFields(List<String> names, int atoms) {
        if (fieldValues.length != names.size() || names.size() > 0 && fieldValues[0].length != atoms) {
            fieldValues = new double[names.size()][atoms];
        }
        fields = names;
    }

    /** Adds another term's result to this one; both must be of the same size. */
    public void add(Evaluation other) {
        energy += other.energy;
        for (int i = 0; i < siteEnergies.length; i++) {
            siteEnergies[i] += other.siteEnergies[i];
        }
        addForces(other);
    }

    /** Adds another term's forces and virial to these; both must be of the same size. */
    public void addForces(Evaluation other) {
        for (int i = 0; i < forces.length; i++) {
            forces[i] += other.forces[i];
        }
        for (int i = 0; i < 9; i++) {
            virial[i] += other.virial[i];
        }
    }
}
