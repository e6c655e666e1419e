package org.eutectic.physics.coulomb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.check.Units;
import org.eutectic.parallel.Workers;
import org.eutectic.physics.pairs.RadialFunction;
import org.eutectic.physics.pairs.RadialTable;

/**
 * The energy E = ½ Σ_ij q_i K_ij q_j of charges in a structure, with potentials, forces and virial. Charges are points or
 * {@link ChargeClouds}. Keeps its arrays: a step allocates nothing once they are large enough, but for lines of the Fourier
 * transform whose length is no power of two: JTransforms makes itself a copy of each.
 *
 * <p>A structure that is not periodic has no images: there, {@link CoulombMethod#EWALD} and {@link CoulombMethod#PME} sum over all pairs.
 *
 * <p>Where all images are summed, the surroundings far away conduct: there is no dipole term. A total charge Q other than zero is, where that is asked for, neutralised by a
 * uniform density, which for points adds −π Q²/(2Vα²): J.-P. Hansen, in Molecular-Dynamics Simulation of Statistical-Mechanical Systems (1986), and such that the mean of
 * the potential over the cell is zero.
 */
public final class CoulombSum implements ChargeInteraction {
    /** Charges that sum to less, e, count as neutral: files round them. */
    private static final double NEUTRAL = 1e-4;
    /**
     * At the cutoff clouds must look like points to this part of the accuracy. How much exactly a splitting asks for depends on the structure; this covers densities and
     * charges some ten times those of common oxides.
     */
    private static final double BEYOND = 0.1;
    /** What clouds lack against points is nothing from here on. */
    private static final double NOTHING = 1e-17;

    private final CoulombSettings settings;
    private final ChargeClouds clouds;
    private final int species;
    private final Neighborhood neighborhood;
    private final Workers workers;
    private final DirectSum direct;
    private final Reciprocal reciprocal;
    private final double typical;
    /** What screening takes away; none without it. */
    private final List<PairSum> screened;
    private PairSum pairs;
    private Splitting splitting;
    private final MeshPlan mesh;
    private CoulombPlan plan;
    private Cell planned;
    /** dE/dq of a unit charge from itself in sums over pairs inside a cutoff, without its cloud, 1/Å. */
    private double limit;

    /**
     * @param species how many there are
     * @param clouds their shapes; null for points
     * @param threads how many compute; results do not depend on it
     */
    public CoulombSum(CoulombSettings settings, int species, ChargeClouds clouds, int threads) {
        this(settings, species, clouds, 0, threads);
    }

    /**
     * For charges that are being looked for, or that change.
     *
     * @param typical how large charges may be taken to be where they are smaller, e: the splitting is made for these, so that K is the same whatever it is applied to
     */
    public CoulombSum(CoulombSettings settings, int species, ChargeClouds clouds, double typical, int threads) {
        this.typical = typical;
        this.species = Math.max(1, species);
        this.clouds = clouds;
        this.settings = clouds == null || !settings.method().allImages() || settings.splitting() > 0 ? settings
            : settings.withCutoff(Math.max(settings.cutoff(), clouds.reach(settings.accuracy() * BEYOND)));
        workers = Workers.of(threads);
        neighborhood = Neighborhood.half(settings.method() == CoulombMethod.DIRECT ? 0 : this.settings.cutoff());
        screened = new ArrayList<>();
        if (settings.screening() != null) {
            screened.add(screened(settings.screening()::fading, settings.screening().outer()));
            if (settings.screening().inner() > NeighborListBuilder.CLOSEST) {
                screened.add(screened(settings.screening()::rest, settings.screening().inner()));
            }
        }
        direct = settings.method() == CoulombMethod.DIRECT || settings.method().allImages() ? new DirectSum(clouds, this.species, workers) : null;
        reciprocal = switch (settings.method()) {
            case EWALD -> new EwaldSum(workers);
            case PME -> new MeshSum(settings.accuracy(), workers);
            default -> null;
        };
        mesh = settings.method() == CoulombMethod.PME ? new MeshPlan(settings.accuracy()) : null;
        if (reciprocal == null && direct == null) {
            makePairs(settings.method().damped() ? settings.damping() : 0);
        }
    }

