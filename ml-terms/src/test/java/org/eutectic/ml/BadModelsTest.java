package org.eutectic.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.eutectic.dsl.diagnostic.SourceException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of files that are not as they should be: one message, at the argument that names the file. */
class BadModelsTest {
    @TempDir
    private Path folder;
    private MadeUpModels models;

    @BeforeEach
    void models() {
        models = new MadeUpModels(folder);
    }

    private interface Load {
        void run() throws IOException;
    }

    private void says(String message, Load load) {
        SourceException e = assertThrows(SourceException.class, load::run);
        String first = e.getMessage().lines().findFirst().orElseThrow().replace(folder + File.separator, "");
        assertEquals(message, first.substring(first.indexOf("error: ") + 7));
    }

    private void snap(String message, String parameters, String coefficients) {
        says(message, () -> models.snap(parameters, coefficients));
    }

    @Test
    void ofSnap() {
        String good = MadeUpModels.coefficients(14, false), parameters = MadeUpModels.PARAMETERS;
        snap("model.snapcoeff:1: 15 coefficients for each element; a linear model with twojmax 6 (model.snapparam) has 31", parameters.replace("twojmax 4", "twojmax 6"), good);
        snap("model.snapcoeff:1: 15 coefficients for each element; a quadratic model with twojmax 4 (model.snapparam) has 120", parameters.replace("quadraticflag 0", "quadraticflag 1"), good);
        snap("model.snapcoeff:3: a coefficient of Si is NaN, no finite number", parameters, good.replace("\n-3.0\n", "\nNaN\n"));
        snap("model.snapcoeff: the file ends before coefficient 15 of the 15 of C", parameters, good.substring(0, good.lastIndexOf('\n', good.length() - 2) + 1));
        snap("model.snapcoeff:34: the file goes on after the last coefficient", parameters, good + "0.1\n");
        snap("model.snapcoeff:2: an element is to stand here with its radius and weight, not 2 words", parameters, good.replace("Si 0.5 1.0", "Si 0.5"));
        snap("model.snapcoeff:2: the radius of Si is to stand here, not 'big'", parameters, good.replace("Si 0.5 1.0", "Si big 1"));
        snap("model.snapcoeff has no Si; it has Ge, C", parameters, good.replace("Si", "Ge"));
        snap("model.snapcoeff: the first line is to hold the numbers of elements and of coefficients of each", parameters, "# nothing\n");
        snap("model.snapparam:3: there is no keyword 'twojmx'; did you mean twojmax?", parameters.replace("twojmax", "twojmx"), good);
        snap("model.snapparam: there is no rcutfac", parameters.replace("rcutfac 4.2\n", ""), good);
        snap("model.snapparam:3: twojmax is a whole number from 0 to 20, not 4.5", parameters.replace("twojmax 4", "twojmax 4.5"), good);
        snap("model.snapparam:6: bzeroflag is 0 or 1, not 2", parameters.replace("bzeroflag 0", "bzeroflag 2"), good);
        snap("model.snapparam:8: chemflag 1 is not supported: components of the bispectrum that tell elements apart", parameters + "chemflag 1\n", good);
    }

    private void mtp(String message, String from, String to) {
        says(message, () -> {
            models.write("model.mtp", MadeUpModels.mtp().replace(from, to));
            models.potential("mtp(\"model.mtp\")");
        });
    }

    @Test
    void ofMomentTensors() {
        mtp("model.mtp:1: a moment tensor potential of MLIP begins with a line MTP", "MTP\n", "");
        mtp("model.mtp:2: this is version 1.2.0 of the format; 1.1.0 is known", "version = 1.1.0", "version = 1.2.0");
        mtp("model.mtp:4: there is no key 'scalin'; did you mean scaling?", "scaling", "scalin");
        mtp("model.mtp:7: radial functions RBBessel are not known; RBChebyshev are", "RBChebyshev", "RBBessel");
        mtp("model.mtp:33: moment_coeffs has 4 numbers; alpha_scalar_moments is 5", "0.04, ", "");
        mtp("model.mtp: there is no moment_coeffs: the file is cut short, or no potential", "moment_coeffs = {0.3, -0.2, 0.05, 0.04, -0.03}\n", "");
        mtp("model.mtp:32: NaN is no finite number", "-4.0", "NaN");
        mtp("model.mtp:31: alpha_moment_mapping holds 14, which names nothing that there is", "12, 13}\nspecies", "12, 14}\nspecies");
        mtp("model.mtp:29: product 9 makes moment 13 of 0 and 13, out of order or out of range", "{0, 11, 1, 13}", "{0, 13, 1, 13}");
        mtp("model.mtp:16: the pair 0-0 stands here twice", "0-1", "0-0");
        says("model.mtp is for 2 species, not for 1 (Si)", () -> {
            models.write("model.mtp", MadeUpModels.mtp());
            models.potential("mtp(\"model.mtp\", elements = \"Si\")");
        });
    }
}
