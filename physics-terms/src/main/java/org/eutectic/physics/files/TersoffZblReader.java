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
 * {@code from tersoff_zbl("SiC.tersoff.zbl")}: fills the parameters of the TersoffZBL form, and the cutoff, from a file of LAMMPS
 * {@code pair_style tersoff/zbl}: the columns of a Tersoff file and four more, the pair's nuclear charges (e) and the place (Å) and steepness
 * (1/Å) of the Fermi function that passes from one to the other.
 */
public final class TersoffZblReader implements PotentialFileReader {
    private static final List<String> COLUMNS = TersoffReader.columnsAnd("Z_i", "Z_j", "ZBLcut", "ZBLexpscale");

    @Override
    public String keyword() {
        return "tersoff_zbl";
    }

    @Override
    public List<String> forms() {
        return List.of("TersoffZBL");
    }

    @Override
    public PotentialData read(List<Path> files, List<String> species) throws IOException, PotentialFileException {
        TripletFile file = TripletFile.read(SpeciesChoice.single(files, keyword()), COLUMNS, species);
        Map<String, Values> parameters = new HashMap<>(TersoffReader.parameters(file));
        parameters.put("Z1", file.pairs("Z_i"));
        parameters.put("Z2", file.pairs("Z_j"));
        parameters.put("rF", file.pairs("ZBLcut"));
        parameters.put("AF", file.pairs("ZBLexpscale"));
        return new PotentialData(file.species(), TersoffReader.cutoffs(file), parameters, Map.of());
    }
}