    /** Which pairs it needs; none where it takes all. */
    @Override
    public List<Neighborhood> neighborhoods() {
        return settings.method() == CoulombMethod.DIRECT ? List.of() : List.of(neighborhood);
    }

    @Override
    public double cutoff() {
        return neighborhood.cutoff();
    }

    /** The interaction of two points within the cutoff. */
    private RadialFunction points(double damping) {
        RadialFunction bare = damping == 0 ? ChargeShapes.POINTS : ChargeShapes.damped(damping);
        double[] end = new double[3];
        bare.at(settings.cutoff(), end);
        return switch (settings.method()) {
            case DSF -> bare.plusLine(-end[0], -end[1], settings.cutoff());
            case WOLF -> bare.plusLine(-end[0], 0, 0);
            default -> bare;
        };
    }

    /** A smooth part of what screening takes away, up to a distance. */
    private PairSum screened(UnaryOperator<RadialFunction> part, double reach) {
        RadialTable[] tables = new RadialTable[species * species];
        for (int a = 0; a < species; a++) {
            for (int b = 0; b <= a; b++) {
                RadialFunction lost = part.apply(clouds == null ? ChargeShapes.POINTS : clouds.interaction(a, b));
                tables[a * species + b] = tables[b * species + a] = new RadialTable((r, out) -> {
                    lost.at(r, out);
                    for (int k = 0; k < 3; k++) {
                        out[k] = -out[k];
                    }
                }, reach);
            }
        }
        return new PairSum(tables, species, neighborhood, workers);
    }

    private void makePairs(double damping) {
        RadialFunction points = points(damping);
        RadialTable common = new RadialTable(points, settings.cutoff());
        RadialTable[] tables = new RadialTable[species * species];
        Arrays.fill(tables, common);
        for (int a = 0; a < species && clouds != null; a++) {
            for (int b = 0; b <= a; b++) {
                RadialFunction missing = clouds.missing(a, b);
                tables[a * species + b] = tables[b * species + a] = missing == null ? common : new RadialTable(points.plus(-1, missing), settings.cutoff());
            }
        }
        pairs = new PairSum(tables, species, neighborhood, workers);
        limit = limit(damping);
    }

    /** What remains of an interaction without 1/r as r goes to 0; nothing of a plain cut. */
    private double limit(double damping) {
        if (settings.method() == CoulombMethod.CUT) {
            return 0;
        }
        double[] end = new double[3];
        (damping == 0 ? ChargeShapes.POINTS : ChargeShapes.damped(damping)).at(settings.cutoff(), end);
        double shift = switch (settings.method()) {
            case DSF -> -end[0] + end[1] * settings.cutoff();
            case WOLF -> -end[0];
            default -> 0;
        };
        return shift - ChargeShapes.TWO_OVER_ROOT_PI * damping;
    }

    @Override
    public void compute(NeighborList list, double[] charges, boolean forces, boolean virial, ChargeField out) {
        int n = list.centers();
        out.reset(n);
        double total = 0, squares = 0;
        for (int i = 0; i < n; i++) {
            total += charges[i];
            squares += charges[i] * charges[i];
        }
        boolean open = isOpen(list.cell());
        requireTotal(total, open);
        if (open) {
            direct.add(list, charges, out);
        } else {
            if (reciprocal != null) {
                prepare(list.cell(), squares, n);
            }
            pairs.add(list, charges, forces, out);
            if (reciprocal != null) {
                reciprocal.add(list, charges, forces, virial, out);
                addBackground(list, charges, total, out);
            }
        }
        for (int k = 0; k < screened.size(); k++) {
            screened.get(k).add(list, charges, forces, out);
        }
        double[] potentials = out.potentials();
        double energy = 0;
        for (int i = 0; i < n; i++) {
            potentials[i] += self(list.types()[i], open) * charges[i];
            energy += 0.5 * charges[i] * potentials[i];
        }
        out.setEnergy(energy);
        out.scale(Units.COULOMB);
    }

