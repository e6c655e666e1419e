package org.eutectic.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Precision;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.kernel.Outputs;
import org.eutectic.kernel.PairPart;
import org.eutectic.kernel.Scheduler;

/** The programs of a potential's equations on a device, each made when it is first asked for, and the memory that they work in. One thread, one atom. */
final class ForceRoutines implements AutoCloseable {
    /** Threads of a processor's driver for each of its cores: some are ready earlier than others. */
    private static final int THREADS_OF_CORE = 8;
    /** Threads of a GPU for each of its multiprocessors, in groups. */
    private static final int THREADS_OF_UNIT = 1024;
    private static final int GROUP = 64;
    /** Of a GPU's memory no more than this goes to what threads keep for themselves. */
    private static final double SCRATCH_SHARE = 0.25;

    private final ComputeDevice device;
    private final DeviceMemory memory;
    private final Precision precision;
    private final List<Part> parts = new ArrayList<>();
    private final List<Neighborhood> neighborhoods;
    private final int terms;

    /** One summand, and its programs. */
    private static final class Part {
        final SiteEnergy site;
        /** To which of the energies it adds. */
        final int term;
        /** Which of all neighborhoods is its own. */
        int neighborhood;
        /** By what is asked for. */
        final DeviceProgram[] programs = new DeviceProgram[8];
        final ComputeDevice.Kernels[] kernels = new ComputeDevice.Kernels[8];
        /** Threads that run together; 0 as long as none has been tried. */
        final int[] groups = new int[8];

        Part(SiteEnergy site, int term) {
            this.site = site;
            this.term = term;
        }
    }

    ForceRoutines(List<SiteEnergy> terms, ComputeDevice device, DeviceMemory memory, Precision precision) {
        this.precision = precision;
        this.device = device;
        this.memory = memory;
        this.terms = terms.size();
        for (int t = 0; t < terms.size(); t++) {
            for (SiteEnergy part : PairPart.split(terms.get(t))) {
                parts.add(new Part(part, t));
            }
        }
        // Half lists would have two threads add to one atom.
        neighborhoods = parts.stream().map(p -> Neighborhood.full(p.site.cutoff().max())).distinct().toList();
        parts.forEach(p -> p.neighborhood = neighborhoods.indexOf(Neighborhood.full(p.site.cutoff().max())));
    }

    List<Neighborhood> neighborhoods() {
        return neighborhoods;
    }

    /** What is computed: three routines serve all that can be asked for, since each costs seconds of compilation. */
    static Outputs routine(boolean forces, boolean virial) {
        return Outputs.of(true, forces, virial);
    }

    boolean isMade(Outputs outputs) {
        return parts.stream().allMatch(p -> p.kernels[outputs.index()] != null);
    }

    /** Whether bonds of a neighborhood have something for the atoms at their ends, so that it must be known which lead to an atom. */
    boolean collects(int neighborhood, Outputs outputs) {
        return parts.stream().anyMatch(p -> p.neighborhood == neighborhood && program(p, outputs).bonds() > 0);
    }

    /** Whether a program reads the masses of atoms. */
    boolean readsMasses(Outputs outputs) {
        return parts.stream().anyMatch(p -> program(p, outputs).readsMasses());
    }

    private DeviceProgram program(Part part, Outputs outputs) {
        int k = outputs.index();
        if (part.programs[k] == null) {
            part.programs[k] = DeviceProgram.of(Scheduler.scheduleForManyThreads(part.site, outputs), device.dialect(), precision);
        }
        return part.programs[k];
    }

    /** How many threads run together. */
    int group() {
        return device.isProcessor() ? 1 : GROUP;
    }

