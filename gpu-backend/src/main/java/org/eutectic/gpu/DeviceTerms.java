package org.eutectic.gpu;

import java.util.List;
import java.util.Optional;
import org.eutectic.Summand;
import org.eutectic.gpu.charges.ChargesOnDevice;
import org.eutectic.gpu.charges.CoulombOnDevice;
import org.eutectic.gpu.dispersion.DispersionOnDevice;
import org.eutectic.physics.charges.ChargeTerm;
import org.eutectic.physics.coulomb.CoulombTerm;
import org.eutectic.physics.dispersion.DispersionTerm;

/** Which built-in terms have kernels of their own. */
public final class DeviceTerms {
    private DeviceTerms() {}

    /**
     * A term on a device; empty where it has no kernels.
     *
     * @param species of the structures to come, in their order
     */
    public static Optional<DeviceTerm> of(Summand.BuiltIn part, List<String> species) {
        return switch (part.term()) {
            case CoulombTerm.Term c -> Optional.of(new CoulombOnDevice(c, species));
            case ChargeTerm.Term c -> Optional.of(new ChargesOnDevice(c, species, part.published().getFirst().value()));
            case DispersionTerm.Term d -> Optional.of(new DispersionOnDevice(d, species));
            default -> Optional.empty();
        };
    }

    /** Whether a part of a potential can be calculated on a device. */
    static boolean runs(Summand part, List<String> species) {
        return switch (part) {
            case Summand.Equations e -> e.reads() == null;
            case Summand.Field f -> true;
            case Summand.BuiltIn b -> b.term().asPotential(species).isPresent() || of(b, species).isPresent();
        };
    }
}
