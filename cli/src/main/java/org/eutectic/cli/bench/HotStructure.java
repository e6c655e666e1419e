package org.eutectic.cli.bench;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.dynamics.Velocities;

/** Structures with the disorder of their temperature, made by the engine itself; large ones are copies of one of some ten thousand atoms side by side. */
final class HotStructure {
    /** More atoms would take longer to equilibrate than to measure. */
    private static final int MOST_EQUILIBRATED = 40_000;

    private final Configuration block;
    private final Configuration whole;

    /**
     * @param atoms about so many; 0 asks for the usual number
     * @param engine computes the forces; its potential is compiled by the way
     * @param steps of Langevin dynamics from the perfect crystal
     */
    HotStructure(BenchCase what, int atoms, EngineRounds engine, int steps) {
        int cells = what.cells(atoms), copies = 1;
        while (what.atoms((cells + copies - 1) / copies) > MOST_EQUILIBRATED) {
            copies++;
        }
        block = what.crystal(Math.round((float) cells / copies));
        // Half of it goes into potential energy.
        Velocities.maxwellBoltzmann(block, 2 * what.temperature(), BenchCase.SEED);
        engine.equilibrate(block, steps);
        whole = copies == 1 ? block : repeat(block, copies);
        if (copies > 1) {
            // Each copy goes its own way.
            Velocities.maxwellBoltzmann(whole, what.temperature(), BenchCase.SEED);
        }
    }

    /** What was equilibrated: large enough to compile a potential on. */
    Configuration block() {
        return block;
    }

    /** The structure, with velocities; the same for all rounds and programs. */
    Configuration whole() {
        return whole;
    }

    private static Configuration repeat(Configuration c, int copies) {
        int n = c.size(), k = 0;
        int[] types = new int[n * copies * copies * copies];
        double[] positions = new double[3 * types.length];
        double[] edges = {c.cell().get(0, 0), c.cell().get(1, 1), c.cell().get(2, 2)};
        for (int a = 0; a < copies; a++) {
            for (int b = 0; b < copies; b++) {
                for (int d = 0; d < copies; d++) {
                    int[] shift = {a, b, d};
                    for (int i = 0; i < n; i++, k++) {
                        types[k] = c.types()[i];
                        for (int x = 0; x < 3; x++) {
                            positions[3 * k + x] = c.positions()[3 * i + x] + shift[x] * edges[x];
                        }
                    }
                }
            }
        }
        return new Configuration(c.symbols(), types, positions, Cell.orthorhombic(copies * edges[0], copies * edges[1], copies * edges[2]));
    }
}
