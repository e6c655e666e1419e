package org.eutectic.md.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.relax.CrystalRelaxation;
import org.eutectic.md.relax.CrystalRelaxationResult;
import org.eutectic.md.structure.Lattice;
import org.eutectic.md.symmetry.CrystalSymmetry;

/**
 * Finds crystals at rest. Nothing needs to be known of their size: a prototype is blown up until atoms no longer feel each other and brought together step by
 * step; from the lowest place on this way that is lower than those beside it, the crystal is relaxed with the symmetry of its prototype. The way ends
 * where the repulsion has risen so high that nothing behind it can be meant.
 */
public final class CrystalSearch {
    /** Steps of the distance between neighbors on the way in. */
    private static final double STEP = 0.01;
    /** The repulsion that ends the way: this high over isolated atoms, eV for each atom, and so many times the depth of the lowest place. */
    private static final double WALL = 5;

    private final SinglePoint point;
    private final double shortest;
    private final double longest;

    private CrystalSearch(ForceField field, double shortest, double longest) {
        this.point = new SinglePoint(field);
        this.shortest = shortest;
        this.longest = longest;
    }

    /** Looks for crystals whose nearest neighbors are between 1 Å and the cutoff apart. */
    public CrystalSearch(ForceField field) {
        this(field, Math.min(1, 0.5 * field.cutoff()), field.cutoff());
    }

    /** The same between other distances of nearest neighbors, Å. */
    public CrystalSearch withDistances(double shortest, double longest) {
        return new CrystalSearch(point.field(), shortest, longest);
    }

    /**
     * A prototype at rest; empty where its energy has no minimum between the distances, or only one that is no minimum of the axis or the inner places too, and where a term
     * of the potential cannot be computed for it: ions of one kind alone, say.
     *
     * @param species one for each of the lattice's elements
     */
    public Optional<RestingCrystal> find(Lattice lattice, List<String> species) {
        double guess;
        try {
            guess = lowest(lattice, species);
        } catch (StructureException e) {
            if (e.kind() != StructureException.Kind.UNFIT) {
                throw e;
            }
            return Optional.empty();
        }
        if (Double.isNaN(guess)) {
            return Optional.empty();
        }
        Configuration c = lattice.build(species, guess / lattice.nearestDistance());
        CrystalRelaxationResult result = relax(c);
        // A relaxation that leaves the valley it began in has not found this crystal.
        double scale = Math.cbrt(c.cell().volume() / lattice.build(species, guess / lattice.nearestDistance()).cell().volume());
        return result.converged() && Math.abs(scale - 1) < 0.2 ? Optional.of(resting(lattice.symbol(), c, result)) : Optional.empty();
    }

    /**
     * The same, where its absence is an error.
     *
     * @throws PropertyException where there is no such crystal
     */
    public RestingCrystal get(Lattice lattice, List<String> species) {
        return find(lattice, species).orElseThrow(() -> noMinimum(lattice.symbol() + " " + String.join("-", species)));
    }

    /** What to say where a crystal has no minimum of energy. */
    public PropertyException noMinimum(String what) {
        return PropertyException.of("%s: the energy has no minimum for distances of nearest neighbors from %.4g to %.4g Å; give others with --distances", what, shortest,
            longest);
    }

    /**
     * A structure relaxed from where it is.
     *
     * @param structure is left as it is
     * @throws PropertyException where it has no cell that is periodic throughout, or no place of rest is found
     */
    public RestingCrystal rest(String name, Configuration structure) {
        boolean[] p = structure.cell().periodic();
        if (!(p[0] && p[1] && p[2])) {
            throw new PropertyException(name + ": a crystal is needed, periodic in all three directions");
        }
        Configuration c = structure.copy();
        CrystalRelaxationResult result = relax(c);
        if (!result.converged()) {
            throw PropertyException.of("%s: no place of rest was found after %d calculations of forces; what is left is a force of %.2g eV/Å and a stress of %.2g eV/Å³", name,
                result.evaluations(), result.largestForce(), result.largestStress());
        }
        return resting(name, c, result);
    }

    /**
     * Energies of a crystal that is blown up and pressed together evenly, for diagrams.
     *
     * @param range how far the volume goes up and down, as a part of it
     * @return volumes, Å³ for each atom, and energies less those of isolated atoms, eV for each atom
     */
    public double[][] breathing(RestingCrystal crystal, double range, int count) {
        double[][] xy = new double[2][count];
        for (int k = 0; k < count; k++) {
            double ratio = 1 + range * (2.0 * k / (count - 1) - 1);
            xy[0][k] = ratio * crystal.volume();
            xy[1][k] = point.cohesive(EnergyVolumeCurve.scaled(crystal.configuration(), ratio));
        }
        return xy;
    }

    private CrystalRelaxationResult relax(Configuration c) {
        try {
            return new CrystalRelaxation().relax(c, point.field());
        } catch (StructureException e) {
            if (e.kind() == StructureException.Kind.OVERLAP) {
                // Atoms fell into each other: there is no minimum.
                return new CrystalRelaxationResult(false, 0, Double.NaN, Double.NaN, Double.NaN);
            }
            throw e;
        }
    }

    private RestingCrystal resting(String name, Configuration c, CrystalRelaxationResult r) {
        return new RestingCrystal(name, c, (r.energy() - point.energyOfIsolatedAtoms(c)) / c.size(), CrystalSymmetry.of(c), r.largestForce(), r.largestStress());
    }

    /** The distance of nearest neighbors at the lowest place that has higher ones on both sides; NaN where there is none. */
    private double lowest(Lattice lattice, List<String> species) {
        List<Double> distances = new ArrayList<>(), energies = new ArrayList<>();
        double best = 0;
        for (double d = longest; d >= shortest * (1 - 1e-12); d *= 1 - STEP) {
            double e = point.cohesive(lattice.build(species, d / lattice.nearestDistance()));
            if (!Double.isFinite(e) || e > Math.max(WALL, -WALL * best)) {
                distances.add(d);
                energies.add(Double.POSITIVE_INFINITY);
                break;
            }
            distances.add(d);
            energies.add(e);
            best = Math.min(best, e);
        }
        double found = Double.NaN, depth = Double.POSITIVE_INFINITY;
        for (int k = 1; k + 1 < energies.size(); k++) {
            double e = energies.get(k);
            if (e < energies.get(k - 1) && e <= energies.get(k + 1) && e < depth) {
                found = distances.get(k);
                depth = e;
            }
        }
        return found;
    }
}