    /** Makes room for all that a calculation needs; gives the number of threads. */
    int reserve(ListSize size, Outputs outputs) {
        long centers = size.centers(), total = size.total(), perThread = 8;
        Map<String, Long> bytes = new LinkedHashMap<>();
        bytes.put("stopped", 8L);
        bytes.put("x", 8L * NeighborList.WIDTH * total);
        bytes.put("types", 4 * total);
        bytes.put("owners", 4 * total);
        bytes.put("charges", 8 * centers);
        bytes.put("masses", 8 * centers);
        for (int t = 0; t < terms; t++) {
            bytes.put("energy " + t, 8 * centers);
        }
        bytes.put("force", outputs.forces() ? 24 * centers : 8);
        bytes.put("virial", outputs.virial() ? 72 * centers : 8);
        for (int n = 0; n < neighborhoods.size(); n++) {
            boolean collects = collects(n, outputs);
            bytes.put("first " + n, 4 * (centers + 1));
            bytes.put("neighbors " + n, 4 * size.pairs()[n]);
            bytes.put("incoming first " + n, collects ? 4 * (centers + 1) : 8);
            bytes.put("incoming " + n, collects ? 4 * size.pairs()[n] : 8);
        }
        long fields = 8, bonds = 8, number = precision.bytes();
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            DeviceProgram program = program(part, outputs);
            bytes.put(table(p, outputs), number * program.data().length);
            fields = Math.max(fields, number * program.fields() * centers);
            bonds = Math.max(bonds, number * program.bonds() * size.pairs()[part.neighborhood]);
            perThread = Math.max(perThread, (number * program.lanes() + 4) * longest(size, part) + number * program.values());
        }
        bytes.put("fields", fields);
        bytes.put("bonds", bonds);
        int threads = threads(size.centers(), perThread);
        long lanes = 8, places = 8, values = 8;
        for (Part part : parts) {
            DeviceProgram program = program(part, outputs);
            lanes = Math.max(lanes, number * program.lanes() * longest(size, part) * threads);
            places = Math.max(places, program.lanes() == 0 ? 8 : 4 * longest(size, part) * threads);
            values = Math.max(values, number * program.values() * threads);
        }
        bytes.put("lanes", lanes);
        bytes.put("places", places);
        bytes.put("values", values);
        memory.reserve(bytes, size.centers());
        return threads;
    }

    private static long longest(ListSize size, Part part) {
        return Math.max(1, size.longest()[part.neighborhood]);
    }

    private static String table(int part, Outputs outputs) {
        return "data " + part + " " + outputs.index();
    }

    private int threads(int centers, long perThread) {
        int units = Math.max(1, device.description().computeUnits());
        if (device.isProcessor()) {
            return Math.min(centers, THREADS_OF_CORE * units);
        }
        long most = Math.min((long) THREADS_OF_UNIT * units, (long) (SCRATCH_SHARE * device.description().memoryBytes() / perThread));
        long groups = Math.max(1, Math.min((centers + BlockSizes.LARGEST - 1L) / BlockSizes.LARGEST, most / BlockSizes.LARGEST));
        return (int) (groups * BlockSizes.LARGEST);
    }

    /** Finds out how many threads should run together, where that is not known yet; what a calculation adds to is then to be set to zero. */
    void tune(ListSize size, Outputs outputs, int threads) {
        for (int p = 0; p < parts.size() && !device.isProcessor(); p++) {
            Part part = parts.get(p);
            int number = p, k = outputs.index();
            if (part.groups[k] == 0) {
                part.groups[k] = BlockSizes.of(device, program(part, outputs), group -> {
                    part.groups[k] = group;
                    run(part, number, size, outputs, threads, 0);
                    memory.read("stopped", new int[1], 1);
                }, GROUP);
            }
        }
    }

    /** Sets to zero what a calculation adds to. */
    void clear(int centers, Outputs outputs) {
        for (int t = 0; t < terms; t++) {
            memory.get("energy " + t).clear(8L * centers);
        }
        if (outputs.virial()) {
            memory.get("virial").clear(72L * centers);
        }
    }

    /**
     * Adds up energies, forces and virial of all summands; nothing at or after a step at which motion has stopped.
     *
     * @param step of a motion on the device; 0 for a calculation by itself
     */
    void run(ListSize size, Outputs outputs, int threads, int step) {
        for (int p = 0; p < parts.size(); p++) {
            run(parts.get(p), p, size, outputs, threads, step);
        }
    }

    private void run(Part part, int number, ListSize size, Outputs outputs, int threads, int step) {
        DeviceProgram program = program(part, outputs);
        if (part.kernels[outputs.index()] == null) {
            part.kernels[outputs.index()] = device.build(program);
            memory.write(table(number, outputs), program.data(), program.data().length, precision);
        }
        ComputeDevice.Kernels kernels = part.kernels[outputs.index()];
        int n = part.neighborhood;
        List<Object> arguments = List.of(step, memory.get("stopped"), size.centers(), (int) longest(size, part), memory.get("x"), memory.get("types"), memory.get("owners"), memory.get("first " + n),
            memory.get("neighbors " + n), memory.get("incoming first " + n), memory.get("incoming " + n), memory.get("charges"), memory.get("masses"), memory.get(table(number, outputs)),
            memory.get("fields"), memory.get("bonds"), memory.get("lanes"), memory.get("places"), memory.get("values"), memory.get("energy " + part.term), memory.get("force"), memory.get("virial"));
        int group = part.groups[outputs.index()] == 0 ? group() : part.groups[outputs.index()];
        for (int s = 0; s < program.collects().size(); s++) {
            kernels.run("stage_" + s, threads, group, arguments);
            if (program.collects().get(s)) {
                kernels.run("collect_" + s, threads, group, arguments);
            }
        }
    }

    @Override
    public void close() {
        parts.forEach(p -> Arrays.stream(p.kernels).filter(k -> k != null).forEach(ComputeDevice.Kernels::close));
    }
}
