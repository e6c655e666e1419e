package org.eutectic.physics.dispersion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eutectic.atoms.ForceField;
import org.eutectic.check.Dimension;
import org.eutectic.check.Rational;
import org.eutectic.dsl.diagnostic.Suggestion;
import org.eutectic.term.Argument;
import org.eutectic.term.BuiltInTerm;
import org.eutectic.term.TermException;
import org.eutectic.term.TermFactory;
import org.eutectic.term.TermRequest;
import org.eutectic.term.TermValue;

/** {@code d3("PBE", damping = bj, atm = yes)}: Grimme's dispersion. */
public final class DispersionTerm implements TermFactory {
    /** Numbers one may give oneself: their names in the language, and what they are called in {@link Damping}. */
    private static final Map<String, String> NUMBERS = Map.of("s6", "s6", "s8", "s8", "s9", "s9", "a1", "a1", "a2", "a2", "rs6", "rs6", "rs8", "rs8", "beta", "beta", "power", "beta");
    private static final String CITATION = "S. Grimme, J. Antony, S. Ehrlich and H. Krieg, J. Chem. Phys. 132, 154104 (2010)";

    @Override
    public String name() {
        return "d3";
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.optional("functional").text(),
            Argument.optional("damping").word("bj", "zero", "bjm", "zerom", "op").standard("bj"),
            Argument.optional("atm").flag().standard(false),
            Argument.optional("cutoff").number(Dimension.LENGTH).standard(DispersionSettings.PAIR_CUTOFF),
            Argument.optional("cn_cutoff").number(Dimension.LENGTH).standard(DispersionSettings.COUNT_CUTOFF),
            Argument.optional("atm_cutoff").number(Dimension.LENGTH).standard(DispersionSettings.TRIPLE_CUTOFF),
            number("s6"), number("s8"), number("s9"), number("a1"), Argument.optional("a2").number(Dimension.LENGTH), number("rs6"), number("rs8"),
            Argument.optional("beta").number(Dimension.LENGTH.power(Rational.of(-1))), number("power"));
    }

    private static Argument number(String name) {
        return Argument.optional(name).number(Dimension.NONE);
    }

    @Override
    public BuiltInTerm create(TermRequest request) throws TermException {
        Damping damping = Damping.of(request.word("damping"));
        DampingParameters parameters = parameters(request, damping);
        for (String c : List.of("cutoff", "cn_cutoff", "atm_cutoff")) {
            if (!(request.number(c) > 0)) {
                throw new TermException(c, c + " must be a distance above 0 Å, not " + request.value(c).written() + " Å");
            }
        }
        for (String s : request.species()) {
            try {
                References.number(s);
            } catch (IllegalArgumentException e) {
                throw new TermException(null, e.getMessage());
            }
        }
        DispersionSettings settings = DispersionSettings.of(parameters).withThreeBody(request.flag("atm"))
            .withCutoffs(request.number("cutoff"), request.number("cn_cutoff"), request.number("atm_cutoff"));
        return new Term(settings, request.species());
    }

    private static DampingParameters parameters(TermRequest request, Damping damping) throws TermException {
        Map<String, Double> own = new HashMap<>();
        for (Map.Entry<String, String> n : NUMBERS.entrySet()) {
            if (request.has(n.getKey())) {
                double x = ((TermValue.Number) request.value(n.getKey())).value();
                own.put(n.getValue(), n.getKey().equals("a2") ? x / AtomicUnits.BOHR : n.getKey().equals("beta") ? x * AtomicUnits.BOHR : x);
                requireTaken(n.getKey(), n.getValue(), damping);
            }
        }
        if (!request.has("functional")) {
            List<String> missing = damping.parameters().stream().filter(p -> !own.containsKey(p) && !p.equals("rs8")).map(p -> name(p, damping)).toList();
            if (!missing.isEmpty()) {
                throw new TermException(null, "d3 needs a functional, or its own parameters: damping = " + damping.word() + " lacks " + String.join(", ", missing),
                    "write d3(\"PBE\", damping = " + damping.word() + "), say");
            }
            return DampingParameters.of(damping, own, "");
        }
        String functional = request.text("functional");
        DampingParameters published = Functionals.find(functional, damping).orElse(null);
        if (published == null) {
            String others = Functionals.dampings(functional).stream().map(Damping::word).collect(Collectors.joining(", "));
            throw new TermException("functional", "d3 has no parameters for '" + functional + "' with damping = " + damping.word(), others.isEmpty()
                ? Suggestion.nearest(Functionals.plain(functional), Functionals.names()).map(n -> "did you mean " + n + "? ").orElse("")
                    + "it knows " + String.join(", ", Functionals.names()) : "there are some for damping = " + others);
        }
        Map<String, Double> all = new HashMap<>(Map.of("s6", published.s6(), "s8", published.s8(), "rs6", published.rs6(), "rs8", published.rs8(), "a1", published.a1(),
            "a2", published.a2(), "beta", published.beta()));
        all.putAll(own);
        return DampingParameters.of(damping, all, published.source());
    }

    private static String name(String parameter, Damping damping) {
        return parameter.equals("beta") && damping == Damping.OP ? "power" : parameter;
    }

    private static void requireTaken(String name, String parameter, Damping damping) throws TermException {
        boolean common = name.equals("s6") || name.equals("s9");
        if (!common && !(damping.parameters().contains(parameter) && name(parameter, damping).equals(name))) {
            throw new TermException(name, "damping = " + damping.word() + " has no " + name, "it takes s6, s9, "
                + damping.parameters().stream().map(p -> name(p, damping)).collect(Collectors.joining(", ")));
        }
    }

    /**
     * A term.
     *
     * @param known the species that take part
     */
    public record Term(DispersionSettings settings, List<String> known) implements BuiltInTerm {
        @Override
        public ForceField forceField(List<String> species, int threads) {
            return new Dispersion(settings, species, known, threads);
        }

        @Override
        public List<String> citations() {
            List<String> all = new ArrayList<>(List.of(CITATION));
            if (!settings.parameters().source().isEmpty()) {
                all.add("https://doi.org/" + settings.parameters().source());
            }
            return all;
        }

        @Override
        public List<String> description() {
            DampingParameters p = settings.parameters();
            String numbers = switch (p.damping()) {
                case ZERO -> "rs6 = " + p.rs6() + ", s8 = " + p.s8() + ", rs8 = " + p.rs8();
                case ZEROM -> "rs6 = " + p.rs6() + ", s8 = " + p.s8() + ", beta = " + p.beta() + " 1/bohr";
                case BJ, BJM -> "a1 = " + p.a1() + ", s8 = " + p.s8() + ", a2 = " + p.a2() + " bohr";
                case OP -> "a1 = " + p.a1() + ", s8 = " + p.s8() + ", a2 = " + p.a2() + " bohr, power = " + p.beta();
                case CSO -> "a1 = " + p.a1() + ", a2 = " + p.a2() + ", a3 = " + p.a3() + ", a4 = " + p.a4() + " bohr";
            };
            return List.of("damping " + p.damping().word() + ": s6 = " + p.s6() + ", " + numbers);
        }
    }
}
