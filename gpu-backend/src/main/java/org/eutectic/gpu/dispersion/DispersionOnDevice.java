package org.eutectic.gpu.dispersion;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.gpu.DeviceTerm;
import org.eutectic.gpu.ListSize;
import org.eutectic.gpu.TermKernels;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Dialect;
import org.eutectic.kernel.Outputs;
import org.eutectic.physics.dispersion.DispersionSettings;
import org.eutectic.physics.dispersion.DispersionTerm;
import org.eutectic.physics.dispersion.References;
import org.eutectic.physics.pairs.RadialTable;

/**
 * DFT-D3: {@code d3}, with the tables and in the steps of {@link org.eutectic.physics.dispersion.Dispersion}. Each atom sees all of its neighbors, and all triangles of which it is a corner, and adds to
 * nobody else.
 */
public final class DispersionOnDevice implements DeviceTerm {
    private static final int MOST = References.MOST;

    private final References references;
    private final Neighborhood pairs;
    private final Neighborhood counted;
    private final Neighborhood triangles;
    private final double weight;
    private final double exponent;
    /** Where the tables of damping, of counts and of triangles begin, by pairs of species; what they end at, Å²; and all of them. */
    private final int[] at;
    private final double[] ends;
    private final double[] tables;
    private TermKernels kernels;
    private boolean written;

    /** @param species of the structures to come, in their order */
    public DispersionOnDevice(DispersionTerm.Term term, List<String> species) {
        DispersionSettings settings = term.settings();
        references = new References(species, term.known(), settings);
        pairs = Neighborhood.full(settings.pairCutoff());
        counted = Neighborhood.full(settings.countCutoff());
        triangles = settings.hasTriples() ? Neighborhood.full(settings.tripleCutoff()) : null;
        weight = settings.tripleWeight();
        exponent = settings.parameters().alpha() + 2;
        RadialTable[] all = Stream.of(references.damping, references.counting, references.triples).flatMap(Stream::of).toArray(RadialTable[]::new);
        at = new int[all.length];
        ends = new double[all.length];
        Map<RadialTable, Integer> places = new IdentityHashMap<>();
        int length = 0;
        for (int k = 0; k < all.length; k++) {
            Integer place = places.putIfAbsent(all[k], length);
            at[k] = place == null ? length : place;
            ends[k] = all[k].cutoffSquare();
            length += place == null ? all[k].coefficients().length : 0;
        }
        tables = new double[length];
        places.forEach((table, place) -> System.arraycopy(table.coefficients(), 0, tables, place, table.coefficients().length));
    }

    /** The program of dispersion. */
    public static DeviceProgram program(Dialect dialect) {
        return DeviceProgram.of(dialect, "dispersion", "Dispersion: DFT-D3.", "pairs.h", "dispersion.h");
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return Stream.of(pairs, counted, triangles).filter(n -> n != null).distinct().toList();
    }

    @Override
    public List<DeviceProgram> programs(Dialect dialect) {
        return List.of(program(dialect));
    }

    @Override
    public void connect(TermKernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public void prepare(Cell cell, int atoms, int[] types, double[] charges) {
        // All that it needs follows from species and neighbors.
    }

    private String named(String what) {
        return kernels.name() + " " + what;
    }

    @Override
    public void reserve(ListSize size, Outputs outputs, Map<String, Long> bytes) {
        long centers = size.centers(), species = references.species;
        bytes.put(named("at"), 4L * at.length);
        bytes.put(named("ends"), 8L * ends.length);
        bytes.put(named("tables"), 8L * tables.length);
        bytes.put(named("sizes"), 4 * species);
        bytes.put(named("counts"), 8 * MOST * species);
        bytes.put(named("c6"), 8 * MOST * MOST * species * species);
        bytes.put(named("numbers"), 8 * centers);
        bytes.put(named("slopes"), 8 * centers);
        bytes.put(named("weights"), 16 * MOST * centers);
        bytes.put(named("mixed"), 16 * MOST * species * centers);
    }

    private void write() {
        int species = references.species;
        double[] counts = new double[MOST * species], c6 = new double[MOST * MOST * species * species];
        for (int a = 0; a < species; a++) {
            System.arraycopy(references.counts[a], 0, counts, MOST * a, references.counts[a].length);
        }
        for (int p = 0; p < species * species; p++) {
            System.arraycopy(references.c6[p], 0, c6, MOST * MOST * p, MOST * MOST);
        }
        kernels.write(named("at"), at, at.length);
        kernels.write(named("ends"), ends, ends.length);
        kernels.write(named("tables"), tables, tables.length);
        kernels.write(named("sizes"), references.sizes, species);
        kernels.write(named("counts"), counts, counts.length);
        kernels.write(named("c6"), c6, c6.length);
        written = true;
    }

    @Override
    public void run(ListSize size, Outputs outputs, int step) {
        kernels.build(program(kernels.dialect()));
        if (!written) {
            write();
        }
        int centers = size.centers(), species = references.species, want = outputs.virial() ? 2 : outputs.forces() ? 1 : 0;
        double least = RadialTable.LEAST_SQUARE;
        int shift = RadialTable.SHIFT, begin = RadialTable.FIRST;
        kernels.run("count_bonds", centers, step, "stopped", centers, species, least, shift, begin, "x", "types", kernels.first(counted), kernels.neighbors(counted), named("at"), named("ends"), named("tables"),
            named("numbers"));
        kernels.run("weigh", centers, step, "stopped", centers, species, "types", named("sizes"), named("counts"), named("c6"), named("numbers"), named("weights"), named("mixed"));
        kernels.run("attract", centers, step, "stopped", centers, species, least, shift, begin, want, "x", "types", "owners", kernels.first(pairs), kernels.neighbors(pairs), named("at"), named("ends"),
            named("tables"), named("weights"), named("mixed"), kernels.energy(), named("slopes"), "force", "virial");
        if (triangles != null) {
            kernels.run("triangles", centers, step, "stopped", centers, species, least, shift, begin, want, weight, exponent, triangles.cutoff() * triangles.cutoff(), "x", "types", "owners",
                kernels.first(triangles), kernels.neighbors(triangles), named("sizes"), named("at"), named("tables"), named("weights"), named("mixed"), kernels.energy(), named("slopes"), "force", "virial");
        }
        if (want > 0) {
            kernels.run("push_bonds", centers, step, "stopped", centers, species, least, shift, begin, want, "x", "types", "owners", kernels.first(counted), kernels.neighbors(counted), named("at"), named("ends"),
                named("tables"), named("slopes"), "force", "virial");
        }
    }

    @Override
    public void close() {}
}
