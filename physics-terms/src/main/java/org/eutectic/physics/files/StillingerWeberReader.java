package org.eutectic.physics.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.model.PotentialData;
import org.eutectic.model.PotentialData.Values;
import org.eutectic.model.PotentialFileException;
import org.eutectic.model.PotentialFileReader;

/**
 * {@code from sw("CdTe.sw")}: fills the parameters of the StillingerWeber form, and the cutoff, from a file of LAMMPS {@code pair_style sw}.
 * {@code sigma a gamma A B p q} are pairs', from the entries i j j, as is the pair term's {@code epsilon}; {@code lambda costheta0} and the
 * three-body term's {@code epsilon} are triplets'.
 *
 * <p>A column {@code tol} above zero asks for interactions to be dropped a little before a·σ, where the exponential has fallen to about
 * {@code tol}; the range {@code rc} is then shortened as LAMMPS does, else it is a·σ.
 */
public final class StillingerWeberReader implements PotentialFileReader {
    private static final List<String> COLUMNS = List.of("epsilon", "sigma", "a", "lambda", "gamma", "costheta0", "A", "B", "p", "q", "tol");
    private static final double LARGEST_TOLERANCE = 0.01;

    @Override
    public String keyword() {
        return "sw";
    }

    @Override
    public List<String> forms() {
        return List.of("StillingerWeber");
    }

    @Override
    public PotentialData read(List<Path> files, List<String> species) throws IOException, PotentialFileException {
        TripletFile file = TripletFile.read(SpeciesChoice.single(files, keyword()), COLUMNS, species);
        int n = file.species().size();
        double[] range = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                range[i * n + j] = range(file, i, j);
            }
        }
        Map<String, Values> parameters = new HashMap<>();
        for (String pair : List.of("sigma", "a", "gamma", "A", "B", "p", "q")) {
            parameters.put(pair, file.pairs(pair));
        }
        parameters.put("rc", new Values(2, range));
        parameters.put("epsilon", file.pairs("epsilon"));
        double[] strength = file.ofAngles("lambda", "epsilon"), unit = file.triplets("epsilon").values();
        double[] lambda = new double[strength.length];
        for (int t = 0; t < lambda.length; t++) {
            lambda[t] = strength[t] == 0 ? 0 : strength[t] / unit[t];
        }
        parameters.put("epsilon3", new Values(3, unit));
        parameters.put("lambda", new Values(3, lambda));
        parameters.put("cos0", new Values(3, file.ofAngles("costheta0")));
        return new PotentialData(file.species(), file.cutoffs((i, j, k) -> range[i * n + k]), parameters, Map.of());
    }

    private static double range(TripletFile file, int i, int j) throws PotentialFileException {
        double sigma = file.value("sigma", i, j, j), a = file.value("a", i, j, j), gamma = file.value("gamma", i, j, j);
        double tolerance = file.value("tol", i, j, j);
        for (String column : List.of("epsilon", "sigma", "a", "lambda", "gamma", "A", "B", "p", "q", "tol")) {
            if (file.value(column, i, j, j) < 0) {
                throw file.wrong(i, j, j, "expected " + column + " not below zero, found " + file.value(column, i, j, j));
            }
        }
        if (tolerance == 0) {
            return a * sigma;
        }
        // exp(γσ/(r − aσ)) = tol is solved for r with the smaller of γ and 1, so that both of the form's exponentials have decayed.
        double steepness = gamma < 1 ? gamma : 1;
        return a * sigma + steepness * sigma / Math.log(Math.min(tolerance, LARGEST_TOLERANCE));
    }
}
