package org.eutectic.md.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.symmetry.CrystalSymmetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CifReaderTest {
    /** Rutile: a made-up file with what real ones have: comments, a text over lines, quotes, uncertainties, operations in one column of two. */
    private static final String RUTILE = """
        # made up for a test
        data_rutile
        _publ_section_title
        ;
         A title over
         _cell_length_a 99
        ;
        _cell_length_a 4.594(1)
        _cell_length_b 4.594(1)
        _cell_length_c 2.959
        _cell_angle_alpha 90
        _cell_angle_beta 90
        _cell_angle_gamma 90.0
        _symmetry_space_group_name_H-M 'P 42/m n m'
        loop_
        _symmetry_equiv_pos_site_id
        _symmetry_equiv_pos_as_xyz
        1 'x, y, z'
        2 '-x, -y, z'
        3 '-y+1/2, x+1/2, z+1/2'
        4 'y+1/2, -x+1/2, z+1/2'
        5 '-x+1/2, y+1/2, -z+1/2'
        6 'x+1/2, -y+1/2, -z+1/2'
        7 'y, x, -z'
        8 '-y, -x, -z'
        9 '-x, -y, -z'
        10 'x, y, -z'
        11 'y+1/2, -x+1/2, -z+1/2'
        12 '-y+1/2, x+1/2, -z+1/2'
        13 'x+1/2, -y+1/2, z+1/2'
        14 '-x+1/2, y+1/2, z+1/2'
        15 '-y, -x, z'
        16 'y, x, z'
        loop_
        _atom_site_label
        _atom_site_type_symbol
        _atom_site_fract_x
        _atom_site_fract_y
        _atom_site_fract_z
        _atom_site_occupancy
        Ti1 Ti4+ 0 0 0 1.0
        O1 O2- 0.3053(2) 0.3053(2) 0.0 1.
        """;

    @TempDir
    private Path folder;

    private Configuration read(String name, String text) throws IOException {
        return StructureFile.read(Files.writeString(folder.resolve(name), text));
    }

    @Test
    void readsACrystalWithItsSymmetry() throws IOException {
        for (String name : List.of("rutile.cif", "rutile")) {
            Configuration c = read(name, RUTILE);
            assertEquals(List.of("Ti", "O"), c.symbols());
            assertArrayEquals(new int[] {0, 0, 1, 1, 1, 1}, c.types());
            assertArrayEquals(new double[] {4.594, 0, 0, 0, 4.594, 0, 0, 0, 2.959}, c.cell().vectors(), 1e-12);
            assertArrayEquals(new double[] {0, 0, 0, 2.297, 2.297, 1.4795}, java.util.Arrays.copyOf(c.positions(), 6), 1e-12);
            assertEquals(16, CrystalSymmetry.of(c).order());
        }
    }

    /** Three of the same atom in a special position given with four digits are one; a hexagonal cell has a along x. */
    @Test
    void imagesThatAreOneByRoundingAreOne() throws IOException {
        Configuration c = read("zinc.cif", """
            data_zinc
            _cell_length_a 2.665
            _cell_length_b 2.665
            _cell_length_c 4.947
            _cell_angle_alpha 90
            _cell_angle_beta 90
            _cell_angle_gamma 120
            loop_
            _space_group_symop_operation_xyz
            x,y,z
            -y,x-y,z
            -x+y,-x,z
            -x,-y,z+1/2
            loop_
            _atom_site_label
            _atom_site_fract_x
            _atom_site_fract_y
            _atom_site_fract_z
            Zn1 0.3333 0.6667 0.25
            """);
        assertEquals(2, c.size());
        assertEquals(List.of("Zn"), c.symbols());
        assertArrayEquals(new double[] {2.665, 0, 0, -1.3325, 2.665 * Math.sqrt(0.75), 0, 0, 0, 4.947}, c.cell().vectors(), 1e-12);
        assertEquals(0.5 * 4.947, Math.abs(c.positions()[5] - c.positions()[2]), 1e-12);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "_cell_length_c 2.959      | _cell_length_d 2.959 | the file has no _cell_length_c",
        "_cell_angle_gamma 90.0    | _cell_angle_gamma 200 | the angles of the cell span no volume",
        "'-x, -y, z'               | '-x, -y'             | '-x, -y' is no symmetry operation, such as -x,y+1/2,-z",
        "'-x, -y, z'               | '-x, -q, z'          | '-x, -q, z' is no symmetry operation, such as -x,y+1/2,-z",
        "Ti4+ 0 0 0 1.0            | Ti4+ 0 0 0 0.5       | site 1 is occupied by 0.5 of Ti4+; give a structure in which each site has one atom",
        "Ti4+                      | Qq                   | 'Qq' is no element",
        "0.3053(2) 0.0             | 0.3053(2) zero       | a coordinate should be a number, not 'zero'",
        "0.0 1.                    | 0.0                  | the loop of _atom_site_label breaks off: 11 values for 6 columns",
        "_symmetry_equiv_pos_as_xyz | _other              | the space group is P 42/m n m, but the file lists no symmetry operations (_space_group_symop_operation_xyz)",
        "'P 42/m n m'              | 'P 42/m n m          | a quote is not closed",
    })
    void refuses(String what, String other, String message) throws IOException {
        assertTrue(RUTILE.contains(what), what);
        Path file = Files.writeString(folder.resolve("r.cif"), RUTILE.replace(what, other));
        String said = assertThrows(StructureException.class, () -> StructureFile.read(file)).getMessage();
        assertTrue(said.startsWith(file + ", frame 1, line ") && said.endsWith(": " + message), said);
    }
}
