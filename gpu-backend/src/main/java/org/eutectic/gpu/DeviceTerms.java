package org.eutectic.gpu;

import java.util.List;
import java.util.Optional;
import org.eutectic.Summand;
import org.eutectic.term.BuiltInTerm;

/** Which built-in terms have kernels of their own. */
public final class DeviceTerms {
    private DeviceTerms() {}

    /**
     * A term on a device; empty where it has no kernels.
     *
     * @param species of the structures to come, in their order
     */
    public static Optional<DeviceTerm> of(BuiltInTerm term, List<String> species) {
        return Optional.empty();
    }

    /** Whether a part of a potential can be calculated on a device. */
    static boolean runs(Summand part, List<String> species) {
        return switch (part) {
            case Summand.Equations e -> e.reads() == null;
            case Summand.Field f -> true;
            case Summand.BuiltIn b -> b.term().asPotential(species).isPresent() || of(b.term(), species).isPresent();
        };
    }
}
