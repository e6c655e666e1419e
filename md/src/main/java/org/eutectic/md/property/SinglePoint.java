package org.eutectic.md.property;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;

/** Energies and stresses of one configuration after another. */
final class SinglePoint {
    private final ForceField field;
    private final NeighborListBuilder lists;
    private final Evaluation out = new Evaluation();
    private final Map<String, Double> alone = new HashMap<>();

    SinglePoint(ForceField field) {
        this.field = field;
        lists = new NeighborListBuilder(field, 0, 1);
    }

    ForceField field() {
        return field;
    }

    /** Potential energy, eV. */
    double energy(Configuration c) {
        field.compute(lists.build(c), true, false, false, out);
        return out.energy();
    }

    /** Energy and virial; good until the next call. */
    Evaluation all(Configuration c) {
        field.compute(lists.build(c), true, true, true, out);
        return out;
    }

    /** Pressure, eV/Å³: a third of the trace of the virial over the volume. */
    double pressure(Configuration c) {
        double[] w = all(c).virial();
        return (w[0] + w[4] + w[8]) / 3 / c.cell().volume();
    }

    /** The energy of the atoms of a configuration, each alone in empty space, eV. */
    double energyOfIsolatedAtoms(Configuration c) {
        double sum = 0;
        for (int i = 0; i < c.size(); i++) {
            sum += alone.computeIfAbsent(c.symbol(i), s -> energy(new Configuration(List.of(s), new int[1], new double[3], Cell.none())));
        }
        return sum;
    }

    /** Energy less that of isolated atoms, for each atom, eV: the cohesive energy, negative where atoms are bound. */
    double cohesive(Configuration c) {
        return (energy(c) - energyOfIsolatedAtoms(c)) / c.size();
    }
}
