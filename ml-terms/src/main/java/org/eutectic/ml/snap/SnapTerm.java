package org.eutectic.ml.snap;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eutectic.atoms.ForceField;
import org.eutectic.term.Argument;
import org.eutectic.term.BuiltInTerm;
import org.eutectic.term.CenterSum;
import org.eutectic.term.TermException;
import org.eutectic.term.TermFactory;
import org.eutectic.term.TermRequest;

/** {@code term s = snap("Si.snapcoeff", "Si.snapparam")}: a linear or quadratic SNAP potential in the files of LAMMPS. */
public final class SnapTerm implements TermFactory {
    private static final String COEFFICIENTS = "coefficients", PARAMETERS = "parameters";

    @Override
    public String name() {
        return "snap";
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.required(COEFFICIENTS).file(), Argument.required(PARAMETERS).file());
    }

    @Override
    public BuiltInTerm create(TermRequest request) throws TermException {
        SnapModel model = new SnapFiles(request, COEFFICIENTS, PARAMETERS).read();
        List<String> missing = request.species().stream().filter(s -> !model.elements().contains(s)).toList();
        if (!missing.isEmpty()) {
            throw new TermException(COEFFICIENTS, request.file(COEFFICIENTS) + " has no " + String.join(", ", missing) + "; it has " + String.join(", ", model.elements()));
        }
        return new Snap(model, request.species(), new SnapTables(model.twojmax(), model.bnorm()));
    }

    private record Snap(SnapModel model, List<String> known, SnapTables tables) implements BuiltInTerm {
        @Override
        public ForceField forceField(List<String> species, int threads) {
            int[] numbers = species.stream().mapToInt(s -> known.contains(s) ? model.elements().indexOf(s) : -1).toArray();
            double reach = Arrays.stream(numbers).filter(n -> n >= 0).mapToDouble(n -> model.cutoff(n, n)).max().orElse(0);
            return new CenterSum("snap", species, reach, threads, () -> new SnapRoutine(model, tables, numbers));
        }

        @Override
        public List<String> citations() {
            String linear = "A. P. Thompson, L. P. Swiler, C. R. Trott, S. M. Foiles, G. J. Tucker, J. Comput. Phys. 285, 316 (2015)";
            return model.quadratic() ? List.of(linear, "M. A. Wood, A. P. Thompson, J. Chem. Phys. 148, 241721 (2018)") : List.of(linear);
        }

        @Override
        public List<String> description() {
            return List.of(String.format(Locale.ROOT, "%s in %d bispectrum components (twojmax %d), cutoff %s Å, elements %s", model.quadratic() ? "quadratic" : "linear",
                SnapModel.components(model.twojmax()), model.twojmax(), String.join(", ", known.stream().map(s -> s + " " + model.cutoff(model.elements().indexOf(s), model.elements().indexOf(s))).toList()),
                String.join(", ", model.elements())));
        }
    }
}
