package org.eutectic.md.property;

import java.util.ArrayList;
import java.util.List;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.build.MillerIndices;
import org.eutectic.md.build.SurfaceSlab;
import org.eutectic.md.relax.CellFreedom;
import org.eutectic.md.relax.CrystalRelaxation;
import org.eutectic.md.relax.CrystalRelaxationResult;

/**
 * What it costs to cut a crystal along a plane: γ = (E(slab) − E(as many atoms of the crystal)) / 2A. The slab holds whole planes of the lattice, so that it has the crystal's composition; where its two surfaces are not alike
 * (a polar crystal's), γ is their mean. Its cell along the surface is the smallest and stays the crystal's: no surface is found that builds a larger one.
 *
 * @param plane in the axes of the crystal's conventional cell
 * @param cut which of the ways of cutting there ({@link SurfaceSlab#cutCount})
 * @param area A, Å²
 * @param atoms of the slab
 * @param thickness of the slab, Å
 * @param unrelaxed γ with all atoms on the crystal's sites, eV/Å²
 * @param relaxed γ with atoms at rest, eV/Å²
 * @param depth of each atom of the upper half before it moved, below the uppermost one, Å; from the top
 * @param outward how far it moved towards the surface, Å
 * @param structure the relaxed slab
 */
public record SurfaceEnergy(MillerIndices plane, int cut, double area, int atoms, double thickness, double unrelaxed, double relaxed, double[] depth, double[] outward, Configuration structure) {
    private static final double FORCE = 1e-5;
    private static final int LIMIT = 5000;
    /** Energies of cuts that differ less are of the same surface, eV/Å². */
    private static final double SAME = 1e-7;
    /** Empty space drawn around an open slab, Å; no part of the calculation. */
    private static final double MARGIN = 20;

    /** How thick a slab is where it is not said: neither surface, relaxed, feels the other, Å. */
    public static double thickness(ForceField field) {
        return 4 * field.cutoff();
    }

    /**
     * Calculates the surfaces of a plane, one for each way of cutting that gives another one; the lowest first.
     *
     * @param thickness at least so many Å
     * @param vacuum the space between slabs that repeat in all three directions, Å; 0 for one slab alone, open above and below
     * @throws PropertyException where the atoms find no place of rest
     */
    public static List<SurfaceEnergy> of(RestingCrystal crystal, ForceField field, MillerIndices plane, double thickness, double vacuum, CalculationProgress progress) {
        SurfaceSlab slab = new SurfaceSlab(crystal.configuration(), plane);
        int planes = Math.max(1, (int) Math.ceil(thickness / slab.spacing() - 1e-6));
        SinglePoint point = new SinglePoint(field);
        double each = point.energy(crystal.configuration()) / crystal.configuration().size();
        List<SurfaceEnergy> all = new ArrayList<>();
        for (int cut = 0; cut < slab.cutCount(); cut++) {
            try {
                Configuration start = slab.build(cut, planes, vacuum > 0 ? vacuum : MARGIN);
                if (vacuum > 0) {
                    start.setCell(new Cell(start.cell().vectors(), new boolean[] {true, true, true}));
                }
                double bulk = each * start.size(), twice = 2 * slab.area();
                double unrelaxed = (point.energy(start) - bulk) / twice;
                if (all.stream().anyMatch(s -> Math.abs(s.unrelaxed - unrelaxed) < SAME)) {
                    continue;
                }
                Configuration c = start.copy();
                CrystalRelaxationResult r = new CrystalRelaxation().withCell(CellFreedom.FIXED).withoutSymmetry().withForceTolerance(FORCE).withMaximumEvaluations(LIMIT)
                    .withListener((step, energy, force) -> progress.at("relaxation", step, LIMIT)).relax(c, field);
                if (!r.converged()) {
                    throw PropertyException.of("%s (%s): the atoms of the slab found no place of rest in %d calculations of forces; a force of %.2g eV/Å is left", crystal.name(),
                        plane.text(slab.lattice().hexagonalAxes()), LIMIT, r.largestForce());
                }
                double[][] profile = profile(start, c);
                all.add(new SurfaceEnergy(plane, cut, slab.area(), c.size(), planes * slab.spacing(), unrelaxed, (r.energy() - bulk) / twice, profile[0], profile[1], c));
            } catch (StructureException e) {
                throw PropertyException.of("%s (%s): %s%s", crystal.name(), plane.text(slab.lattice().hexagonalAxes()), e.getMessage(),
                    e.kind() == StructureException.Kind.UNFIT && vacuum == 0 ? "; --vacuum 20 lets the slab repeat with 20 Å between" : "");
            }
        }
        all.sort((a, b) -> Double.compare(a.relaxed, b.relaxed));
        return all;
    }

    private static double[][] profile(Configuration before, Configuration after) {
        int n = before.size();
        double top = Double.NEGATIVE_INFINITY, bottom = Double.POSITIVE_INFINITY, drift = 0;
        for (int i = 0; i < n; i++) {
            top = Math.max(top, before.positions()[3 * i + 2]);
            bottom = Math.min(bottom, before.positions()[3 * i + 2]);
            drift += (after.positions()[3 * i + 2] - before.positions()[3 * i + 2]) / n;
        }
        List<double[]> half = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double z = before.positions()[3 * i + 2];
            if (z >= (top + bottom) / 2 - 1e-9) {
                half.add(new double[] {top - z, after.positions()[3 * i + 2] - z - drift});
            }
        }
        half.sort((a, b) -> Double.compare(a[0], b[0]));
        return new double[][] {half.stream().mapToDouble(p -> p[0]).toArray(), half.stream().mapToDouble(p -> p[1]).toArray()};
    }
}
