package org.eutectic.atoms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ElementsTest {
    @Test
    void symbolsAndNumbersAgree() {
        for (int z = 1; z <= Elements.LAST; z++) {
            assertEquals(z, Elements.number(Elements.symbol(z)));
        }
        assertEquals(29, Elements.number("Cu"));
        assertEquals(79, Elements.number("Au"));
        assertEquals("Og", Elements.symbol(118));
    }

    @Test
    void massesAreStandardWeights() {
        assertEquals(63.546, Elements.mass("Cu"));
        assertEquals(28.085, Elements.mass("Si"));
        assertEquals(238.03, Elements.mass("U"));
        assertEquals("Ni", Elements.nearestByMass(58.69, 0.1));
        assertNull(Elements.nearestByMass(61, 0.1));
    }

    @Test
    void unknownSymbolsAreNamed() {
        StructureException e = assertThrows(StructureException.class, () -> Elements.mass("CU"));
        assertEquals(StructureException.Kind.UNKNOWN_ELEMENT, e.kind());
        assertTrue(e.getMessage().contains("did you mean 'Cu'?"), e.getMessage());
    }
}
