package org.eutectic.md.property;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.build.MillerIndices;
import org.eutectic.md.build.SurfaceSlab;
import org.eutectic.md.relax.CellFreedom;
import org.eutectic.md.relax.CrystalRelaxation;
import org.eutectic.md.relax.CrystalRelaxationResult;
import org.eutectic.md.symmetry.BravaisLattice;

/**
 * The energy of one half of a face-centered cubic crystal being shifted over the other, on {111} along ⟨112⟩, for each area of the plane (V. Vítek, Philos. Mag. 18, 773 (1968)). A shift by Shockley's partial, a/√6,
 * leaves the intrinsic stacking fault; the top of the hill before it is the unstable stacking fault energy (J. R. Rice, J. Mech. Phys. Solids 40, 239 (1992)). Atoms come to rest along the plane's normal and stay
 * where the shift put them in the plane. The crystal is a slab with two open surfaces, which cancel out.
 *
 * @param partial the length of Shockley's partial, Å
 * @param area of the cell in the plane, Å²
 * @param atoms of the slab, one in each layer
 * @param points from no shift to the end
 * @param unstable the highest point between none and one partial; null where the energy has no top there
 * @param intrinsic at one partial
 */
public record StackingFault(double partial, double area, int atoms, List<Point> points, Point unstable, Point intrinsic) {
    private static final double FORCE = 1e-7;
    private static final int LIMIT = 5000;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    /** How well the place of the top is found, in partials: its height then to a millionth. */
    private static final double PLACE = 1e-4;

    /**
     * A shift.
     *
     * @param shift in partials
     * @param rigid energy with all atoms shifted as they stand, eV/Å²
     * @param relaxed energy with atoms at rest along the normal, eV/Å²
     */
    public record Point(double shift, double rigid, double relaxed) {}

    public StackingFault {
        points = List.copyOf(points);
    }

    /**
     * Calculates the curve.
     *
     * @param end the last shift, in partials; from 1 on
     * @param count how many shifts on the way to one partial
     * @throws PropertyException where the crystal is not face-centered cubic with one atom for each point of the lattice, or atoms find no place of rest
     */
    public static StackingFault of(RestingCrystal crystal, ForceField field, double end, int count, CalculationProgress progress) {
        if (!(end >= 1) || end > 3) {
            throw new PropertyException("a way of " + end + " partials makes no sense: it goes from 1, the intrinsic fault, to 3, the perfect crystal again");
        }
        if (count < 4 || count > 10_000) {
            throw new PropertyException("4 to 10000 points are needed to see the top of the hill, not " + count);
        }
        BravaisLattice lattice = BravaisLattice.of(crystal.configuration());
        if (lattice.type() != BravaisLattice.Type.FACE_CENTERED_CUBIC || lattice.sites().length != 1) {
            throw PropertyException.of("%s is %s with %d atoms in the primitive cell; the stacking fault is that of a face-centered cubic crystal with one: --structure fcc", crystal.name(),
                lattice.type().title(), lattice.sites().length);
        }
        return new Shifted(crystal, field).curve(end, count, progress);
    }

    /** The slab whose upper half is shifted. */
    private static final class Shifted {
        private final String name;
        private final Configuration slab;
        private final double[] step;
        private final double area;
        private final SinglePoint point;
        private final double rigidZero;
        private final double relaxedZero;

        Shifted(RestingCrystal crystal, ForceField field) {
            name = crystal.name();
            SurfaceSlab cut = new SurfaceSlab(crystal.configuration(), new MillerIndices(1, 1, 1));
            int half = (int) Math.ceil(4 * field.cutoff() / cut.spacing());
            slab = cut.build(0, 2 * half, 0);
            // The step from one layer to the next runs from an atom to the hollow above: shifted by it once more, the layer stands in the other hollow.
            step = new double[] {cut.steps()[6], cut.steps()[7]};
            area = cut.area();
            point = new SinglePoint(field);
            rigidZero = point.energy(slab);
            relaxedZero = relaxed(slab.copy());
        }

        Point at(double shift) {
            Configuration c = slab.copy();
            for (int i = c.size() / 2; i < c.size(); i++) {
                c.positions()[3 * i] += shift * step[0];
                c.positions()[3 * i + 1] += shift * step[1];
            }
            return new Point(shift, (point.energy(c) - rigidZero) / area, (relaxed(c) - relaxedZero) / area);
        }

        private double relaxed(Configuration c) {
            CrystalRelaxationResult r = new CrystalRelaxation().withCell(CellFreedom.FIXED).withoutSymmetry().withMotionAlong(0, 0, 1).withForceTolerance(FORCE).withMaximumEvaluations(LIMIT)
                .relax(c, point.field());
            if (!r.converged()) {
                throw PropertyException.of("%s: the layers found no place of rest in %d calculations of forces; a force of %.2g eV/Å is left", name, LIMIT, r.largestForce());
            }
            return r.energy();
        }

        StackingFault curve(double end, int count, CalculationProgress progress) {
            List<Point> points = new ArrayList<>();
            int total = (int) Math.round(end * count);
            for (int k = 0; k <= total; k++) {
                points.add(at((double) k / count));
                progress.at("shifts", k + 1, total + 1);
            }
            int top = 0;
            for (int k = 1; k <= count; k++) {
                top = points.get(k).relaxed > points.get(top).relaxed ? k : top;
            }
            Point unstable = top == 0 || top == count ? null : top(points.get(top - 1).shift, points.get(top + 1).shift);
            return new StackingFault(Math.hypot(step[0], step[1]), area, slab.size(), points, unstable, points.get(count));
        }

        /** The highest point between two shifts, by golden sections. */
        private Point top(double low, double high) {
            Point left = at(high - GOLDEN * (high - low)), right = at(low + GOLDEN * (high - low));
            double a = low, b = high;
            while (b - a > PLACE) {
                if (left.relaxed > right.relaxed) {
                    b = right.shift;
                    right = left;
                    left = at(b - GOLDEN * (b - a));
                } else {
                    a = left.shift;
                    left = right;
                    right = at(a + GOLDEN * (b - a));
                }
            }
            return left.relaxed > right.relaxed ? left : right;
        }
    }
}
