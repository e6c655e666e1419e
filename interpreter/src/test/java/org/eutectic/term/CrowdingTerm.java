package org.eutectic.term;

import java.util.List;
import java.util.Map;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.check.Dimension;

/** {@code crowding(weight = X[i])}: publishes n_i = w_i sum(j) (1 - (r/cutoff)^2)^2, no energy, for tests of fields that terms hand each other. */
public final class CrowdingTerm implements TermFactory {
    @Override
    public String name() {
        return "crowding";
    }

    @Override
    public List<Argument> arguments() {
        return List.of(Argument.required("weight").ofPotential(Dimension.NONE), Argument.optional("cutoff").number(Dimension.LENGTH).standard(4));
    }

    @Override
    public Map<String, Dimension> publishes() {
        return Map.of("crowding", Dimension.NONE);
    }

    @Override
    public BuiltInTerm create(TermRequest request) {
        return (species, threads) -> new Crowding(species, request);
    }

    private static final class Crowding extends NeighborSum implements CoupledForceField {
        private final TermRequest request;
        private AtomField weight;
        private AtomField published;

        Crowding(List<String> species, TermRequest request) {
            super("crowding", species, request.number("cutoff"));
            this.request = request;
        }

        @Override
        public void connect(String name, FieldExchange exchange) {
            weight = exchange.field((TermValue.OfPotential) request.value("weight"));
            published = exchange.field(new TermValue.OfTerm(name, "crowding"));
        }

        @Override
        public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
            out.reset(list.centers());
            out.setEnergy(energy ? 0 : Double.NaN);
            double[] n = published.values();
            java.util.Arrays.fill(n, 0);
            each(list, (i, j, r) -> n[i] += weight.values()[i] * Math.pow(1 - r * r / cutoff / cutoff, 2));
        }

        @Override
        public void reverse(NeighborList list, boolean virial, Evaluation out) {
            each(list, (i, j, r) -> {
                double x = 1 - r * r / cutoff / cutoff;
                weight.adjoints()[i] += published.adjoints()[i] * x * x;
                slope(list, i, j, r, published.adjoints()[i] * weight.values()[i] * 2 * x * -2 * r / cutoff / cutoff, out);
            });
        }
    }
}
