package org.eutectic.gpu;

import java.util.List;
import org.eutectic.Summand;
import org.eutectic.TermCompiler;
import org.eutectic.atoms.ForceField;
import org.eutectic.gpu.source.Precision;
import org.eutectic.ir.SiteEnergy;

/** Potentials on an accelerator. */
final class DeviceBackend implements TermCompiler {
    private final ComputeDevice device;
    private final Precision precision;

    DeviceBackend(ComputeDevice device, Precision precision) {
        this.device = device;
        this.precision = precision;
    }

    @Override
    public ForceField compile(String name, List<String> species, List<SiteEnergy> terms, int threads) {
        return compileAll(name, species, terms.stream().map(t -> (Summand) new Summand.Equations("", t, null)).toList(), threads);
    }

    @Override
    public boolean takesAll() {
        return true;
    }

    @Override
    public ForceField compileAll(String name, List<String> species, List<Summand> parts, int threads) {
        return new DeviceForceField(name, species, parts, device, precision);
    }

    /** Never half on the processor without a word. */
    @Override
    public void accept(List<String> species, List<Summand> parts) {
        List<String> others = parts.stream().filter(p -> !DeviceTerms.runs(p, species)).map(DeviceBackend::describe).sorted().toList();
        if (!others.isEmpty()) {
            throw new DeviceException("some terms have no program for a device, and this potential has " + (others.size() == 1 ? "one: " : others.size() + ": ") + String.join(", ", others)
                + "; use --device cpu");
        }
    }

    private static String describe(Summand part) {
        return part instanceof Summand.Equations e ? e.name() + " (equations that read " + e.reads().term() + ")" : part.name();
    }

    @Override
    public String toString() {
        return device.description().name() + (precision == Precision.DOUBLE ? "" : ", " + precision + " precision");
    }
}
