package org.eutectic.gpu;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eutectic.Summand;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Elements;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Precision;
import org.eutectic.kernel.Outputs;
import org.eutectic.md.dynamics.MovedAtoms;
import org.eutectic.md.dynamics.MovingForceField;

/**
 * A potential on a device, with results of the same bits each time. Whoever has a neighbor list gets energies and forces for it; whoever wants atoms moved hands them over, and
 * lists are then made on the device.
 */
final class DeviceForceField implements MovingForceField {
    /** No step at which motion has stopped. */
    static final int[] RUNNING = {Integer.MAX_VALUE};

    private final String name;
    private final List<String> species;
    private final List<Summand> parts;
    private final List<String> terms;
    private final List<String> fields;
    private final double cutoff;
    private final ComputeDevice device;
    private final DeviceMemory memory;
    private final ForceRoutines routines;
    /** The host's list that the device has, or null. */
    private NeighborList list;
    /** Whose list the device has, or null. */
    private DeviceAtoms resident;
    private double[] numbers = new double[0];
    private final double[] energies;
    /** Lists, motion and thermostats; made when atoms are first taken. */
    private ComputeDevice.Kernels motion;
    /** What relaxes atoms; made when it is first asked for. */
    private ComputeDevice.Kernels descent;

    /**
     * @param species in the order of their numbers
     * @param parts all of which know the same species
     */
    DeviceForceField(String name, List<String> species, List<Summand> parts, ComputeDevice device, Precision precision) {
        this.name = name;
        this.species = List.copyOf(species);
        this.parts = List.copyOf(parts);
        this.terms = parts.stream().map(Summand::name).toList();
        this.device = device;
        this.memory = new DeviceMemory(device);
        this.routines = new ForceRoutines(species, parts, device, memory, precision);
        this.fields = List.copyOf(routines.published().keySet());
        this.cutoff = routines.neighborhoods().stream().mapToDouble(Neighborhood::cutoff).max().orElse(0);
        this.energies = new double[parts.size()];
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
        return routines.neighborhoods();
    }

    @Override
    public void compute(NeighborList neighbors, boolean energy, boolean forces, boolean virial, Evaluation out) {
        out.reset(neighbors.centers());
        out.setEnergy(energy ? 0 : Double.NaN);
        if (neighbors.centers() == 0) {
            return;
        }
        Outputs outputs = ForceRoutines.routine(forces || virial, virial);
        synchronized (device) {
            ListSize size = size(neighbors);
            routines.prepare(neighbors.cell(), neighbors.centers(), neighbors.types(), neighbors.charges());
            int threads = routines.reserve(size, outputs);
            if (neighbors != list || resident != null) {
                list = null;
                resident = null;
                takeOver(neighbors, outputs);
                list = neighbors;
            }
            memory.write("x", neighbors.positions(), NeighborList.WIDTH * neighbors.total());
            memory.write("stopped", RUNNING, 1);
            routines.tune(size, outputs, threads);
            routines.clear(size.centers(), outputs);
            if (outputs.forces()) {
                memory.get("force").clear(24L * size.centers());
            }
            routines.run(size, outputs, threads, 0);
            collect(neighbors.atoms(), size.centers(), energy, outputs.forces(), outputs.virial(), out);
        }
    }

    private ListSize size(NeighborList neighbors) {
        int count = routines.neighborhoods().size();
        long[] pairs = new long[count];
        int[] longest = new int[count];
        for (int n = 0; n < count; n++) {
            Pairs p = neighbors.pairs(routines.neighborhoods().get(n));
            pairs[n] = p.count();
            longest[n] = p.longest();
        }
        return new ListSize(neighbors.centers(), neighbors.total(), pairs, longest);
    }

