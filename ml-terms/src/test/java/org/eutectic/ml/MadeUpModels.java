package org.eutectic.ml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.eutectic.Potential;
import org.eutectic.dsl.diagnostic.SourceFile;

/** Small models with numbers drawn at random, in the files of their programs. */
final class MadeUpModels {
    static final String PARAMETERS = "# made up\nrcutfac 4.2\ntwojmax 4\nrfac0 0.99363\nrmin0 0\nbzeroflag 0\nquadraticflag 0\n";
    private static final double[] RADII = {0.5, 0.43}, WEIGHTS = {1, 0.7};
    /** Largest of the three j of each component for twojmax 4, in the order of the file. */
    static final int[] LARGEST_J = {0, 1, 2, 2, 3, 2, 4, 3, 4, 3, 4, 4, 4, 4};

    private final Path folder;

    MadeUpModels(Path folder) {
        this.folder = folder;
    }

    /** Components for twojmax 4: 14. */
    static String coefficients(int components, boolean quadratic) {
        Random random = new Random(5);
        int all = 1 + components + (quadratic ? components * (components + 1) / 2 : 0);
        StringBuilder text = new StringBuilder("2 " + all + "\n");
        for (int e = 0; e < 2; e++) {
            text.append(e == 0 ? "Si" : "C").append(' ').append(RADII[e]).append(' ').append(WEIGHTS[e]).append('\n');
            for (int k = 0; k < all; k++) {
                text.append(k == 0 ? -3.0 : (k <= components ? 0.05 : 0.0005) * random.nextGaussian()).append('\n');
            }
        }
        return text.toString();
    }

    static String mtp() {
        Random random = new Random(6);
        StringBuilder text = new StringBuilder("""
            MTP
            version = 1.1.0
            potential_name = made up
            scaling = 2.0e-01
            species_count = 2
            potential_tag =
            radial_basis_type = RBChebyshev
            \tmin_dist = 1.5
            \tmax_dist = 4.1
            \tradial_basis_size = 4
            \tradial_funcs_count = 2
            \tradial_coeffs
            """);
        for (String pair : new String[] {"0-0", "0-1", "1-0", "1-1"}) {
            text.append("\t\t").append(pair).append('\n');
            for (int f = 0; f < 2; f++) {
                text.append(String.format(Locale.ROOT, "\t\t\t{%.6e, %.6e, %.6e, %.6e}%n", random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian()));
            }
        }
        return text + """
            alpha_moments_count = 14
            alpha_index_basic_count = 11
            alpha_index_basic = {{0, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}, {1, 0, 0, 0}, {1, 2, 0, 0}, {1, 1, 1, 0}, {1, 1, 0, 1}, {1, 0, 2, 0}, {1, 0, 1, 1}, {1, 0, 0, 2}}
            alpha_index_times_count = 10
            alpha_index_times = {{1, 1, 1, 11}, {2, 2, 1, 11}, {3, 3, 1, 11}, {5, 5, 1, 12}, {6, 6, 2, 12}, {7, 7, 2, 12}, {8, 8, 1, 12}, {9, 9, 2, 12}, {10, 10, 1, 12}, {0, 11, 1, 13}}
            alpha_scalar_moments = 5
            alpha_moment_mapping = {0, 4, 11, 12, 13}
            species_coeffs = {-4.0, -5.0}
            moment_coeffs = {0.3, -0.2, 0.05, 0.04, -0.03}
            """;
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** A potential of Si and C with one term, its files in the folder. */
    Potential potential(String term) {
        return Potential.parse(new SourceFile("model.eut", "potential SiC {\n  species Si, C\n  term model = " + term + "\n}\n"), folder, null, Map.of());
    }

    Potential snap(String parameters, String coefficients) throws IOException {
        write("model.snapparam", parameters);
        write("model.snapcoeff", coefficients);
        return potential("snap(\"model.snapcoeff\", \"model.snapparam\")");
    }

    /** {@code linear}, {@code quadratic} or {@code mtp}. */
    Potential of(String kind) throws IOException {
        if (kind.equals("mtp")) {
            write("model.mtp", mtp());
            return potential("mtp(\"model.mtp\")");
        }
        boolean quadratic = kind.equals("quadratic");
        return snap(PARAMETERS.replace("quadraticflag 0", "quadraticflag " + (quadratic ? 1 : 0)), coefficients(14, quadratic));
    }
}
