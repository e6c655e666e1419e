package org.eutectic.physics.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eutectic.ir.SplineTable;
import org.eutectic.ir.SplineTable.Beyond;
import org.eutectic.model.PotentialData.Tables;
import org.eutectic.model.PotentialFileException;

/**
 * What a DYNAMO {@code setfl} file holds: three lines of comment; the elements; the grids and the cutoff; for each element a line on it, the
 * embedding energy F (eV) over density and the density function; then r·φ(r) (eV·Å) for each pair, (0,0), (1,0), (1,1), (2,0), …
 *
 * <p>A Finnis-Sinclair file differs in one thing: each element has one density function for every element that it may give density to.
 *
 * @param densities for element b, the function(s) that it gives: one, or in a Finnis-Sinclair file one for each element it is given to
 * @param pairs for elements a and b at [a][b] with b ≤ a
 */
record SetflFile(PotentialText text, List<String> elements, double cutoff, UniformTable[] embedding, UniformTable[][] densities,
                 UniformTable[][] pairs) {

    /** The fewest samples that the five-point slopes can be taken from. */
    private static final int LEAST_SAMPLES = 5;

    static SetflFile read(Path file, boolean finnisSinclair) throws IOException, PotentialFileException {
        PotentialText text = PotentialText.open(file, false);
        for (int comment = 1; comment <= 3; comment++) {
            text.skipLine("comment line " + comment);
        }
        String[] head = text.wordsOfLine("the number of elements and their names", 2);
        int n = text.count(head[0], "the number of elements", 1);
        if (head.length != n + 1) {
            throw text.wrong("expected " + n + " element names after '" + head[0] + "', found " + (head.length - 1));
        }
        List<String> elements = List.copyOf(Arrays.asList(head).subList(1, n + 1));
        String[] grid = text.wordsOfLine("Nrho, drho, Nr, dr and the cutoff", 5);
        int densityCount = text.count(grid[0], "Nrho", LEAST_SAMPLES);
        double densityStep = positive(text, grid[1], "drho");
        int radiusCount = text.count(grid[2], "Nr", LEAST_SAMPLES);
        double radiusStep = positive(text, grid[3], "dr");
        double cutoff = positive(text, grid[4], "the cutoff");

        UniformTable[] embedding = new UniformTable[n];
        UniformTable[][] densities = new UniformTable[n][];
        for (int a = 0; a < n; a++) {
            String element = elements.get(a);
            text.wordsOfLine("the line of " + element + " (atomic number, mass, lattice constant, lattice)", 2);
            embedding[a] = new UniformTable(densityStep, text.numbers(densityCount, "the embedding energy of " + element));
            densities[a] = new UniformTable[finnisSinclair ? n : 1];
            for (int b = 0; b < densities[a].length; b++) {
                String which = "the density of " + element + (finnisSinclair ? " at " + elements.get(b) : "");
                densities[a][b] = new UniformTable(radiusStep, text.numbers(radiusCount, which));
            }
        }
        UniformTable[][] pairs = new UniformTable[n][];
        for (int a = 0; a < n; a++) {
            pairs[a] = new UniformTable[a + 1];
            for (int b = 0; b <= a; b++) {
                String which = "r*phi of " + elements.get(a) + "-" + elements.get(b);
                pairs[a][b] = new UniformTable(radiusStep, text.numbers(radiusCount, which));
            }
        }
        if (text.hasWord()) {
            text.word("");
            throw text.wrong("expected the end of the file" + (finnisSinclair ? "" : "; with one density for each pair of elements it would be an eam_fs file"));
        }
        return new SetflFile(text, elements, cutoff, embedding, densities, pairs);
    }

    static double positive(PotentialText text, String word, String what) throws PotentialFileException {
        double value = text.number(word, what);
        if (value <= 0) {
            throw text.wrong("expected " + what + " above zero, found '" + word + "'");
        }
        return value;
    }

    /** Embedding energies of the chosen elements. Above the grid the tangent goes on, as in LAMMPS. */
    Tables embedding(List<String> species) {
        List<SplineTable> tables = new ArrayList<>();
        for (String s : species) {
            tables.add(embedding[elements.indexOf(s)].curve("F[" + s + "]", Beyond.EXTRAPOLATE, Beyond.LINEAR));
        }
        return new Tables(1, tables, false);
    }

    /** f[j]: the density that an atom of species j gives. */
    Tables densitiesGiven(List<String> species) {
        List<SplineTable> tables = new ArrayList<>();
        for (String s : species) {
            tables.add(densities[elements.indexOf(s)][0].curve("f[" + s + "]", Beyond.EXTRAPOLATE, Beyond.CONSTANT));
        }
        return new Tables(1, tables, false);
    }

    /** f[i,j]: the density at an atom of species i from one of species j. */
    Tables densitiesAt(List<String> species) {
        List<SplineTable> tables = new ArrayList<>();
        for (String at : species) {
            for (String from : species) {
                UniformTable table = densities[elements.indexOf(from)][elements.indexOf(at)];
                tables.add(table.curve("f[" + at + "," + from + "]", Beyond.EXTRAPOLATE, Beyond.CONSTANT));
            }
        }
        return new Tables(2, tables, false);
    }

    Tables pairs(List<String> species) {
        int n = species.size();
        SplineTable[] tables = new SplineTable[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                int a = elements.indexOf(species.get(i)), b = elements.indexOf(species.get(j));
                UniformTable table = pairs[Math.max(a, b)][Math.min(a, b)];
                SplineTable curve = table.curve("r*phi[" + species.get(i) + "," + species.get(j) + "]", Beyond.EXTRAPOLATE, Beyond.CONSTANT);
                tables[i * n + j] = curve;
                tables[j * n + i] = curve;
            }
        }
        return new Tables(2, List.of(tables), true);
    }

    /** The cutoff for each of {@code count}² pairs. */
    static double[] everywhere(double cutoff, int count) {
        double[] all = new double[count * count];
        Arrays.fill(all, cutoff);
        return all;
    }
}
