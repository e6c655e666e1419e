package org.eutectic.cli.bench;

import java.util.List;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;

/** A force field with a stopwatch. */
final class TimedForceField implements ForceField {
    private final ForceField field;
    private long nanoseconds;
    private long calls;

    TimedForceField(ForceField field) {
        this.field = field;
    }

    @Override
    public String name() {
        return field.name();
    }

    @Override
    public List<String> species() {
        return field.species();
    }

    @Override
    public double cutoff() {
        return field.cutoff();
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return field.neighborhoods();
    }

    @Override
    public List<Neighborhood> neighborhoods(List<String> present) {
        return field.neighborhoods(present);
    }

    @Override
    public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
        long start = System.nanoTime();
        field.compute(list, energy, forces, virial, out);
        nanoseconds += System.nanoTime() - start;
        calls++;
    }

    @Override
    public boolean warmUp(NeighborList list, boolean energy, boolean forces, boolean virial) {
        return field.warmUp(list, energy, forces, virial);
    }

    void reset() {
        nanoseconds = 0;
        calls = 0;
    }

    /** Mean time of a call since the last reset, ns. */
    double mean() {
        return nanoseconds / (double) calls;
    }

    @Override
    public void close() {
        field.close();
    }
}
