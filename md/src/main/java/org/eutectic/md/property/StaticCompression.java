package org.eutectic.md.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.Units;
import org.eutectic.md.build.Atoms;
import org.eutectic.md.relax.CrystalRelaxation;
import org.eutectic.md.relax.CrystalRelaxationResult;
import org.eutectic.md.symmetry.CrystalSymmetry;

/**
 * A crystal at rest under one pressure after the other, without temperature: atoms and cell come to the minimum of the enthalpy E + PV from where the last pressure left them.
 *
 * @param points from the lowest pressure up
 * @param end why the last pressure asked for was not reached; empty where it was
 */
public record StaticCompression(List<Point> points, String end) {
    /** Distances up to so many times the least are of the first shell. */
    private static final double SHELL = 1.1;

    /**
     * A pressure.
     *
     * @param pressure eV/Å³
     * @param volume Å³ for each atom
     * @param energy less that of isolated atoms, eV for each atom
     * @param edges lengths of the cell's edges, Å
     * @param nearest the least distance between two atoms, Å
     * @param coordination neighbors within {@link #reach}, mean over all atoms
     * @param reach how far neighbors are counted, Å
     * @param laueClass the crystal's symmetry
     * @param largestForce what remains, eV/Å
     */
    public record Point(double pressure, double volume, double energy, double[] edges, double nearest, double coordination, double reach, String laueClass, double largestForce) {
        /** Enthalpy, eV for each atom. */
        public double enthalpy() {
            return energy + pressure * volume;
        }
    }

    /**
     * How it is done.
     *
     * @param highest the last pressure, eV/Å³
     * @param steps how many pressures after none
     * @param within neighbors are counted up to this distance, Å; NaN: up to the middle between the first two shells of the crystal at rest, which shrinks as the cube root of the volume
     * @param free whether the crystal may leave its symmetry: atoms are moved a little, 0.01 Å in each direction, before each relaxation
     * @param seed of the shaking
     */
    public record Settings(double highest, int steps, double within, boolean free, long seed) {}

    /** Standard deviation, Å. */
    private static final double SHAKE = 0.01;

    public StaticCompression {
        points = List.copyOf(points);
    }

    /**
     * Compresses a crystal.
     *
     * @param repeat how often its cell is repeated: what a larger cell can become a smaller one cannot
     * @throws PropertyException where the settings make no sense
     */
    public static StaticCompression of(RestingCrystal crystal, ForceField field, int[] repeat, Settings settings, CalculationProgress progress) {
        if (!(settings.highest > 0) || settings.highest * Units.GIGAPASCAL > 10_000) {
            throw PropertyException.of("a pressure of %.4g GPa makes no sense: the highest one must be above 0, up to 10000", settings.highest * Units.GIGAPASCAL);
        }
        if (settings.steps < 1 || settings.steps > 10_000) {
            throw new PropertyException("1 to 10000 steps of the pressure are needed, not " + settings.steps);
        }
        Configuration c = Atoms.supercell(crystal.configuration(), repeat);
        SinglePoint point = new SinglePoint(field);
        double reach = Double.isNaN(settings.within) ? between(crystal.configuration()) : settings.within, rest = crystal.volume();
        List<Point> points = new ArrayList<>();
        String end = "";
        for (int k = 0; k <= settings.steps && end.isEmpty(); k++) {
            double pressure = settings.highest * k / settings.steps;
            if (settings.free) {
                // Anew each time: what is stable forgets it.
                c = Atoms.rattled(c, SHAKE, settings.seed + k);
            }
            CrystalRelaxation relaxation = new CrystalRelaxation().withPressure(pressure).withForceTolerance(settings.free ? 1e-4 : 1e-6).withStressTolerance(1e-7).withMaximumEvaluations(5000);
            try {
                CrystalRelaxationResult r = (settings.free ? relaxation.withoutSymmetry() : relaxation).relax(c, field);
                if (r.converged()) {
                    points.add(point(c, point, pressure, Double.isNaN(settings.within) ? reach * Math.cbrt(c.cell().volume() / c.size() / rest) : reach, r.largestForce()));
                } else {
                    end = String.format(Locale.ROOT, "at %.4g GPa no place of rest was found; a force of %.2g eV/Å is left", pressure * Units.GIGAPASCAL, r.largestForce());
                }
            } catch (StructureException e) {
                end = String.format(Locale.ROOT, "at %.4g GPa the crystal collapsed: %s", pressure * Units.GIGAPASCAL, e.getMessage());
            }
            progress.at("pressures", k + 1, settings.steps + 1);
        }
        if (points.isEmpty()) {
            throw PropertyException.of("%s: %s", crystal.name(), end);
        }
        return new StaticCompression(points, end);
    }

    private static Point point(Configuration c, SinglePoint point, double pressure, double reach, double force) {
        double[] edges = new double[3];
        Arrays.setAll(edges, k -> Math.sqrt(square(c, k, 0) + square(c, k, 1) + square(c, k, 2)));
        double[] distances = distances(c, Math.max(reach, 1.5 * Math.cbrt(c.cell().volume() / c.size())));
        long counted = Arrays.stream(distances).filter(d -> d < reach).count();
        return new Point(pressure, c.cell().volume() / c.size(), point.cohesive(c), edges, distances[0], (double) counted / c.size(), reach, CrystalSymmetry.of(c).laueClass().symbol(), force);
    }

    private static double square(Configuration c, int row, int axis) {
        return c.cell().get(row, axis) * c.cell().get(row, axis);
    }

    /** The middle between the first two shells of neighbors. */
    private static double between(Configuration c) {
        double[] d = distances(c, 3 * Math.cbrt(c.cell().volume() / c.size()));
        double last = Arrays.stream(d).filter(x -> x < SHELL * d[0]).max().orElseThrow();
        return (last + Arrays.stream(d).filter(x -> x >= SHELL * d[0]).min().orElse(2 * last)) / 2;
    }

    /** All distances from each atom to others up to a limit, from the shortest. */
    private static double[] distances(Configuration c, double limit) {
        Neighborhood around = Neighborhood.full(limit);
        NeighborList list = new NeighborListBuilder(c.symbols(), List.of(around), 0, 1).build(c);
        Pairs pairs = list.pairs(around);
        double[] x = list.positions();
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < list.centers(); i++) {
            for (int k = pairs.first()[i]; k < pairs.first()[i + 1]; k++) {
                double square = 0;
                for (int a = 0; a < 3; a++) {
                    double d = x[NeighborList.WIDTH * pairs.neighbors()[k] + a] - x[NeighborList.WIDTH * i + a];
                    square += d * d;
                }
                all.add(Math.sqrt(square));
            }
        }
        return all.stream().mapToDouble(d -> d).filter(d -> d < limit).sorted().toArray();
    }
}
