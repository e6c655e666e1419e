package org.eutectic.speed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eutectic.Backend;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.cli.Main;
import org.eutectic.md.structure.Lattice;
import org.eutectic.md.dynamics.Langevin;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.TemperatureProgram;
import org.eutectic.md.dynamics.Velocities;

/** What the benchmarks of single calls compute: a potential on a hot crystal of the size that fits it. */
public enum Kernel {
    LJ("potentials/Ar.eut", "potentials/Ar.eut", Lattice.FCC, 5.708, 90, 20),
    EAM("potentials/Cu.eut", "potentials/Cu.eut", Lattice.FCC, 3.69, 1200, 20),
    SW("potentials/Si-sw.eut", "potentials/Si-sw.eut", Lattice.DIAMOND, 5.45, 1000, 16),
    TERSOFF("potentials/Si-tersoff.eut", "potentials/Si-tersoff.eut", Lattice.DIAMOND, 5.45, 1000, 16),
    /** A pair energy of a user's own. */
    TWISTED("lj-twist.eut", "potentials/Ar.eut", Lattice.FCC, 5.708, 90, 20),
    /** A many-body form of a user's own; a copper that takes less time makes it hot. */
    SCREENED("examples/screened.eut", "potentials/Cu.eut", Lattice.FCC, 3.69, 1200, 10);

    private static final double SKIN = 1;

    private final String file;
    private final String maker;
    private final Lattice lattice;
    private final double constant;
    private final double temperature;
    private final int cells;

    Kernel(String file, String maker, Lattice lattice, double constant, double temperature, int cells) {
        this.file = file;
        this.maker = maker;
        this.lattice = lattice;
        this.constant = constant;
        this.temperature = temperature;
        this.cells = cells;
    }

    /** Atoms in the benchmark. */
    int atoms() {
        return lattice.sites() * cells * cells * cells;
    }

    Potential potential() {
        return read(file);
    }

    /** The crystal of the benchmark. */
    Configuration hot() {
        return hot(cells, 200);
    }

    /** A crystal of so many cells along each edge after so many steps of Langevin dynamics. */
    Configuration hot(int edge, int steps) {
        Potential potential = read(maker);
        Configuration c = lattice.build(potential.species(), constant, 0, new int[] {edge, edge, edge}, new boolean[] {true, true, true}, new double[3]);
        Velocities.maxwellBoltzmann(c, 2 * temperature, 1);
        try (ForceField field = potential.forceField(Backend.TRUFFLE, 1)) {
            Simulation.of(c, field).timestep(2).integrator(new Langevin(TemperatureProgram.constant(temperature), 100, 1)).steps(steps).build().run();
        }
        return c;
    }

    /** A neighbor list with the skin that a run would have. */
    static NeighborList list(Configuration c, ForceField field) {
        return NeighborListBuilder.build(c, field, SKIN);
    }

    /** The same for forces written by hand. */
    static NeighborList list(Configuration c, HandWritten forces) {
        NeighborList list = new NeighborListBuilder(c.symbols(), List.of(forces.neighborhood()), SKIN, 1).build(c);
        forces.take(list.pairs(forces.neighborhood()));
        return list;
    }

    /** The same forces in plain Java; null where nobody wrote them. */
    HandWritten handWritten() {
        return switch (this) {
            case TWISTED -> new TwistedPairForces();
            case SCREENED -> new ScreenedForces();
            default -> null;
        };
    }

    private static Potential read(String name) {
        if (name.indexOf('/') >= 0) {
            return Potential.load(root().resolve(name), null, Map.of());
        }
        try (InputStream in = Main.class.getResourceAsStream("bench/" + name)) {
            return Potential.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("potentials"))) {
            here = here.getParent();
        }
        return here;
    }

    /** Those that were also written by hand. */
    static List<Kernel> written() {
        return List.of(TWISTED, SCREENED);
    }
}
