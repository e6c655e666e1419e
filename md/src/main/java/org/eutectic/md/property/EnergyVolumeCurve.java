package org.eutectic.md.property;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.relax.CellFreedom;
import org.eutectic.md.relax.CrystalRelaxation;
import org.eutectic.md.relax.CrystalRelaxationResult;

/**
 * Energies of a crystal at a row of volumes, for each atom. At each volume the shape of the cell and the atoms come to rest, with the crystal's symmetry.
 *
 * @param points from the smallest volume up
 */
public record EnergyVolumeCurve(List<Point> points) {
    /** The step of the volume, as a part of it, for derivatives of the energy: differences of fourth order are then good to about 1e-8 of a modulus. */
    private static final double STEP = 1e-3;

    /**
     * A volume.
     *
     * @param volume Å³ for each atom
     * @param energy less that of isolated atoms, eV for each atom
     * @param pressure from the virial, eV/Å³
     * @param slope -dE/dV by central differences of the energy, eV/Å³: the same, if virial and energy agree
     */
    public record Point(double volume, double energy, double pressure, double slope) {}

    public EnergyVolumeCurve {
        points = List.copyOf(points);
    }

    /**
     * Calculates a curve around a crystal at rest.
     *
     * @param range how far the volume goes up and down, as a part of the volume at rest
     * @param count how many volumes, evenly spaced
     * @throws PropertyException where the range or the count make no sense, or the crystal finds no place of rest at a volume
     */
    public static EnergyVolumeCurve of(RestingCrystal crystal, ForceField field, double range, int count) {
        if (!(range >= 1e-3) || range > 0.5) {
            throw new PropertyException("a range of " + range + " makes no sense: volumes go from 1 - range to 1 + range of that at rest, with a range from 0.001 to 0.5");
        }
        if (count < 5) {
            throw new PropertyException("at least 5 volumes are needed to fit the 4 numbers of an equation of state, not " + count);
        }
        SinglePoint point = new SinglePoint(field);
        List<Point> points = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            points.add(at(crystal, point, 1 + range * (2.0 * k / (count - 1) - 1)));
        }
        return new EnergyVolumeCurve(points);
    }

    private static Point at(RestingCrystal crystal, SinglePoint point, double ratio) {
        try {
            Configuration c = scaled(crystal.configuration(), ratio);
            CrystalRelaxationResult r = new CrystalRelaxation().withCell(CellFreedom.SHAPE).relax(c, point.field());
            if (!r.converged()) {
                throw PropertyException.of("%s: at %.4g of its volume the crystal finds no place of rest; a force of %.2g eV/Å and a stress of %.2g eV/Å³ are left", crystal.name(),
                    ratio, r.largestForce(), r.largestStress());
            }
            int n = c.size();
            double volume = c.cell().volume() / n;
            // The energy is at a minimum of all that may move but the volume, so these may stay where they are.
            double slope = -(8 * (energy(c, point, STEP) - energy(c, point, -STEP)) - (energy(c, point, 2 * STEP) - energy(c, point, -2 * STEP))) / (12 * STEP * volume * n);
            return new Point(volume, point.cohesive(c), point.pressure(c), slope);
        } catch (StructureException e) {
            throw PropertyException.of("%s: at %.4g of its volume: %s", crystal.name(), ratio, e.getMessage());
        }
    }

    private static double energy(Configuration c, SinglePoint point, double change) {
        return point.energy(scaled(c, 1 + change));
    }

    /** A configuration blown up evenly to so many times its volume. */
    static Configuration scaled(Configuration c, double ratio) {
        double s = Math.cbrt(ratio) - 1;
        return c.strained(new double[] {s, 0, 0, 0, s, 0, 0, 0, s});
    }

    /** The largest difference between the pressures from the virial and from the energy, eV/Å³. */
    public double pressureError() {
        return points.stream().mapToDouble(p -> Math.abs(p.pressure() - p.slope())).max().orElse(0);
    }

    /** @throws PropertyException where a fit has no minimum among the volumes */
    void requireInside(String title, double volume, double modulus) {
        if (!(volume > points.getFirst().volume() && volume < points.getLast().volume() && modulus > 0)) {
            throw PropertyException.of("the %s equation of state has no minimum between %.4g and %.4g Å³ for each atom: take another --range or more --points", title,
                points.getFirst().volume(), points.getLast().volume());
        }
    }
}
