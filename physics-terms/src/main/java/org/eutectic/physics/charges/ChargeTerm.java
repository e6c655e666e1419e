package org.eutectic.physics.charges;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eutectic.check.Dimension;
import org.eutectic.check.Rational;
import org.eutectic.physics.coulomb.ChargeClouds;
import org.eutectic.physics.coulomb.ChargeInteraction;
import org.eutectic.physics.coulomb.CoulombMethod;
import org.eutectic.physics.coulomb.CoulombSettings;
import org.eutectic.physics.coulomb.CoulombSum;
import org.eutectic.physics.coulomb.CoulombTerm;
import org.eutectic.physics.coulomb.TaperedSum;
import org.eutectic.term.Argument;
import org.eutectic.term.BuiltInTerm;
import org.eutectic.term.TermException;
import org.eutectic.term.TermFactory;
import org.eutectic.term.TermRequest;
import org.eutectic.term.TermValue;

/** {@code qeq(chi = {…}, hardness = {…}, width = {…}, total = 0 e)}: charges that minimise their energy, and that energy. */
public final class ChargeTerm implements TermFactory {
    private static final String GAUSSIAN = "gaussian";
    private static final String SLATER = "slater";
    private static final String TAPER = "reaxff_taper";
    /** Å, as the force field has it. */
    private static final double TAPER_CUTOFF = 10;

    @Override
    public String name() {
        return "qeq";
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.required("chi").bySpecies(Dimension.ENERGY).ofPotential(Dimension.ENERGY),
            Argument.required("hardness").bySpecies(Dimension.ENERGY),
            Argument.optional("width").bySpecies(Dimension.LENGTH),
            Argument.optional("gamma").bySpecies(Dimension.LENGTH.power(Rational.of(-1))),
            Argument.optional("total").number(Dimension.CHARGE).standard(0),
            Argument.optional("screening").word(GAUSSIAN, SLATER, TAPER).standard(GAUSSIAN),
            Argument.optional("method").word("ewald", "pme", "direct"),
            Argument.optional("accuracy").number(Dimension.NONE),
            Argument.optional("cutoff").number(Dimension.LENGTH),
            Argument.optional("energy").flag().standard(true),
            Argument.optional("splitting").number(Dimension.LENGTH.power(Rational.of(-1))));
    }

    @Override
    public Map<String, Dimension> publishes() {
        return Map.of("charge", Dimension.CHARGE);
    }

    @Override
    public BuiltInTerm create(TermRequest request) throws TermException {
        String screening = request.word("screening"), shape = screening.equals(GAUSSIAN) ? "width" : "gamma", other = screening.equals(GAUSSIAN) ? "gamma" : "width";
        if (!request.has(shape)) {
            throw new TermException(null, "qeq with screening = " + screening + " needs a " + shape + " for each species", "write " + shape + " = {" + request.species().getFirst()
                + ": " + (shape.equals("width") ? "1.0 Å" : "1.0 1/Å") + ", …}");
        }
        if (request.has(other)) {
            throw new TermException(other, "screening = " + screening + " takes " + shape + ", not " + other);
        }
        CoulombTerm.positive(request, "hardness", true);
        double[] shapes = CoulombTerm.positive(request, shape, false);
        if (!screening.equals(TAPER)) {
            CoulombMethod method = CoulombMethod.valueOf((request.has("method") ? request.word("method") : "pme").toUpperCase(Locale.ROOT));
            return new Term(request, shapes, CoulombTerm.settings(request, method).withTotal(CoulombSettings.ANY));
        }
        for (String a : List.of("method", "accuracy", "splitting")) {
            if (request.has(a)) {
                throw new TermException(a, "screening = " + TAPER + " takes no " + a, "its interactions end at the cutoff");
            }
        }
        return new Term(request, shapes, CoulombSettings.of(CoulombMethod.CUT).withCutoff(request.has("cutoff") ? request.number("cutoff") : TAPER_CUTOFF));
    }

    /**
     * The term with its numbers.
     *
     * @param settings of the interaction; of a tapered one only the cutoff counts
     */
    public record Term(TermRequest request, double[] shapes, CoulombSettings settings) implements BuiltInTerm {
        @Override
        public ChargeForceField forceField(List<String> species, int threads) {
            ChargeInteraction interaction = interaction(species, threads);
            double[] hardness = hardness(species);
            return new ChargeForceField(species, interaction, new ChargeEquilibration(interaction, hardness, total()), hardness, chi(species), readChi(), counts());
        }

        /** K, for structures of some species: a {@link CoulombSum} or a {@link TaperedSum}. */
        public ChargeInteraction interaction(List<String> species, int threads) {
            double[] form = CoulombTerm.forSpecies(species, request.species(), shapes, 1);
            return switch (request.word("screening")) {
                case GAUSSIAN -> new CoulombSum(settings, species.size(), ChargeClouds.gaussian(form), 1, threads);
                case SLATER -> new CoulombSum(settings, species.size(), ChargeClouds.slater(form), 1, threads);
                default -> new TaperedSum(form, settings.cutoff(), threads);
            };
        }

        /** η by species, eV/e²; of those that do not take part {@link ChargeEquilibration#RIGID}. */
        public double[] hardness(List<String> species) {
            return CoulombTerm.forSpecies(species, request.species(), request.bySpecies("hardness"), ChargeEquilibration.RIGID);
        }

        /** χ by species, eV/e; null where it is a field. */
        public double[] chi(List<String> species) {
            return request.value("chi") instanceof TermValue.BySpecies ? CoulombTerm.forSpecies(species, request.species(), request.bySpecies("chi"), 0) : null;
        }

        /** The field that is χ; null where it goes with species. */
        public TermValue.OfPotential readChi() {
            return request.value("chi") instanceof TermValue.OfPotential p ? p : null;
        }

        /** What the charges sum to, e. */
        public double total() {
            return request.number("total");
        }

        /** Whether the charges' energy is part of the potential's. */
        public boolean counts() {
            return request.flag("energy");
        }

        @Override
        public List<String> citations() {
            return switch (request.word("screening")) {
                case GAUSSIAN -> List.of("A. K. Rappé and W. A. Goddard, J. Phys. Chem. 95, 3358 (1991)", "S. A. Ghasemi, A. Hofstetter, S. Saha and S. Goedecker, Phys. Rev. B 92, 045131 (2015)");
                case SLATER -> List.of("A. K. Rappé and W. A. Goddard, J. Phys. Chem. 95, 3358 (1991)", "F. H. Streitz and J. W. Mintmire, Phys. Rev. B 50, 11996 (1994)");
                default -> List.of("A. C. T. van Duin, S. Dasgupta, F. Lorant and W. A. Goddard, J. Phys. Chem. A 105, 9396 (2001)");
            };
        }
    }
}
