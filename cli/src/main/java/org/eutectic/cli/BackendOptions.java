package org.eutectic.cli;

import org.eutectic.Backend;
import org.eutectic.MonitoredForceField;
import org.eutectic.Potential;
import org.eutectic.atoms.ForceField;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How forces are calculated. */
final class BackendOptions {
    @Option(names = "--backend", paramLabel = "NAME", defaultValue = "truffle",
        description = "Force calculation on the processor: truffle (compiled) or reference (slow, plain). Default: ${DEFAULT-VALUE}.")
    private Backend backend;

    @Option(names = "--threads", paramLabel = "N", description = "Threads for the forces. Default: the number of cores. The result does not depend on it.")
    private Integer threads;

    @Mixin
    private DeviceOptions device;

    ForceField forceField(Potential potential) {
        return potential.forceField(device.compiler(backend), threads());
    }

    /** With all that the potential monitors. */
    MonitoredForceField monitored(Potential potential) {
        return potential.forceField(device.compiler(backend), threads(), potential.monitored());
    }

    /** How many threads were asked for. */
    int threads() {
        if (threads != null && threads < 1) {
            throw new CommandException("--threads must be at least 1, not " + threads);
        }
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
