package org.eutectic.md.structure;

import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.PeriodicFrame;
import org.eutectic.atoms.StructureException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects atoms in the order of a file; species are numbered as they appear. */
final class ConfigurationAssembler {
    private final List<String> symbols = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    final int[] types;
    final double[] positions;
    double[] velocities;
    double[] masses;
    double[] charges;

    ConfigurationAssembler(int atoms) {
        types = new int[atoms];
        positions = new double[3 * atoms];
    }

    void species(int atom, String symbol) {
        types[atom] = numbers.computeIfAbsent(symbol, s -> {
            symbols.add(s);
            return symbols.size() - 1;
        });
    }

    Configuration finish(LineReader lines, Cell cell) {
        try {
            PeriodicFrame.of(cell);
        } catch (StructureException e) {
            throw e.at(lines.place());
        }
        Configuration c = new Configuration(symbols, types, positions, cell);
        c.setVelocities(velocities);
        c.setMasses(masses);
        c.setCharges(charges);
        return c;
    }
}
