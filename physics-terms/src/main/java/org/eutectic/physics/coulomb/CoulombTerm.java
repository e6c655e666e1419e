package org.eutectic.physics.coulomb;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eutectic.check.Dimension;
import org.eutectic.check.Rational;
import org.eutectic.term.Argument;
import org.eutectic.term.BuiltInTerm;
import org.eutectic.term.TermException;
import org.eutectic.term.TermFactory;
import org.eutectic.term.TermRequest;
import org.eutectic.term.TermValue;

/** {@code coulomb(charge = {Na: 1 e, Cl: -1 e}, method = pme, accuracy = 1e-6)}: the energy of charges. */
public final class CoulombTerm implements TermFactory {
    private static final String[] METHODS = Arrays.stream(CoulombMethod.values()).map(CoulombMethod::word).toArray(String[]::new);

    @Override
    public String name() {
        return "coulomb";
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.required("charge").bySpecies(Dimension.CHARGE).ofTerm("charge").word("structure"),
            Argument.optional("method").word(METHODS).standard(CoulombMethod.PME.word()),
            Argument.optional("accuracy").number(Dimension.NONE),
            Argument.optional("cutoff").number(Dimension.LENGTH),
            Argument.optional("damping").number(Dimension.LENGTH.power(Rational.of(-1))),
            Argument.optional("width").bySpecies(Dimension.LENGTH),
            Argument.optional("total").number(Dimension.CHARGE),
            Argument.optional("inner").number(Dimension.LENGTH),
            Argument.optional("outer").number(Dimension.LENGTH),
            Argument.optional("splitting").number(Dimension.LENGTH.power(Rational.of(-1))));
    }

    @Override
    public BuiltInTerm create(TermRequest request) throws TermException {
        CoulombSettings settings = settings(request, CoulombMethod.valueOf(request.word("method").toUpperCase(Locale.ROOT)));
        if (request.has("total")) {
            settings = settings.withTotal(request.number("total"));
        }
        if (request.has("inner") || request.has("outer")) {
            settings = settings.withScreening(screening(request, settings.method()));
        }
        double[] widths = request.has("width") ? positive(request, "width", true) : null;
        return new Term(request, settings, widths);
    }

    /**
     * How a term that sums over charges was told to do that, by its arguments {@code accuracy}, {@code cutoff}, {@code splitting} and {@code damping}.
     *
     * @throws TermException where one of them does not go with the method, or has no sensible value
     */
    public static CoulombSettings settings(TermRequest request, CoulombMethod method) throws TermException {
        CoulombSettings s = CoulombSettings.of(method);
        if (request.has("accuracy")) {
            double accuracy = request.number("accuracy");
            require(method.allImages(), request, "accuracy", method, "only ewald and pme have one");
            if (!(accuracy >= CoulombSettings.FINEST && accuracy <= CoulombSettings.COARSEST)) {
                throw new TermException("accuracy", "the accuracy must lie between 1e-14 and 0.1, not be " + request.value("accuracy").written(),
                    "it is the error of forces as a part of that between two unit charges 1 Å apart; 1e-6 serves dynamics");
            }
            s = s.withAccuracy(accuracy);
        }
        if (request.has("cutoff")) {
            require(method != CoulombMethod.DIRECT, request, "cutoff", method, "it sums over all pairs");
            double cutoff = request.number("cutoff");
            if (!(cutoff > 0)) {
                throw new TermException("cutoff", "the cutoff must be a distance above 0 Å, not " + request.value("cutoff").written() + " Å");
            }
            s = s.withCutoff(cutoff);
        }
        if (request.has("splitting")) {
            require(method == CoulombMethod.EWALD, request, "splitting", method, "only ewald takes one; pme chooses its own by the accuracy");
            double splitting = request.number("splitting");
            if (!(splitting > 0) || request.has("accuracy")) {
                throw new TermException("splitting", request.has("accuracy") ? "the splitting follows from the accuracy; only one of the two can be given"
                    : "the splitting must be above 0, not " + request.value("splitting").written() + " 1/Å", "leave it out, unless another program's sum is to be repeated with its very error");
            }
            s = s.withSplitting(splitting);
        }
        if (request.has("damping")) {
            require(method.damped(), request, "damping", method, "only dsf and wolf have one; ewald and pme choose their own by the accuracy");
            double damping = request.number("damping");
            if (!(damping >= 0)) {
                throw new TermException("damping", "the damping must be 0 or more, not " + request.value("damping").written() + " 1/Å");
            }
            s = s.withDamping(damping);
        }
        return s;
    }

    private static Screening screening(TermRequest request, CoulombMethod method) throws TermException {
        String given = request.has("outer") ? "outer" : "inner";
        require(method.allImages(), request, given, method, "only ewald and pme are screened");
        double inner = request.has("inner") ? request.number("inner") : 0;
        if (!request.has("outer") || !(inner >= 0 && request.number("outer") > inner)) {
            throw new TermException(given, "charges see each other fully beyond 'outer', which must be a distance above 'inner'" + (request.has("outer")
                ? ", not " + request.value("outer").written() + " Å beside " + inner + " Å" : ", and there is none"), "write inner = 2 Å, outer = 5 Å");
        }
        return new Screening(inner, request.number("outer"));
    }

    private static void require(boolean fits, TermRequest request, String argument, CoulombMethod method, String why) throws TermException {
        if (!fits) {
            throw new TermException(argument, "method = " + method.word() + " takes no " + argument, why);
        }
    }

    /**
     * Numbers by species that must be above 0.
     *
     * @param zero whether 0 will do, too
     */
    public static double[] positive(TermRequest request, String argument, boolean zero) throws TermException {
        double[] all = request.bySpecies(argument);
        for (int k = 0; k < all.length; k++) {
            if (!(all[k] > 0 || zero && all[k] == 0)) {
                throw new TermException(argument, argument + " of " + request.species().get(k) + " must be " + (zero ? "0 or more" : "above 0") + ", not " + all[k]);
            }
        }
        return all;
    }

    /** The numbers of a structure's species, with one for those that the term does not know. */
    public static double[] forSpecies(List<String> species, List<String> known, double[] numbers, double other) {
        return species.stream().mapToDouble(s -> known.contains(s) ? numbers[known.indexOf(s)] : other).toArray();
    }

    /**
     * The term with its numbers.
     *
     * @param widths of charges by species, Å; null for points
     */
    public record Term(TermRequest request, CoulombSettings settings, double[] widths) implements BuiltInTerm {
        @Override
        public CoulombForceField forceField(List<String> species, int threads) {
            return new CoulombForceField(species, sum(species, threads), fixedCharges(species), known(species), readCharges());
        }

        /** What computes it for structures of some species. */
        public CoulombSum sum(List<String> species, int threads) {
            ChargeClouds clouds = widths == null ? null : ChargeClouds.gaussian(forSpecies(species, request.species(), widths, 0));
            return new CoulombSum(settings, species.size(), clouds, readCharges() == null ? 0 : 1, threads);
        }

        /** The charges of species, e; null where they do not go with species. */
        public double[] fixedCharges(List<String> species) {
            return request.value("charge") instanceof TermValue.BySpecies ? forSpecies(species, request.species(), request.bySpecies("charge"), 0) : null;
        }

        /** Which species take part. */
        public boolean[] known(List<String> species) {
            boolean[] known = new boolean[species.size()];
            for (int k = 0; k < known.length; k++) {
                known[k] = request.species().contains(species.get(k));
            }
            return known;
        }

        /** The term that gives the charges; null where none does. */
        public TermValue.OfTerm readCharges() {
            return request.value("charge") instanceof TermValue.OfTerm t ? t : null;
        }

        /** Sums over pairs inside the cutoff of charges that go with species; whatever looks beyond it, or for charges, is more than that. */
        @Override
        public Optional<String> asPotential(List<String> species) {
            boolean pairs = settings.method().damped() || settings.method() == CoulombMethod.CUT;
            if (!pairs || widths != null || !(request.value("charge") instanceof TermValue.BySpecies)) {
                return Optional.empty();
            }
            double a = settings.method().damped() ? settings.damping() : 0, rc = settings.cutoff();
            double[] end = new double[3], charges = forSpecies(species, request.species(), request.bySpecies("charge"), 0);
            (a == 0 ? ChargeShapes.POINTS : ChargeShapes.damped(a)).at(rc, end);
            double shift = settings.method().damped() ? -end[0] : 0, slope = settings.method() == CoulombMethod.DSF ? -end[1] : 0;
            double self = settings.method().damped() ? shift - slope * rc - ChargeShapes.TWO_OVER_ROOT_PI * a : 0;
            String q = IntStream.range(0, species.size()).mapToObj(k -> "q[" + species.get(k) + "] = " + plain(charges[k]) + " e").collect(Collectors.joining(", "));
            return Optional.of("""
                potential Charges {
                  species %s
                  cutoff %s Å
                  param %s
                  energy[i] = 1/2*k_e*q[i]*(sum(j) q[j]*(erfc(%s Å^-1*r[i,j])/r[i,j] + %s Å^-1 + %s Å^-2*(r[i,j] - cutoff)) + %s Å^-1*q[i])
                }
                """.formatted(String.join(", ", species), plain(rc), q, plain(a), plain(shift), plain(slope), plain(self)));
        }

        /** All digits, with nothing that the language might take for something else. */
        private static String plain(double number) {
            return new BigDecimal(Double.toString(number)).toPlainString();
        }

        @Override
        public List<String> citations() {
            List<String> method = switch (settings.method()) {
                case DSF -> List.of("C. J. Fennell and J. D. Gezelter, J. Chem. Phys. 124, 234104 (2006)");
                case WOLF -> List.of("D. Wolf, P. Keblinski, S. R. Phillpot and J. Eggebrecht, J. Chem. Phys. 110, 8254 (1999)");
                case EWALD -> List.of("P. P. Ewald, Ann. Phys. 369, 253 (1921)");
                case PME -> List.of("U. Essmann, L. Perera, M. L. Berkowitz, T. Darden, H. Lee and L. G. Pedersen, J. Chem. Phys. 103, 8577 (1995)");
                case CUT, DIRECT -> List.of();
            };
            return settings.screening() == null ? method
                : Stream.concat(method.stream(), Stream.of("T. W. Ko, J. A. Finkler, S. Goedecker and J. Behler, Nat. Commun. 12, 398 (2021)")).toList();
        }
    }
}
