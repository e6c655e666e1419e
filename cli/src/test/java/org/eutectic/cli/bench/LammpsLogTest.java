package org.eutectic.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.eutectic.cli.CommandException;
import org.junit.jupiter.api.Test;

/** The numbers in a log of LAMMPS. */
class LammpsLogTest {
    private static final String LOG = """
        Per MPI rank memory allocation (min/avg/max) = 2.0 | 3.0 | 4.0 Mbytes
        Step PotEng
               0    -14.5
              10    -14.25
        Loop time of 0.5 on 2 procs for 10 steps with 1000 atoms

        MPI task timing breakdown:
        Section |  min time  |  avg time  |  max time  |%varavg| %total
        ---------------------------------------------------------------
        Pair    | 0.1        | 0.2        | 0.3        |   0.0 | 88.00
        Neigh   | 0.01       | 0.04       | 0.05       |   0.0 |  9.00
        Comm    | 0.001      | 0.002      | 0.003      |   0.0 |  0.60

        Neighbor list builds = 2
        Dangerous builds = 0
        """;

    @Test
    void timesAreForEachAtomAndStep() {
        Sample s = Lammps.parse(LOG, 1000, 2);
        assertEquals(2e4, s.force(), 1e-6);
        assertEquals(5e4, s.step(), 1e-6);
        assertEquals(2e4, s.list(), 1e-6);
        assertEquals(2 * 3 * 1048.576, s.memory(), 1e-6);
        assertEquals(2, s.builds());
        assertEquals(-14.5, s.energy());
        assertEquals(-14.25, s.lastEnergy());
        assertEquals(200, s.ghosts(), 1e-6);
    }

    @Test
    void aRunWithoutNewListsHasNoTimeForThem() {
        assertTrue(Double.isNaN(Lammps.parse(LOG.replace("builds = 2", "builds = 0"), 1000, 1).list()));
    }

    @Test
    void whatIsNoLogIsRefused() {
        assertTrue(assertThrows(CommandException.class, () -> Lammps.parse("nothing", 1, 1)).getMessage().contains("not understood"));
    }
}