    @Override
    public void matrix(NeighborList list, double[] matrix) {
        int n = list.centers();
        Arrays.fill(matrix, 0, n * n, 0);
        boolean open = isOpen(list.cell()), uniform = reciprocal != null && !open;
        if (open) {
            direct.addMatrix(list, matrix);
        } else {
            if (reciprocal != null) {
                prepare(list.cell(), 0, n);
                reciprocal.addMatrix(list, matrix);
            }
            pairs.addMatrix(list, matrix);
        }
        for (int k = 0; k < screened.size(); k++) {
            screened.get(k).addMatrix(list, matrix);
        }
        double volume = list.cell().volume(), density = uniform ? Math.PI / (volume * splitting.alpha() * splitting.alpha()) : 0;
        for (int i = 0; i < n; i++) {
            matrix[i * n + i] += self(list.types()[i], open);
            for (int j = 0; j <= i; j++) {
                double spread = clouds != null && uniform ? 2 * Math.PI / volume * (clouds.spread(list.types()[i]) + clouds.spread(list.types()[j])) : 0;
                matrix[i * n + j] = (matrix[i * n + j] - density + spread) * Units.COULOMB;
            }
        }
    }

    private double self(int type, boolean open) {
        return (clouds == null || !screened.isEmpty() ? 0 : clouds.self(type)) + (open ? 0 : limit);
    }

    /**
     * The numbers of the sum for a structure. What is equal to that of the plan before is the same object.
     *
     * @param total of all charges, e
     * @param squares Σq², e²
     * @throws StructureException where the method does not fit the cell, or charges do not sum to what they must
     */
    public CoulombPlan plan(Cell cell, double total, double squares, int atoms) {
        boolean open = isOpen(cell);
        requireTotal(total, open);
        boolean uniform = reciprocal != null && !open, same = plan != null && plan.allPairs() == open && cell.equals(planned);
        if (uniform) {
            Splitting before = splitting;
            split(cell, squares, atoms);
            same &= splitting.equals(before);
        }
        if (same) {
            return plan;
        }
        planned = cell;
        List<CoulombPlan.Tables> tables = new ArrayList<>();
        if (!open) {
            tables.add(pairs.tables());
        } else if (clouds != null) {
            tables.add(missing());
        }
        screened.forEach(s -> tables.add(s.tables()));
        CoulombPlan.Waves waves = null;
        if (uniform && settings.method() == CoulombMethod.EWALD) {
            reciprocal.prepare(cell, splitting, atoms);
            waves = ((EwaldSum) reciprocal).waves();
        } else if (uniform) {
            mesh.prepare(cell, splitting, atoms);
        }
        double[] self = new double[species], spread = clouds == null ? null : new double[species];
        for (int k = 0; k < species; k++) {
            self[k] = self(k, open);
            if (clouds != null) {
                spread[k] = clouds.spread(k);
            }
        }
        plan = new CoulombPlan(open, tables, self, spread, uniform ? splitting.alpha() : 0, uniform && waves == null ? mesh : null, waves);
        return plan;
    }

    /** Whether the plan made last is that for charges of another Σq², e², too. */
    public boolean plansAlike(double squares, int atoms) {
        return plan.alpha() == 0 || splittingOf(planned, squares, atoms).equals(splitting);
    }

