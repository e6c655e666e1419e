package org.eutectic.term;

import java.util.List;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborList;

/** {@code squares(of = crowd)}: sum(i) n_i^2 eV of another term's field, for tests. */
public final class SquaresTerm implements TermFactory {
    @Override
    public String name() {
        return "squares";
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.required("of").ofTerm("crowding"));
    }

    @Override
    public BuiltInTerm create(TermRequest request) {
        return (species, threads) -> new Squares(species, (TermValue.OfTerm) request.value("of"));
    }

    private static final class Squares extends NeighborSum implements CoupledForceField {
        private final TermValue.OfTerm of;
        private AtomField n;

        Squares(List<String> species, TermValue.OfTerm of) {
            super("squares", species, 0);
            this.of = of;
        }

        @Override
        public void connect(String name, FieldExchange exchange) {
            n = exchange.field(of);
        }

        @Override
        public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
            out.reset(list.centers());
            double sum = 0;
            for (int i = 0; i < list.centers(); i++) {
                double e = n.values()[i] * n.values()[i];
                out.siteEnergies()[list.atoms()[i]] = e;
                sum += e;
                n.adjoints()[i] += 2 * n.values()[i];
            }
            out.setEnergy(energy ? sum : Double.NaN);
        }
    }
}
