package org.eutectic.physics.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.model.PotentialData;
import org.eutectic.model.PotentialData.Values;
import org.eutectic.model.PotentialFileException;
import org.eutectic.model.PotentialFileReader;

/**
 * {@code from tersoff("SiC.tersoff")}: fills the parameters of the Tersoff form, and the cutoff, from a file of LAMMPS
 * {@code pair_style tersoff}. {@code n beta lambda2 B lambda1 A} are pairs', from the entries i j j; the others are triplets'.
 */
public final class TersoffReader implements PotentialFileReader {
    private static final List<String> COLUMNS =
        List.of("m", "gamma", "lambda3", "c", "d", "costheta0", "n", "beta", "lambda2", "B", "R", "D", "lambda1", "A");

    @Override
    public String keyword() {
        return "tersoff";
    }

    @Override
    public List<String> forms() {
        return List.of("Tersoff");
    }

    @Override
    public PotentialData read(List<Path> files, List<String> species) throws IOException, PotentialFileException {
        TripletFile file = TripletFile.read(SpeciesChoice.single(files, keyword()), COLUMNS, species);
        return new PotentialData(file.species(), cutoffs(file), parameters(file), Map.of());
    }

    /** The columns that the plain and the ZBL-extended files share, by the names of the forms' parameters. */
    static Map<String, Values> parameters(TripletFile file) throws PotentialFileException {
        check(file);
        Map<String, Values> parameters = new HashMap<>();
        for (String pair : List.of("A", "B", "lambda1", "lambda2", "n", "beta")) {
            parameters.put(pair, file.pairs(pair));
        }
        // Without beta the bond order is 1 whatever n is; files then write n = 0, by which the form would divide.
        double[] n = parameters.get("n").values();
        for (int t = 0; t < n.length; t++) {
            n[t] = n[t] == 0 ? 1 : n[t];
        }
        for (String triplet : List.of("m", "gamma", "lambda3", "c", "d", "R", "D")) {
            parameters.put(triplet, file.triplets(triplet));
        }
        parameters.put("h", file.triplets("costheta0"));
        return parameters;
    }

    static double[] cutoffs(TripletFile file) {
        return file.cutoffs((i, j, k) -> file.value("R", i, j, k) + file.value("D", i, j, k));
    }

    static List<String> columnsAnd(String... more) {
        List<String> all = new ArrayList<>(COLUMNS);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    private static void check(TripletFile file) throws PotentialFileException {
        int n = file.species().size();
        for (int t = 0; t < n * n * n; t++) {
            int i = t / (n * n), j = t / n % n, k = t % n;
            double m = file.value("m", i, j, k);
            if (m != 1 && m != 3) {
                throw file.wrong(i, j, k, "expected m to be 1 or 3, found " + m);
            }
            if (file.value("d", i, j, k) == 0) {
                throw file.wrong(i, j, k, "expected d other than 0: the angular term divides by it");
            }
            if (file.value("R", i, j, k) < file.value("D", i, j, k) || file.value("D", i, j, k) < 0) {
                throw file.wrong(i, j, k, "expected 0 <= D <= R, found R = " + file.value("R", i, j, k) + ", D = " + file.value("D", i, j, k));
            }
            double power = file.value("n", i, j, k);
            if (j == k && (power < 0 || power == 0 && file.value("beta", i, j, k) != 0)) {
                throw file.wrong(i, j, k, "expected n above zero, found " + power);
            }
            for (String column : List.of("gamma", "c", "beta", "lambda1", "lambda2", "A", "B")) {
                if (file.value(column, i, j, k) < 0) {
                    throw file.wrong(i, j, k, "expected " + column + " not below zero, found " + file.value(column, i, j, k));
                }
            }
        }
    }
}
