package org.eutectic.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eutectic.atoms.Elements;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.kernel.Outputs;
import org.eutectic.kernel.PairPart;
import org.eutectic.kernel.Scheduler;
import org.eutectic.md.dynamics.MovingForceField;

/**
 * A potential's equations on a device: one thread an atom, results of the same bits each time. The neighbor list comes from the host when it is new, positions with each calculation; energies and forces
 * go back.
 */
final class DeviceForceField implements MovingForceField {
    /** Threads of a processor's driver for each of its cores: some are ready earlier than others. */
    private static final int THREADS_OF_CORE = 8;
    /** Threads of a GPU for each of its multiprocessors, in groups. */
    private static final int THREADS_OF_UNIT = 1024;
    private static final int GROUP = 64;
    /** Of a GPU's memory no more than this goes to what threads keep for themselves. */
    private static final double SCRATCH_SHARE = 0.25;
    /** No step at which motion has stopped. */
    private static final int[] RUNNING = {Integer.MAX_VALUE};

    private final String name;
    private final List<String> species;
    private final double cutoff;
    private final List<Part> parts = new ArrayList<>();
    private final List<Neighborhood> neighborhoods;
    private final ComputeDevice device;
    private final DeviceMemory memory;
    private final DeviceMotion motion;
    private NeighborList list;
    private double[] numbers = new double[0];

    /** One summand, and its programs. */
    private static final class Part {
        final SiteEnergy site;
        /** Which of all neighborhoods is its own. */
        int neighborhood;
        /** By what is asked for; made when first asked for. */
        final DeviceProgram[] programs = new DeviceProgram[8];
        final ComputeDevice.Kernels[] kernels = new ComputeDevice.Kernels[8];

        Part(SiteEnergy site) {
            this.site = site;
        }
    }

