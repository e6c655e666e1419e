package org.eutectic.cli.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.cli.CommandException;
import org.eutectic.md.build.Atoms;
import org.eutectic.md.build.BuildException;
import org.eutectic.md.structure.StructureFile;
import org.eutectic.md.structure.StructureFrame;
import org.eutectic.md.structure.StructureFrames;

/** Makes the atoms that a run file asks for. */
public final class StructureSource {
    private StructureSource() {}

    /**
     * @param folder that relative paths start from: the run file's
     * @param notice is told of what the user should know, such as a trajectory that breaks off in its last frame
     */
    public static Configuration make(StructureChoice choice, Path folder, Consumer<String> notice) {
        return choice.file() == null ? crystal(choice) : read(choice, folder.resolve(choice.file()), notice);
    }

    private static Configuration crystal(StructureChoice s) {
        double c = s.c() == null ? s.lattice().idealAxialRatio() * s.a() : s.c();
        return s.lattice().build(RunFileCheck.elements(s), s.a(), c, repeat(s), periodic(s, new boolean[] {true, true, true}), vacuum(s));
    }

    private static Configuration read(StructureChoice s, Path file, Consumer<String> notice) {
        Configuration c = frame(s, file, notice).configuration();
        if (s.repeat() != null) {
            try {
                c = Atoms.supercell(c, repeat(s));
            } catch (BuildException e) {
                throw new CommandException("structure.repeat: " + e.getMessage());
            }
        }
        double[] vacuum = vacuum(s);
        double[] v = c.cell().vectors();
        for (int row = 0; row < 3; row++) {
            double length = Math.sqrt(v[3 * row] * v[3 * row] + v[3 * row + 1] * v[3 * row + 1] + v[3 * row + 2] * v[3 * row + 2]);
            for (int k = 3 * row; k < 3 * row + 3 && length > 0; k++) {
                v[k] *= 1 + vacuum[row] / length;
            }
        }
        c.setCell(new Cell(v, periodic(s, c.cell().periodic())));
        return c;
    }

    private static StructureFrame frame(StructureChoice s, Path file, Consumer<String> notice) {
        int wanted = s.frame() == null ? -1 : s.frame();
        if (wanted == 0 || wanted < -1) {
            throw new CommandException("structure.frame: frames are counted from 1, and -1 is the last; there is no frame " + wanted);
        }
        if (wanted == -1) {
            return StructureFile.last(file, notice);
        }
        int n = 0;
        try (StructureFrames frames = StructureFile.frames(file)) {
            while (frames.hasNext()) {
                StructureFrame f = frames.next();
                if (++n == wanted) {
                    return f;
                }
            }
        }
        throw new CommandException(file + " holds " + n + (n == 1 ? " frame" : " frames") + "; there is no frame " + wanted);
    }

    private static boolean[] periodic(StructureChoice s, boolean[] otherwise) {
        List<Boolean> p = s.periodic();
        return p == null ? otherwise : new boolean[] {p.get(0), p.get(1), p.get(2)};
    }

    private static int[] repeat(StructureChoice s) {
        return s.repeat() == null ? new int[] {1, 1, 1} : s.repeat().stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] vacuum(StructureChoice s) {
        return s.vacuum() == null ? new double[3] : s.vacuum().stream().mapToDouble(Double::doubleValue).toArray();
    }
}
