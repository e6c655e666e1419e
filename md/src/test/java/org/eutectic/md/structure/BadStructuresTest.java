package org.eutectic.md.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eutectic.atoms.StructureException;
import org.eutectic.atoms.StructureException.Kind;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Every bad file gives one message with file, frame and line, and the reason. */
class BadStructuresTest {
    private static final String FINE = "1\nProperties=species:S:1:pos:R:3\nCu 0 0 0\n";
    private static final String HEAD = "title\n2 atoms\n1 atom types\n0 5 xlo xhi\n0 5 ylo yhi\n0 5 zlo zhi\n\n";
    private static final String MASSES = "Masses\n\n1 63.546\n\n";

    @TempDir
    private Path folder;

    private record Case(String name, String text, Kind kind, String... parts) {}

    @TestFactory
    Stream<DynamicTest> cases() {
        return Stream.of(
                new Case("empty.xyz", "", Kind.TRUNCATED, "the file is empty"),
                new Case("nan.xyz", FINE + "2\nLattice=\"9 0 0 0 9 0 0 0 9\"\nCu 0 0 0\nCu 1 nan 2\n", Kind.NOT_FINITE, "frame 2, line 7", "pos of atom 2 is nan"),
                new Case("word.xyz", "1\n\nCu 0 zero 0\n", Kind.MALFORMED, "frame 1, line 3", "should be a number, not 'zero'"),
                new Case("missing.xyz", FINE + "1\nProperties=species:S:1:pos:R:3:velo:R:3\nCu 0 0 0 1 2\n", Kind.MALFORMED, "frame 2, line 6", "holds 6 columns; Properties announces 7"),
                new Case("surplus.xyz", "1\nProperties=species:S:1:pos:R:3\nCu 0 0 0 1\n", Kind.MALFORMED, "holds 5 columns; Properties announces 4"),
                new Case("short.xyz", "3\n\nCu 0 0 0\nCu 1 1 1\n", Kind.TRUNCATED, "line 4", "announces 3 atoms, but the file ends after 2"),
                new Case("nocomment.xyz", "3\n", Kind.TRUNCATED, "the comment line"),
                new Case("count.xyz", "three\n\n", Kind.MALFORMED, "line 1", "not 'three'"),
                new Case("flat.xyz", "1\nLattice=\"1 0 0 2 0 0 0 0 1\"\nCu 0 0 0\n", Kind.SINGULAR_CELL, "frame 1", "span no volume"),
                new Case("zero.xyz", "1\nLattice=\"1 0 0 0 1 0 0 0 0\" pbc=\"T T T\"\nCu 0 0 0\n", Kind.SINGULAR_CELL, "vector c is zero"),
                new Case("lattice.xyz", "1\nLattice=\"1 0 0 0 1 0\"\nCu 0 0 0\n", Kind.MALFORMED, "Lattice must hold 9 numbers", "not 6"),
                new Case("pbc.xyz", "1\nLattice=\"1 0 0 0 1 0 0 0 1\" pbc=\"T maybe F\"\nCu 0 0 0\n", Kind.MALFORMED, "three of T or F"),
                new Case("nolattice.xyz", "1\npbc=\"T T T\"\nCu 0 0 0\n", Kind.MALFORMED, "no Lattice"),
                new Case("properties.xyz", "1\nProperties=species:S:pos:R:3\nCu 0 0 0\n", Kind.MALFORMED, "triples"),
                new Case("nopos.xyz", "1\nProperties=species:S:1:forces:R:3\nCu 0 0 0\n", Kind.MALFORMED, "lacks pos:R:3"),
                new Case("mass.xyz", "1\nProperties=species:S:1:pos:R:3:mass:R:1\nCu 0 0 0 -1\n", Kind.MALFORMED, "line 3", "must be positive"),
                new Case("element.xyz", "1\nProperties=Z:I:1:pos:R:3\n200 0 0 0\n", Kind.UNKNOWN_ELEMENT, "atomic number 200"),
                new Case("what.bin", "hello\nworld\n", Kind.MALFORMED, "cannot tell the format"),
                new Case("noatoms.lmp", HEAD + MASSES, Kind.TRUNCATED, "no Atoms section"),
                new Case("cut.lmp", HEAD + MASSES + "Atoms # atomic\n\n1 1 0 0 0\n", Kind.TRUNCATED, "after 1 of 2 lines of Atoms"),
                new Case("columns.lmp", HEAD + MASSES + "Atoms # atomic\n\n1 1 0 0\n2 1 0 0 0\n", Kind.MALFORMED, "line 14", "holds 4 columns; atom style atomic has 5"),
                new Case("style.lmp", HEAD + MASSES + "Atoms # sphere\n\n1 1 1 1 0 0 0\n", Kind.MALFORMED, "atom style 'sphere'"),
                new Case("ambiguous.lmp", HEAD + MASSES + "Atoms\n\n1 1 1 0 0 0\n2 1 1 1 1 1\n", Kind.MALFORMED, "say which"),
                new Case("type.lmp", HEAD + MASSES + "Atoms # atomic\n\n1 2 0 0 0\n2 1 0 0 0\n", Kind.MALFORMED, "type 2, but the header announces 1"),
                new Case("twice.lmp", HEAD + MASSES + "Atoms # atomic\n\n1 1 0 0 0\n1 1 1 0 0\n", Kind.MALFORMED, "number 1 stands twice"),
                new Case("unknown.lmp", HEAD + "Masses\n\n1 61.0\n\nAtoms # atomic\n\n1 1 0 0 0\n2 1 2 0 0\n", Kind.UNKNOWN_ELEMENT, "no element has the mass of type 1"),
                new Case("nomass.lmp", HEAD + "Atoms # atomic\n\n1 1 0 0 0\n2 1 2 0 0\n", Kind.UNKNOWN_ELEMENT, "add a Masses section"),
                new Case("bounds.lmp", "t\n1 atoms\n1 atom types\n5 0 xlo xhi\n", Kind.SINGULAR_CELL, "line 4", "upper bound"),
                new Case("nobounds.lmp", "t\n1 atoms\n1 atom types\n0 5 xlo xhi\n\n" + MASSES, Kind.MALFORMED, "does not give 'ylo yhi'"),
                new Case("units.lmp", "x units = lj\n" + HEAD, Kind.MALFORMED, "units 'lj'"),
                new Case("velocity.lmp", HEAD + MASSES + "Atoms # atomic\n\n1 1 0 0 0\n2 1 2 0 0\n\nVelocities\n\n1 0 0 0\n2 0 inf 0\n", Kind.NOT_FINITE, "line 20", "is inf"),
                new Case("POSCAR.cut", "c\n1\n4 0 0\n0 4 0\n0 0 4\nCu\n2\nDirect\n0 0 0\n", Kind.TRUNCATED, "2 atoms are announced, but the positions end after 1"),
                new Case("POSCAR.mode", "c\n1\n4 0 0\n0 4 0\n0 0 4\nCu\n2\n0 0 0\n0 0 0\n", Kind.MALFORMED, "line 8", "'Direct' or 'Cartesian'"),
                new Case("POSCAR.names", "c\n1\n4 0 0\n0 4 0\n0 0 4\n2\nDirect\n0 0 0\n0 0 0\n", Kind.MALFORMED, "does not name its species"),
                new Case("POSCAR.flat", "c\n1\n4 0 0\n8 0 0\n0 0 4\nCu\n1\nDirect\n0 0 0\n", Kind.SINGULAR_CELL, "span no volume"),
                new Case("POSCAR.scale", "c\n0\n4 0 0\n0 4 0\n0 0 4\nCu\n1\nDirect\n0 0 0\n", Kind.SINGULAR_CELL, "scale factor is zero"),
                new Case("POSCAR.columns", "c\n1\n4 0 0\n0 4\n0 0 4\nCu\n1\nDirect\n0 0 0\n", Kind.MALFORMED, "line 4", "holds 2 numbers; 3 are needed"))
                .map(c -> DynamicTest.dynamicTest(c.name, () -> check(c)));
    }

    private void check(Case c) throws Exception {
        Path file = Files.writeString(folder.resolve(c.name), c.text);
        StructureException e = assertThrows(StructureException.class, () -> StructureFile.all(file));
        String message = e.getMessage();
        assertEquals(c.kind, e.kind(), message);
        assertTrue(message.contains(c.name), message);
        assertFalse(message.contains("\n"), message);
        for (String part : c.parts) {
            assertTrue(message.contains(part), message + "\n lacks: " + part);
        }
    }

    @TestFactory
    Stream<DynamicTest> unreadable() {
        return Stream.of(
                DynamicTest.dynamicTest("missing", () -> {
                    StructureException e = assertThrows(StructureException.class, () -> StructureFile.read(folder.resolve("none.xyz")));
                    assertTrue(e.getMessage().startsWith("there is no file"), e.getMessage());
                }),
                DynamicTest.dynamicTest("folder", () -> {
                    StructureException e = assertThrows(StructureException.class, () -> StructureFile.read(folder));
                    assertTrue(e.getMessage().contains("is a directory"), e.getMessage());
                }));
    }
}