    /** What clouds lack against points, where all pairs are summed. */
    private CoulombPlan.Tables missing() {
        double reach = Math.max(NeighborListBuilder.CLOSEST, clouds.reach(NOTHING));
        RadialTable[] tables = new RadialTable[species * species];
        RadialTable none = null;
        for (int a = 0; a < species; a++) {
            for (int b = 0; b <= a; b++) {
                RadialFunction missing = clouds.missing(a, b);
                if (missing == null) {
                    none = none != null ? none : new RadialTable((r, out) -> Arrays.fill(out, 0), NeighborListBuilder.CLOSEST);
                    tables[a * species + b] = tables[b * species + a] = none;
                } else {
                    tables[a * species + b] = tables[b * species + a] = new RadialTable((r, out) -> {
                        missing.at(r, out);
                        for (int k = 0; k < 3; k++) {
                            out[k] = -out[k];
                        }
                    }, reach);
                }
            }
        }
        return new CoulombPlan.Tables(Arrays.asList(tables));
    }

    private void prepare(Cell cell, double squares, int atoms) {
        split(cell, squares, atoms);
        reciprocal.prepare(cell, splitting, atoms);
    }

    private Splitting splittingOf(Cell cell, double squares, int atoms) {
        double least = atoms * typical * typical, taken = Math.max(squares, least);
        // Where there are no charges at all, any splitting will do.
        return Splitting.of(settings, taken > 0 ? taken : atoms, atoms, cell.volume());
    }

    private void split(Cell cell, double squares, int atoms) {
        Splitting next = splittingOf(cell, squares, atoms);
        if (!next.equals(splitting)) {
            splitting = next;
            makePairs(next.alpha());
        }
    }

    /** Whether all pairs are summed, which a structure that is not periodic has few enough of. */
    private boolean isOpen(Cell cell) {
        if (settings.method() == CoulombMethod.DIRECT && cell.anyPeriodic()) {
            throw StructureException.of(Kind.UNFIT, "method = direct sums over all pairs of a structure that is not periodic; a periodic cell needs ewald or pme, or cut, dsf or wolf");
        }
        for (int k = 0; k < 3 && settings.method().allImages() && cell.anyPeriodic(); k++) {
            if (!cell.periodic(k)) {
                throw StructureException.of(Kind.UNFIT,
                    "method = %s sums over images in three directions, and this structure is open along %s: make it periodic there, with vacuum if it is a slab, or take dsf or wolf",
                    settings.method().word(), "abc".substring(k, k + 1));
            }
        }
        return direct != null && !cell.anyPeriodic();
    }

    private void requireTotal(double total, boolean open) {
        boolean stated = !Double.isNaN(settings.total());
        if (settings.total() == CoulombSettings.ANY || !stated && (open || !settings.method().allImages()) || Math.abs(total - (stated ? settings.total() : 0)) <= NEUTRAL) {
            return;
        }
        double rounded = Math.rint(total * 1e6) / 1e6;
        if (stated) {
            throw StructureException.of(Kind.UNFIT, "the charges sum to %s e, not to the stated total of %s e", rounded, settings.total());
        }
        throw StructureException.of(Kind.UNFIT, "the charges sum to %s e, and the energy of all images of a charged cell is infinite; total = %1$s e neutralises it by a uniform density", rounded);
    }

    private void addBackground(NeighborList list, double[] charges, double total, ChargeField out) {
        double volume = list.cell().volume(), alpha = splitting.alpha(), spread = 0;
        for (int i = 0; i < list.centers() && clouds != null; i++) {
            spread += charges[i] * clouds.spread(list.types()[i]);
        }
        double energy = -Math.PI / (2 * volume * alpha * alpha) * total * total + 2 * Math.PI / volume * total * spread;
        for (int i = 0; i < list.centers(); i++) {
            double own = clouds == null ? 0 : clouds.spread(list.types()[i]);
            out.potentials()[i] += -Math.PI / (volume * alpha * alpha) * total + 2 * Math.PI / volume * (total * own + spread);
        }
        for (int k = 0; k < 9; k += 4) {
            out.virial()[k] += energy;
        }
    }
}
