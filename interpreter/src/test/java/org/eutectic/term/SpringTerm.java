package org.eutectic.term;

import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.check.Dimension;
import org.eutectic.check.Rational;

/** {@code spring(k = {…}, cutoff = …)}: 1/2 k_i k_j (r - cutoff)^2/eV for each pair of atoms, for tests. */
public final class SpringTerm implements TermFactory {
    static final Dimension STIFFNESS = Dimension.ENERGY.over(Dimension.LENGTH.power(Rational.of(2)));

    @Override
    public String name() {
        return "spring";
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.required("k").bySpecies(STIFFNESS), Argument.optional("cutoff").number(Dimension.LENGTH).standard(4), Argument.optional("shape").word("soft", "hard").standard("soft"),
            Argument.optional("table").file(), Argument.optional("title").text(), Argument.optional("quiet").flag().standard(false));
    }

    @Override
    public BuiltInTerm create(TermRequest request) throws TermException {
        if (request.number("cutoff") <= 0) {
            throw new TermException("cutoff", "springs of " + request.number("cutoff") + " Å hold nothing", "give a length above zero");
        }
        if (request.has("table")) {
            throw new TermException("table", request.file("table") + ":1: " + request.lines("table").getFirst().length() + " characters are no spring");
        }
        return new BuiltInTerm() {
            @Override
            public ForceField forceField(List<String> species, int threads) {
                // Atoms of other species do not exist for it.
                double[] k = species.stream().mapToDouble(s -> request.species().contains(s) ? request.bySpecies("k")[request.species().indexOf(s)] : 0).toArray();
                return new Springs(species, request.number("cutoff"), request.word("shape").equals("hard") ? Arrays.stream(k).map(x -> 3 * x).toArray() : k);
            }

            @Override
            public List<String> citations() {
                return List.of("R. Hooke, De Potentia Restitutiva (1678)");
            }
        };
    }

    private static final class Springs extends NeighborSum {
        private final double[] k;

        Springs(List<String> species, double cutoff, double[] k) {
            super("spring", species, cutoff);
            this.k = k;
        }

        @Override
        public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
            out.reset(list.centers());
            double[] sum = new double[1];
            each(list, (i, j, r) -> {
                double both = k[list.types()[i]] * k[list.types()[j]], e = both * (r - cutoff) * (r - cutoff) / 4;
                out.siteEnergies()[list.atoms()[i]] += e;
                sum[0] += e;
                if (forces || virial) {
                    slope(list, i, j, r, both * (r - cutoff) / 2, out);
                }
            });
            out.setEnergy(energy ? sum[0] : Double.NaN);
        }
    }
}