    /** @param terms summands of the site energy; all know the same species */
    DeviceForceField(String name, List<String> species, List<SiteEnergy> terms, ComputeDevice device) {
        this.name = name;
        this.species = List.copyOf(species);
        this.device = device;
        this.memory = new DeviceMemory(device);
        this.motion = new DeviceMotion(device, memory);
        this.cutoff = terms.stream().mapToDouble(t -> t.cutoff().max()).max().orElse(0);
        terms.forEach(t -> PairPart.split(t).forEach(part -> parts.add(new Part(part))));
        // Half lists would have two threads add to one atom.
        neighborhoods = parts.stream().map(p -> Neighborhood.full(p.site.cutoff().max())).distinct().toList();
        parts.forEach(p -> p.neighborhood = neighborhoods.indexOf(Neighborhood.full(p.site.cutoff().max())));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> species() {
        return species;
    }

    @Override
    public double cutoff() {
        return cutoff;
    }

    @Override
    public List<Neighborhood> neighborhoods() {
        return neighborhoods;
    }

    /** What is computed: three routines serve all that can be asked for, since each costs seconds of compilation. */
    private static Outputs routine(boolean forces, boolean virial) {
        return Outputs.of(true, forces, virial);
    }

    private DeviceProgram program(Part part, Outputs outputs) {
        int k = outputs.index();
        if (part.programs[k] == null) {
            part.programs[k] = DeviceProgram.of(Scheduler.scheduleForManyThreads(part.site, outputs), device.dialect());
        }
        return part.programs[k];
    }

    private ComputeDevice.Kernels kernels(Part part, Outputs outputs) {
        int k = outputs.index();
        if (part.kernels[k] == null) {
            part.kernels[k] = device.build(program(part, outputs));
        }
        return part.kernels[k];
    }

    @Override
    public void compute(NeighborList neighbors, boolean energy, boolean forces, boolean virial, Evaluation out) {
        out.reset(neighbors.centers());
        out.setEnergy(energy ? 0 : Double.NaN);
        if (neighbors.centers() == 0) {
            return;
        }
        Outputs outputs = routine(forces || virial, virial);
        synchronized (device) {
            run(neighbors, outputs);
            collect(neighbors, energy, outputs, out);
        }
    }

    @Override
    public int move(NeighborList neighbors, Motion moved, int steps) {
        Outputs outputs = routine(true, false);
        synchronized (device) {
            int threads = prepare(neighbors, outputs);
            return motion.run(neighbors, moved, steps, threads, group(), step -> {
                for (int p = 0; p < parts.size(); p++) {
                    run(parts.get(p), p, neighbors, outputs, threads, step);
                }
            });
        }
    }

    /** Makes room, and takes over a new list; gives the number of threads. */
    private int prepare(NeighborList neighbors, Outputs outputs) {
        int threads = reserve(neighbors, outputs);
        if (neighbors != list) {
            list = null;
            takeOver(neighbors);
            list = neighbors;
        }
        return threads;
    }

    private void run(NeighborList neighbors, Outputs outputs) {
        int threads = prepare(neighbors, outputs), centers = neighbors.centers();
        memory.write("x", neighbors.positions(), NeighborList.WIDTH * neighbors.total());
        memory.write("stopped", RUNNING, 1);
        memory.get("energy").clear(8L * centers);
        if (outputs.forces()) {
            memory.get("force").clear(24L * centers);
        }
        if (outputs.virial()) {
            memory.get("virial").clear(72L * centers);
        }
        for (int p = 0; p < parts.size(); p++) {
            run(parts.get(p), p, neighbors, outputs, threads, 0);
        }
    }

    /** @param step of a motion on the device; 0 for a calculation by itself */
    private void run(Part part, int number, NeighborList neighbors, Outputs outputs, int threads, int step) {
        DeviceProgram program = program(part, outputs);
        boolean made = part.kernels[outputs.index()] != null;
        ComputeDevice.Kernels kernels = kernels(part, outputs);
        String table = "data " + number + " " + outputs.index();
        if (!made) {
            memory.write(table, program.data(), program.data().length);
        }
        int n = part.neighborhood, room = Math.max(1, pairs(neighbors, n).longest());
        List<Object> arguments = List.of(step, memory.get("stopped"), neighbors.centers(), room, memory.get("x"), memory.get("types"), memory.get("owners"), memory.get("first " + n), memory.get("neighbors " + n),
            memory.get("incoming first " + n), memory.get("incoming " + n), memory.get("charges"), memory.get("masses"), memory.get(table), memory.get("fields"), memory.get("bonds"),
            memory.get("lanes"), memory.get("places"), memory.get("values"), memory.get("energy"), memory.get("force"), memory.get("virial"));
        int group = group();
        for (int s = 0; s < program.collects().size(); s++) {
            kernels.run("stage_" + s, threads, group, arguments);
            if (program.collects().get(s)) {
                kernels.run("collect_" + s, threads, group, arguments);
            }
        }
    }

    private int group() {
        return device.isProcessor() ? 1 : GROUP;
    }

    private Pairs pairs(NeighborList neighbors, int neighborhood) {
        return neighbors.pairs(neighborhoods.get(neighborhood));
    }

    /** Makes room for all that a calculation needs; gives the number of threads. */
    private int reserve(NeighborList neighbors, Outputs outputs) {
        long centers = neighbors.centers(), total = neighbors.total(), perThread = 8;
        Map<String, Long> bytes = new LinkedHashMap<>();
        bytes.put("stopped", 8L);
        bytes.put("x", 8L * NeighborList.WIDTH * total);
        bytes.put("types", 4 * total);
        bytes.put("owners", 4 * total);
        bytes.put("charges", 8 * centers);
        bytes.put("masses", 8 * centers);
        bytes.put("energy", 8 * centers);
        bytes.put("force", outputs.forces() ? 24 * centers : 8);
        bytes.put("virial", outputs.virial() ? 72 * centers : 8);
        for (int n = 0; n < neighborhoods.size(); n++) {
            long count = pairs(neighbors, n).count();
            bytes.put("first " + n, 4 * (centers + 1));
            bytes.put("neighbors " + n, 4 * count);
            bytes.put("incoming first " + n, 4 * (centers + 1));
            bytes.put("incoming " + n, 4 * count);
        }
        long fields = 8, bonds = 8;
        for (int p = 0; p < parts.size(); p++) {
            DeviceProgram program = program(parts.get(p), outputs);
            Pairs pairs = pairs(neighbors, parts.get(p).neighborhood);
            bytes.put("data " + p + " " + outputs.index(), 8L * program.data().length);
            fields = Math.max(fields, 8 * program.fields() * centers);
            bonds = Math.max(bonds, 8L * program.bonds() * pairs.count());
            perThread = Math.max(perThread, (8L * program.lanes() + 4) * Math.max(1, pairs.longest()) + 8L * program.values());
        }
        bytes.put("fields", fields);
        bytes.put("bonds", bonds);
        int threads = threads(neighbors.centers(), perThread);
        long lanes = 8, places = 8, values = 8;
        for (Part part : parts) {
            DeviceProgram program = program(part, outputs);
            long longest = Math.max(1, pairs(neighbors, part.neighborhood).longest());
            lanes = Math.max(lanes, 8 * program.lanes() * longest * threads);
            places = Math.max(places, program.lanes() == 0 ? 8 : 4 * longest * threads);
            values = Math.max(values, 8L * program.values() * threads);
        }
        bytes.put("lanes", lanes);
        bytes.put("places", places);
        bytes.put("values", values);
        memory.reserve(bytes, neighbors.centers());
        return threads;
    }

    private int threads(int centers, long perThread) {
        int units = Math.max(1, device.description().computeUnits());
        if (device.isProcessor()) {
            return Math.min(centers, THREADS_OF_CORE * units);
        }
        long most = Math.min((long) THREADS_OF_UNIT * units, (long) (SCRATCH_SHARE * device.description().memoryBytes() / perThread));
        long groups = Math.max(1, Math.min((centers + GROUP - 1L) / GROUP, most / GROUP));
        return (int) (groups * GROUP);
    }

    /** What stays the same until the next list. */
    private void takeOver(NeighborList neighbors) {
        int centers = neighbors.centers(), total = neighbors.total();
        memory.write("types", neighbors.types(), total);
        memory.write("owners", neighbors.owners(), total);
        double[] charges = neighbors.charges(), masses = neighbors.masses();
        if (masses == null) {
            masses = new double[centers];
            double[] known = species.stream().mapToDouble(Elements::mass).toArray();
            for (int i = 0; i < centers; i++) {
                masses[i] = known[neighbors.types()[i]];
            }
        }
        memory.write("charges", charges == null ? new double[centers] : charges, centers);
        memory.write("masses", masses, centers);
        for (int n = 0; n < neighborhoods.size(); n++) {
            Pairs pairs = pairs(neighbors, n);
            IncomingBonds incoming = IncomingBonds.of(neighbors, pairs);
            memory.write("first " + n, pairs.first(), centers + 1);
            memory.write("neighbors " + n, pairs.neighbors(), pairs.count());
            memory.write("incoming first " + n, incoming.first(), centers + 1);
            memory.write("incoming " + n, incoming.bonds(), pairs.count());
        }
    }

    private void collect(NeighborList neighbors, boolean energy, Outputs outputs, Evaluation out) {
        int centers = neighbors.centers();
        int[] atoms = neighbors.atoms();
        if (numbers.length < 9 * centers) {
            numbers = new double[9 * centers];
        }
        if (energy) {
            memory.read("energy", numbers, centers);
            double sum = 0;
            for (int i = 0; i < centers; i++) {
                out.siteEnergies()[atoms[i]] = numbers[i];
                sum += numbers[i];
            }
            out.setEnergy(sum);
        }
        if (outputs.forces()) {
            memory.read("force", numbers, 3 * centers);
            for (int i = 0; i < centers; i++) {
                System.arraycopy(numbers, 3 * i, out.forces(), 3 * atoms[i], 3);
            }
        }
        if (outputs.virial()) {
            memory.read("virial", numbers, 9 * centers);
            for (int k = 0; k < 9 * centers; k++) {
                out.virial()[k % 9] += numbers[k];
            }
        }
    }

    @Override
    public boolean warmUp(NeighborList neighbors, boolean energy, boolean forces, boolean virial) {
        int routine = routine(forces || virial, virial).index();
        if (parts.stream().anyMatch(p -> p.kernels[routine] == null)) {
            // Some drivers compile when a kernel first runs.
            compute(neighbors, energy, forces, virial, new Evaluation());
        }
        return true;
    }

    @Override
    public void close() {
        synchronized (device) {
            motion.close();
            parts.forEach(p -> Arrays.stream(p.kernels).filter(k -> k != null).forEach(ComputeDevice.Kernels::close));
            memory.close();
        }
    }
}
