package org.eutectic.md.symmetry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.md.Matrix3;
import org.eutectic.md.structure.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BravaisLatticeTest {

    private static Configuration crystal(Lattice l, int... repeat) {
        return l.build(l.elements() == 1 ? List.of("Ar") : List.of("Cu", "Au"), 4, 6.1, repeat, new boolean[] {true, true, true}, new double[3]);
    }

    @ParameterizedTest
    @CsvSource({"sc, CUBIC, 1", "fcc, FACE_CENTERED_CUBIC, 4", "bcc, BODY_CENTERED_CUBIC, 2", "hcp, HEXAGONAL, 1", "diamond, FACE_CENTERED_CUBIC, 4", "b1, FACE_CENTERED_CUBIC, 4", "b2, CUBIC, 1",
        "b3, FACE_CENTERED_CUBIC, 4", "b4, HEXAGONAL, 1", "l10, TETRAGONAL, 1", "l12, CUBIC, 1"})
    void prototypes(String name, BravaisLattice.Type type, int points) {
        Lattice l = Lattice.named(name).orElseThrow();
        for (int[] repeat : new int[][] {{1, 1, 1}, {3, 1, 2}}) {
            BravaisLattice b = BravaisLattice.of(crystal(l, repeat));
            assertEquals(type, b.type());
            assertEquals(points, Matrix3.determinant(b.conventional()) / Matrix3.determinant(b.primitive()), 1e-9);
        }
    }

    /** Cubes stand along the axes; a hexagonal cell's a along x, c along z. */
    @Test
    void conventionalCellsStandAsTheCrystalDoes() {
        assertArrayEquals(new double[] {4, 0, 0, 0, 4, 0, 0, 0, 4}, BravaisLattice.of(crystal(Lattice.FCC, 1, 2, 1)).conventional(), 1e-12);
        assertArrayEquals(new double[] {4, 0, 0, -2, 2 * Math.sqrt(3), 0, 0, 0, 6.1}, BravaisLattice.of(crystal(Lattice.HCP, 1, 1, 1)).conventional(), 1e-12);
        double[] square = BravaisLattice.of(crystal(Lattice.L10, 1, 1, 1)).conventional();
        assertEquals(Math.sqrt(8), Math.hypot(square[0], square[1]), 1e-12);
        assertArrayEquals(new double[] {-square[1], square[0], 0, 0, 0, 6.1}, Arrays.copyOfRange(square, 3, 9), 1e-12);
    }

    @Test
    void centeredAndObliqueCells() {
        assertEquals(BravaisLattice.Type.BODY_CENTERED_TETRAGONAL, type(-2, 2, 3.5, 2, -2, 3.5, 2, 2, -3.5));
        assertEquals(BravaisLattice.Type.RHOMBOHEDRAL, type(3, 0.5, 0.5, 0.5, 3, 0.5, 0.5, 0.5, 3));
        assertEquals(BravaisLattice.Type.ORTHORHOMBIC, type(4, 0, 0, 0, 5, 0, 0, 0, 6));
        assertEquals(BravaisLattice.Type.CENTERED_ORTHORHOMBIC, type(2, 2.5, 0, -2, 2.5, 0, 0, 0, 6));
        assertEquals(BravaisLattice.Type.OBLIQUE, type(4, 0, 0, 0.7, 5, 0, 0.3, 0.4, 6));
        BravaisLattice hr = BravaisLattice.of(crystal(3, 0.5, 0.5, 0.5, 3, 0.5, 0.5, 0.5, 3));
        assertEquals(3, Matrix3.determinant(hr.conventional()) / Matrix3.determinant(hr.primitive()), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> BravaisLattice.of(new Configuration(List.of("Ar"), new int[1], new double[3], Cell.none())));
    }

    private static BravaisLattice.Type type(double... cell) {
        return BravaisLattice.of(crystal(cell)).type();
    }

    private static Configuration crystal(double... cell) {
        return new Configuration(List.of("Ar"), new int[1], new double[] {0.3, 0.1, 0.2}, new Cell(cell, new boolean[] {true, true, true}));
    }
}
