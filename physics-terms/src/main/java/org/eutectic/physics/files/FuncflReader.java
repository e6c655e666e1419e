package org.eutectic.physics.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eutectic.ir.SplineTable;
import org.eutectic.ir.SplineTable.Beyond;
import org.eutectic.model.PotentialData;
import org.eutectic.model.PotentialData.Tables;
import org.eutectic.model.PotentialFileException;
import org.eutectic.model.PotentialFileReader;

/**
 * {@code from funcfl("Cu_u3.eam", "Ni_u3.eam")}: fills {@code F[i]}, {@code f[j]} and {@code phi[i,j]} of the EAM form, and the cutoff, from
 * one DYNAMO {@code funcfl} file for each species, in the order of the potential's species (the files do not name their element).
 *
 * <p>Such a file gives an effective charge Z(r) in place of a pair term: φ_ij(r) = 27.2 eV × 0.529 Å × Z_i(r) Z_j(r) / r, with just these
 * digits for the Hartree and the Bohr radius, for the files were fitted with them. Files of several species are brought to one grid: the
 * widest spacing and the longest range among them.
 */
public final class FuncflReader implements PotentialFileReader {
    private static final double HARTREE_TIMES_BOHR = 27.2 * 0.529;

    private record Element(double cutoff, UniformTable embedding, UniformTable charge, UniformTable density) {}

    @Override
    public String keyword() {
        return "funcfl";
    }

    @Override
    public List<String> forms() {
        return List.of("EAM");
    }

    @Override
    public PotentialData read(List<Path> files, List<String> species) throws IOException, PotentialFileException {
        if (files.size() != species.size()) {
            throw new PotentialFileException(files.isEmpty() ? Path.of(keyword()) : files.getFirst(), 0,
                "funcfl takes one file for each species, in their order (" + String.join(", ", species) + "), found " + files.size());
        }
        List<Element> elements = new ArrayList<>();
        for (Path file : files) {
            elements.add(readElement(file));
        }
        double cutoff = 0, densityStep = 0, densityEnd = 0, radiusStep = 0, radiusEnd = 0;
        for (Element e : elements) {
            cutoff = Math.max(cutoff, e.cutoff);
            densityStep = Math.max(densityStep, e.embedding.step());
            densityEnd = Math.max(densityEnd, e.embedding.last());
            radiusStep = Math.max(radiusStep, e.density.step());
            radiusEnd = Math.max(radiusEnd, e.density.last());
        }
        // The common grid stops one sample short of the end: the convention that every code since DYNAMO follows.
        int densityCount = (int) (densityEnd / densityStep + 0.5), radiusCount = (int) (radiusEnd / radiusStep + 0.5);

        List<SplineTable> embedding = new ArrayList<>(), density = new ArrayList<>(), pair = new ArrayList<>();
        List<UniformTable> charges = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            Element e = elements.get(i);
            String name = "[" + species.get(i) + "]";
            embedding.add(e.embedding.resampled(densityCount, densityStep).curve("F" + name, Beyond.EXTRAPOLATE, Beyond.LINEAR));
            density.add(e.density.resampled(radiusCount, radiusStep).curve("f" + name, Beyond.EXTRAPOLATE, Beyond.CONSTANT));
            charges.add(e.charge.resampled(radiusCount, radiusStep));
        }
        for (int i = 0; i < species.size(); i++) {
            for (int j = 0; j < species.size(); j++) {
                double[] product = new double[radiusCount];
                for (int m = 0; m < radiusCount; m++) {
                    product[m] = HARTREE_TIMES_BOHR * (charges.get(i).values()[m] * charges.get(j).values()[m]);
                }
                String name = "r*phi[" + species.get(i) + "," + species.get(j) + "]";
                pair.add(new UniformTable(radiusStep, product).curve(name, Beyond.EXTRAPOLATE, Beyond.CONSTANT));
            }
        }
        return new PotentialData(List.copyOf(species), SetflFile.everywhere(cutoff, species.size()), Map.of(),
            Map.of("F", new Tables(1, embedding, false), "f", new Tables(1, density, false), "phi", new Tables(2, pair, true)));
    }

    private static Element readElement(Path file) throws IOException, PotentialFileException {
        PotentialText text = PotentialText.open(file, false);
        text.skipLine("the comment line");
        text.wordsOfLine("the element's line (atomic number, mass, lattice constant, lattice)", 2);
        String[] grid = text.wordsOfLine("Nrho, drho, Nr, dr and the cutoff", 5);
        int densityCount = text.count(grid[0], "Nrho", 6), radiusCount = text.count(grid[2], "Nr", 6);
        double densityStep = SetflFile.positive(text, grid[1], "drho"), radiusStep = SetflFile.positive(text, grid[3], "dr");
        double cutoff = SetflFile.positive(text, grid[4], "the cutoff");
        UniformTable embedding = new UniformTable(densityStep, text.numbers(densityCount, "the embedding energy"));
        UniformTable charge = new UniformTable(radiusStep, text.numbers(radiusCount, "the effective charge"));
        UniformTable density = new UniformTable(radiusStep, text.numbers(radiusCount, "the density"));
        return new Element(cutoff, embedding, charge, density);
    }
}