    /** What stays the same until the next list. */
    private void takeOver(NeighborList neighbors, Outputs outputs) {
        int centers = neighbors.centers(), total = neighbors.total();
        memory.write("types", neighbors.types(), total);
        memory.write("owners", neighbors.owners(), total);
        memory.write("atoms", neighbors.atoms(), centers);
        double[] charges = neighbors.charges(), masses = neighbors.masses();
        if (masses == null) {
            masses = new double[centers];
            for (int i = 0; i < centers && routines.readsMasses(outputs); i++) {
                masses[i] = Elements.mass(species.get(neighbors.types()[i]));
            }
        }
        memory.write("charges", charges == null ? new double[centers] : charges, centers);
        memory.write("masses", masses, centers);
        for (int n = 0; n < routines.neighborhoods().size(); n++) {
            Pairs pairs = neighbors.pairs(routines.neighborhoods().get(n));
            memory.write("first " + n, pairs.first(), centers + 1);
            memory.write("neighbors " + n, pairs.neighbors(), pairs.count());
            // Another routine may need it: which one is asked for next is not known.
            IncomingBonds incoming = IncomingBonds.of(neighbors, pairs);
            memory.reserve(Map.of("incoming first " + n, 4L * (centers + 1), "incoming " + n, 4L * pairs.count()), centers);
            memory.write("incoming first " + n, incoming.first(), centers + 1);
            memory.write("incoming " + n, incoming.bonds(), pairs.count());
        }
    }

    /**
     * Brings home what was computed.
     *
     * @param atoms which atom stands at each place of the list
     */
    void collect(int[] atoms, int centers, boolean energy, boolean forces, boolean virial, Evaluation out) {
        if (numbers.length < 9 * centers) {
            numbers = new double[9 * centers];
        }
        double all = 0;
        for (int t = 0; t < terms.size() && energy; t++) {
            energies[t] = 0;
            if (parts.get(t) instanceof Summand.Field) {
                continue;
            }
            memory.read("energy " + t, numbers, centers);
            for (int i = 0; i < centers; i++) {
                out.siteEnergies()[atoms[i]] += numbers[i];
                energies[t] += numbers[i];
            }
            all += energies[t];
        }
        out.setEnergy(energy ? all : Double.NaN);
        if (terms.size() > 1 || parts.getFirst() instanceof Summand.BuiltIn) {
            if (!energy) {
                Arrays.fill(energies, Double.NaN);
            }
            out.setTerms(terms, energies);
        }
        out.setFields(fields, centers);
        for (String field : fields) {
            memory.read(routines.published().get(field), numbers, centers);
            for (int i = 0; i < centers; i++) {
                out.field(field)[atoms[i]] = numbers[i];
            }
        }
        if (forces) {
            memory.read("force", numbers, 3 * centers);
            for (int i = 0; i < centers; i++) {
                System.arraycopy(numbers, 3 * i, out.forces(), 3 * atoms[i], 3);
            }
        }
        if (virial) {
            memory.read("virial", numbers, 9 * centers);
            for (int k = 0; k < 9 * centers; k++) {
                out.virial()[k % 9] += numbers[k];
            }
        }
    }

    @Override
    public boolean warmUp(NeighborList neighbors, boolean energy, boolean forces, boolean virial) {
        if (!routines.isMade(ForceRoutines.routine(forces || virial, virial))) {
            // Some drivers compile when a kernel first runs.
            compute(neighbors, energy, forces, virial, new Evaluation());
        }
        return true;
    }

    @Override
    public MovedAtoms take(Configuration atoms, Setting setting) {
        synchronized (device) {
            if (motion == null) {
                motion = device.build(DeviceProgram.motion(device.dialect()));
            }
            resident = null;
            return new DeviceAtoms(this, device, memory, routines, motion, atoms, setting);
        }
    }

    ComputeDevice.Kernels descent() {
        if (descent == null) {
            descent = device.build(DeviceProgram.descent(device.dialect()));
        }
        return descent;
    }

    /** Whether the device still has the list of some atoms: a calculation for somebody else takes its place. */
    boolean holds(DeviceAtoms atoms) {
        return resident == atoms;
    }

    void hold(DeviceAtoms atoms) {
        resident = atoms;
        list = null;
    }

    @Override
    public void close() {
        synchronized (device) {
            routines.close();
            if (motion != null) {
                motion.close();
            }
            if (descent != null) {
                descent.close();
            }
            memory.close();
        }
    }
}
