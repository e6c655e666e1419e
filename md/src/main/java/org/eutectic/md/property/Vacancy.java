package org.eutectic.md.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.build.Atoms;
import org.eutectic.md.relax.CellFreedom;
import org.eutectic.md.relax.CrystalRelaxation;
import org.eutectic.md.relax.CrystalRelaxationResult;

/**
 * What it costs to take one atom out of a crystal and put it among others of its kind: E_f = E(N − 1) − E(N) + μ, with E(N) the energy of a block of the crystal. In a crystal of one element μ is its energy for
 * each atom, and E_f = E(N − 1) − (N − 1)/N E(N); in a compound it depends on where the atom goes, and must be told.
 *
 * @param symbol of the atom that is missing
 * @param site which atom of the crystal's cell it is
 * @param atoms N
 * @param chemicalPotential μ less the energy of an isolated atom, eV
 * @param unrelaxed all atoms on their sites, eV
 * @param relaxed atoms at rest in the cell of the perfect crystal, eV
 * @param released atoms and cell at rest, eV; NaN where that was not asked for
 * @param formationVolume by how much the crystal grows when the atom is put on its surface, in volumes of an atom; NaN likewise
 * @param distance how far each atom stood from the missing one, Å
 * @param outward how far it moved away from it when the atoms came to rest, Å
 * @param structure the relaxed block
 */
public record Vacancy(String symbol, int site, int atoms, double chemicalPotential, double unrelaxed, double relaxed, double released, double formationVolume, double[] distance,
                      double[] outward, Configuration structure) {
    private static final double FORCE = 1e-5;
    private static final double STRESS = 1e-7;
    private static final int MOST_ATOMS = 2000;

    /** How often a crystal's cell is to be repeated: its faces three cutoffs apart, in at most 2,000 atoms. */
    public static int[] repeat(RestingCrystal crystal, ForceField field) {
        return CrystalBlock.repeat(crystal.configuration(), 3 * field.cutoff(), MOST_ATOMS);
    }

    /**
     * Calculates the vacancy on each kind of site.
     *
     * @param repeat how often the crystal's cell is repeated along its edges
     * @param volume whether the cell comes to rest too
     * @param chemicalPotentials for compounds: by species, less the energy of an isolated atom, eV
     * @throws PropertyException where a chemical potential is needed and not given, or the atoms find no place of rest
     */
    public static List<Vacancy> of(RestingCrystal crystal, ForceField field, int[] repeat, boolean volume, Map<String, Double> chemicalPotentials, CalculationProgress progress) {
        Configuration cell = crystal.configuration(), block = Atoms.supercell(cell, repeat);
        if (block.size() < 2) {
            throw new PropertyException("a block of one atom has nothing left without it: take a larger --supercell");
        }
        int[] alike = crystal.symmetry().alike();
        int[] sites = IntStream.range(0, cell.size()).filter(i -> alike[i] == i).toArray();
        boolean element = IntStream.range(0, cell.size()).mapToObj(cell::symbol).distinct().count() == 1;
        SinglePoint point = new SinglePoint(field);
        double perfect = point.energy(block);
        List<Vacancy> all = new ArrayList<>();
        for (int site : sites) {
            String symbol = cell.symbol(site);
            Double given = chemicalPotentials.get(symbol);
            if (given == null && !element) {
                throw PropertyException.of("%s: what an atom of %s gains where it goes is not known in a compound; give its energy there, less that of an isolated atom, as in --chemical-potential %s=-1.5",
                    crystal.name(), symbol, symbol);
            }
            double potential = given == null ? crystal.cohesiveEnergy() : given;
            double reference = perfect - potential - point.energyOfIsolatedAtoms(new Configuration(List.of(symbol), new int[1], new double[3], Cell.none()));
            Configuration empty = Atoms.some(block, IntStream.range(0, block.size()).filter(i -> i != site).toArray());
            double unrelaxed = point.energy(empty) - reference;
            Configuration relaxed = empty.copy();
            CrystalRelaxationResult r = relax(crystal, relaxed, field, CellFreedom.FIXED, progress);
            double released = Double.NaN, formation = Double.NaN;
            if (volume) {
                Configuration free = relaxed.copy();
                CrystalRelaxationResult f = relax(crystal, free, field, CellFreedom.FREE, progress);
                released = f.energy() - reference;
                formation = (free.cell().volume() - block.cell().volume()) / crystal.volume() + 1;
            }
            double[][] moves = moves(block, site, empty, relaxed);
            all.add(new Vacancy(symbol, site, block.size(), potential, unrelaxed, r.energy() - reference, released, formation, moves[0], moves[1], relaxed));
        }
        return all;
    }

    private static CrystalRelaxationResult relax(RestingCrystal crystal, Configuration c, ForceField field, CellFreedom freedom, CalculationProgress progress) {
        int limit = 5000;
        CrystalRelaxationResult r = new CrystalRelaxation().withCell(freedom).withoutSymmetry().withForceTolerance(FORCE).withStressTolerance(STRESS).withMaximumEvaluations(limit)
            .withListener((step, energy, force) -> progress.at("relaxation", step, limit)).relax(c, field);
        if (!r.converged()) {
            throw PropertyException.of("%s: around the vacancy the atoms found no place of rest in %d calculations of forces; a force of %.2g eV/Å is left", crystal.name(), limit, r.largestForce());
        }
        return r;
    }

    private static double[][] moves(Configuration block, int site, Configuration before, Configuration after) {
        double[][] moves = new double[2][before.size()];
        for (int i = 0; i < before.size(); i++) {
            double[] d = ForceConstants.nearest(block, site, i < site ? i : i + 1);
            double length = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
            moves[0][i] = length;
            // Where several images are equally near, symmetry lets the atom move to or from all of them alike.
            for (int k = 0; k < 3; k++) {
                moves[1][i] += d[k] / length * (after.positions()[3 * i + k] - before.positions()[3 * i + k]);
            }
        }
        return moves;
    }
}
