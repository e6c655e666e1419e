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
 * {@code from vashishta("SiC.vashishta")}: fills the parameters of the Vashishta form, and the cutoff, from a file of LAMMPS
 * {@code pair_style vashishta}. {@code B C costheta0} are triplets'; the others are pairs', from the entries i j j.
 */
public final class VashishtaReader implements PotentialFileReader {
    private static final List<String> COLUMNS = List.of(
        "H", "eta", "Zi", "Zj", "lambda1", "D", "lambda4", "W", "rc", "B", "gamma", "r0", "C", "costheta0");

    @Override
    public String keyword() {
        return "vashishta";
    }

    @Override
    public List<String> forms() {
        return List.of("Vashishta");
    }

    @Override
    public PotentialData read(List<Path> files, List<String> species) throws IOException, PotentialFileException {
        TripletFile file = TripletFile.read(SpeciesChoice.single(files, keyword()), COLUMNS, species);
        int n = file.species().size();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (String column : List.of("lambda1", "lambda4", "rc")) {
                    if (file.value(column, i, j, j) <= 0) {
                        throw file.wrong(i, j, j, "expected " + column + " above zero, found " + file.value(column, i, j, j));
                    }
                }
                if (file.value("r0", i, j, j) > file.value("rc", i, j, j)) {
                    throw file.wrong(i, j, j, "expected r0 of the three-body term not above rc of the pair term");
                }
            }
        }
        Map<String, Values> parameters = new HashMap<>();
        for (String pair : List.of("H", "eta", "lambda1", "D", "lambda4", "W", "rc", "gamma", "r0")) {
            parameters.put(pair, file.pairs(pair));
        }
        parameters.put("Z1", file.pairs("Zi"));
        parameters.put("Z2", file.pairs("Zj"));
        parameters.put("B", new Values(3, file.ofAngles("B")));
        parameters.put("C", new Values(3, file.ofAngles("C")));
        parameters.put("cos0", new Values(3, file.ofAngles("costheta0")));
        return new PotentialData(file.species(), file.cutoffs((i, j, k) -> file.value("rc", i, k, k)), parameters, Map.of());
    }
}
