package org.eutectic.gpu;

import java.util.List;
import java.util.Set;
import org.eutectic.TermCompiler;
import org.eutectic.atoms.ForceField;
import org.eutectic.gpu.source.Precision;
import org.eutectic.ir.SiteEnergy;

/** Potentials' equations on an accelerator. */
final class DeviceBackend implements TermCompiler {
    private final ComputeDevice device;
    private final Precision precision;

    DeviceBackend(ComputeDevice device, Precision precision) {
        this.device = device;
        this.precision = precision;
    }

    @Override
    public ForceField compile(String name, List<String> species, List<SiteEnergy> terms, int threads) {
        return new DeviceForceField(name, species, terms, device, precision);
    }

    /** Never half on the processor without a word. */
    @Override
    public void accept(Set<String> terms) {
        if (!terms.isEmpty()) {
            throw new DeviceException("built-in terms run on the processor, but for sums of fixed charges over pairs (coulomb with method dsf, wolf or cut), and this potential has " + (terms.size() == 1 ? "one: " : terms.size() + ": ") + String.join(", ", terms.stream().sorted().toList())
                + "; use --device cpu");
        }
    }

    @Override
    public boolean tellsTermsApart() {
        return true;
    }

    @Override
    public String toString() {
        return device.description().name() + (precision == Precision.DOUBLE ? "" : ", " + precision + " precision");
    }
}
