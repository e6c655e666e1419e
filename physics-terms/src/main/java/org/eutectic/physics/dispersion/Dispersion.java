package org.eutectic.physics.dispersion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;
import org.eutectic.atoms.PlaceSums;
import org.eutectic.parallel.Workers;
import org.eutectic.physics.pairs.RadialTable;

/**
 * DFT-D3 of any structure, molecule or crystal: energy, forces and virial, with what follows from C6 that depends on where neighbors are. First neighbors are counted, then
 * pairs (and triples) attract, which gives dE/dN for each atom, and then a second walk over those who were counted turns that into forces.
 */
public final class Dispersion implements ForceField {
    private static final int WIDTH = 5;
    private static final int MOST = References.MOST;

    private final List<String> species;
    private final References references;
    private final Neighborhood neighborhood;
    private final Workers workers;
    private final double cutoff;
    private final List<Neighborhood> neighborhoods = new ArrayList<>();
    private final CoordinationNumbers counts;
    private final Coefficients coefficients;
    private final TripleSum triples;
    /** Forces, dE/dN and energies. */
    private final PlaceSums sums;
    private final double[][] virials = new double[PlaceSums.most()][6];
    private final IntConsumer share = this::share;
    private NeighborList list;
    private Pairs pairs;
    private double[] slopes = new double[0];

    /**
     * @param species the structures' species, in the order of their numbers
     * @param known those of them that take part
     * @param threads how many compute; results do not depend on it
     * @throws IllegalArgumentException for a species that is no element from 1 to 94
     */
    public Dispersion(DispersionSettings settings, List<String> species, List<String> known, int threads) {
        this.species = List.copyOf(species);
        references = new References(species, known, settings);
        workers = Workers.of(threads);
        neighborhood = Neighborhood.half(settings.pairCutoff());
        Neighborhood counted = Neighborhood.half(settings.countCutoff());
        counts = new CoordinationNumbers(references, counted, workers);
        coefficients = new Coefficients(references, workers);
        sums = new PlaceSums(WIDTH, neighborhood, workers);
        neighborhoods.add(neighborhood);
        if (!counted.equals(neighborhood)) {
            neighborhoods.add(counted);
        }
        boolean three = settings.hasTriples();
        Neighborhood triangle = Neighborhood.full(settings.tripleCutoff());
        triples = three ? new TripleSum(references, coefficients, triangle, settings.tripleWeight(), settings.parameters().alpha() + 2, workers) : null;
        if (three) {
            neighborhoods.add(triangle);
        }
        cutoff = neighborhoods.stream().mapToDouble(Neighborhood::cutoff).max().orElseThrow();
    }

    /** D3 of structures all of whose species take part. */
    public Dispersion(DispersionSettings settings, List<String> species, int threads) {
        this(settings, species, species, threads);
    }

    @Override
    public String name() {
        return "d3";
    }

    @Override
    public List<String> species() {
        return species;
    }

    @Override
    public double cutoff() {
        return cutoff;
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return neighborhoods;
    }

    @Override
    public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
        int n = list.centers();
        out.reset(n);
        this.list = list;
        if (slopes.length < n) {
            slopes = new double[n];
        }
        Arrays.fill(slopes, 0, n, 0);
        pairs = list.pairs(neighborhood);
        coefficients.update(list, counts.of(list));
        sums.open(list);
        workers.run(sums.count(), share);
        take(sums.sum(), WIDTH, out);
        for (int p = 0; p < sums.count(); p++) {
            PlaceSums.addSymmetric(virials[p], out.virial());
        }
        if (triples != null) {
            take(triples.compute(list), WIDTH, out);
            for (int p = 0; p < triples.shares(); p++) {
                PlaceSums.addSymmetric(triples.virials()[p], out.virial());
            }
        }
        if (forces) {
            take(counts.forces(slopes), 3, out);
            for (int p = 0; p < counts.shares(); p++) {
                PlaceSums.addSymmetric(counts.virials()[p], out.virial());
            }
        }
        double total = 0;
        for (int i = 0; i < n; i++) {
            total += out.siteEnergies()[i];
        }
        out.setEnergy(energy ? total : Double.NaN);
        this.list = null;
    }

    /** Adds sums by place: forces, and where there are {@link #WIDTH} of them, dE/dN and energies. */
    private void take(double[] from, int width, Evaluation out) {
        int n = list.centers();
        double[] f = out.forces();
        for (int i = 0; i < n; i++) {
            int atom = list.atoms()[i];
            for (int a = 0; a < 3; a++) {
                f[3 * atom + a] += from[width * i + a];
            }
            if (width == WIDTH) {
                slopes[i] += from[width * i + 3];
                out.siteEnergies()[atom] += from[width * i + 4];
            }
        }
    }

    private void share(int p) {
        Coefficients c = coefficients;
        double[] x = list.positions(), f = sums.part(p), virial = virials[p];
        int[] types = list.types(), owners = list.owners(), first = pairs.first(), neighbors = pairs.neighbors();
        int species = references.species;
        double vxx = 0, vyy = 0, vzz = 0, vxy = 0, vxz = 0, vyz = 0;
        for (int i = sums.from(p), end = sums.to(p); i < end; i++) {
            int a = 4 * i, row = types[i] * species, own = i * species * MOST, to = WIDTH * i;
            double fx = 0, fy = 0, fz = 0, slope = 0, energy = 0;
            for (int k = first[i]; k < first[i + 1]; k++) {
                int j = neighbors[k], b = 4 * j, type = types[j];
                double dx = x[b] - x[a], dy = x[b + 1] - x[a + 1], dz = x[b + 2] - x[a + 2], square = dx * dx + dy * dy + dz * dz;
                RadialTable table = references.damping[row + type];
                if (square >= table.cutoffSquare()) {
                    continue;
                }
                int m = own + type * MOST, w = owners[j] * MOST, size = references.sizes[type];
                double c6 = 0, here = 0, there = 0;
                for (int r = 0; r < size; r++) {
                    c6 += c.mixed[m + r] * c.weights[w + r];
                    here += c.mixedSlopes[m + r] * c.weights[w + r];
                    there += c.mixed[m + r] * c.slopes[w + r];
                }
                int s = table.segment(square);
                double[] q = table.coefficients();
                double t = square - q[s + 6];
                double value = q[s] + t * (q[s + 1] + t * (q[s + 2] + t * (q[s + 3] + t * (q[s + 4] + t * q[s + 5]))));
                double g = -2 * c6 * (q[s + 1] + t * (2 * q[s + 2] + t * (3 * q[s + 3] + t * (4 * q[s + 4] + t * (5 * q[s + 5])))));
                double half = -0.5 * c6 * value, gx = g * dx, gy = g * dy, gz = g * dz;
                int at = WIDTH * j;
                f[at] -= gx;
                f[at + 1] -= gy;
                f[at + 2] -= gz;
                f[at + 3] -= there * value;
                f[at + 4] += half;
                fx += gx;
                fy += gy;
                fz += gz;
                slope -= here * value;
                energy += half;
                vxx -= gx * dx;
                vyy -= gy * dy;
                vzz -= gz * dz;
                vxy -= gx * dy;
                vxz -= gx * dz;
                vyz -= gy * dz;
            }
            f[to] += fx;
            f[to + 1] += fy;
            f[to + 2] += fz;
            f[to + 3] += slope;
            f[to + 4] += energy;
        }
        virial[0] = vxx;
        virial[1] = vyy;
        virial[2] = vzz;
        virial[3] = vxy;
        virial[4] = vxz;
        virial[5] = vyz;
    }
}
