package org.eutectic.md.dynamics;

import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.eutectic.md.structure.ExtendedXyz;
import org.eutectic.md.file.OutputFile;
import org.eutectic.md.structure.StructureFile;
import org.eutectic.md.structure.StructureFrame;

import java.nio.file.Path;

/**
 * A state from which a run can be continued, kept as extended XYZ with every digit. A run continued from the file written by a {@link RestartWriter}, with the
 * same settings, makes the very steps it would have made without the break.
 *
 * @param configuration positions, velocities, masses, charges, cell
 * @param step the number of the step
 * @param time time, fs
 * @param heat energy put in by the thermostat so far, eV
 */
public record Restart(Configuration configuration, long step, double time, double heat) {

    /** Reads a state; a structure without step and time counts as the beginning. */
    public static Restart read(Path file) {
        StructureFrame frame = StructureFile.last(file);
        double step = frame.number("step").orElse(0.0);
        if (step != Math.rint(step)) {
            throw StructureException.of(Kind.MALFORMED, "%s: step should be a whole number, not '%s'", frame.place(), frame.info().get("step"));
        }
        return new Restart(frame.configuration(), (long) step, frame.number("time_fs").orElse(0.0), frame.number("heat_eV").orElse(0.0));
    }

    /** Writes the state whole or not at all. */
    public void write(Path file) {
        try (OutputFile out = new OutputFile(file)) {
            ExtendedXyz.appendExact(out::append, configuration, "step=" + step + " time_fs=" + time + " heat_eV=" + heat);
            out.commit();
        }
    }
}
