package org.eutectic.ml.mtp;

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

/** {@code term m = mtp("fitted.mtp")}: a moment tensor potential in a file of the MLIP package, which numbers species; {@code elements = "Si O"} names them. */
public final class MtpTerm implements TermFactory {
    private static final String FILE = "file", ELEMENTS = "elements";

    @Override
    public String name() {
        return "mtp";
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.required(FILE).file(), Argument.optional(ELEMENTS).text());
    }

    @Override
    public BuiltInTerm create(TermRequest request) throws TermException {
        MtpModel model = new MtpFile(request, FILE).read();
        List<String> elements = request.has(ELEMENTS) ? Arrays.asList(request.text(ELEMENTS).strip().split("[\\s,]+")) : request.species();
        if (elements.size() != model.species()) {
            throw new TermException(request.has(ELEMENTS) ? ELEMENTS : FILE, request.file(FILE) + " is for " + model.species() + " species, not for " + elements.size() + " (" + String.join(", ", elements) + ")",
                "the file numbers its species; say which they are, in its order: elements = \"…\"");
        }
        List<String> missing = request.species().stream().filter(s -> !elements.contains(s)).toList();
        if (!missing.isEmpty()) {
            throw new TermException(ELEMENTS, "there is no " + String.join(", ", missing) + " among the elements " + String.join(", ", elements));
        }
        return new Mtp(model, request.species(), elements, new MtpMonomials(model), new MtpProducts(model));
    }

    private record Mtp(MtpModel model, List<String> known, List<String> elements, MtpMonomials monomials, MtpProducts products) implements BuiltInTerm {
        @Override
        public ForceField forceField(List<String> species, int threads) {
            int[] numbers = species.stream().mapToInt(s -> known.contains(s) ? elements.indexOf(s) : -1).toArray();
            return new CenterSum("mtp", species, model.cutoff(), threads, () -> new MtpRoutine(model, monomials, products, numbers));
        }

        @Override
        public List<String> citations() {
            return List.of("A. V. Shapeev, Multiscale Model. Simul. 14, 1153 (2016)");
        }

        @Override
        public List<String> description() {
            return List.of(String.format(Locale.ROOT, "linear in %d contractions of moment tensors: %d basic moments, %d products; cutoff %s Å", model.mapping().length, model.basicCount(),
                model.products().length / 4, model.cutoff()));
        }
    }
}
