package org.eutectic.cli;

import org.eutectic.Backend;
import org.eutectic.TermCompiler;
import org.eutectic.gpu.DeviceChoice;
import org.eutectic.gpu.source.Precision;
import picocli.CommandLine.Option;

/** Where forces are calculated. */
final class DeviceOptions {
    @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "cpu",
        description = "Where forces are calculated: cpu, opencl[:N], cuda[:N], or auto: the first GPU that can, else the cpu. 'eutectic devices' lists them. Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(names = "--precision", paramLabel = "HOW", defaultValue = "double",
        description = "On a device: double, or mixed: vectors between atoms and functions of them in single precision, sums in double. Default: ${DEFAULT-VALUE}.")
    private Precision precision;

    /**
     * What computes the forces.
     *
     * @param processor for the processor
     */
    TermCompiler compiler(Backend processor) {
        DeviceChoice choice = DeviceChoice.parse(device);
        if (processor == Backend.REFERENCE && choice.kind() != DeviceChoice.Kind.CPU) {
            throw new CommandException("the reference backend runs on the processor; leave out --device " + device + ", or the reference");
        }
        return choice.compiler(processor, precision);
    }
}
