package org.eutectic.gpu;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Dialect;
import org.eutectic.term.TermValue;

/**
 * The kernels of a built-in term, run with buffers by name. Buffers that all terms share: {@code x}, {@code types}, {@code owners} of all places; {@code charges}, {@code atoms} (the number in the
 * configuration), {@code force} (three numbers) and {@code virial} (nine) of the centers, the first places; {@code stopped}; and the lists of neighbors, {@link #first} and {@link #neighbors}.
 */
public final class TermKernels implements AutoCloseable {
    /** Threads that share a sum over all atoms, and members of the group that adds up what they have: always as many, so that the sum is the same. */
    public static final int SHARES = 1024;
    public static final int MEMBERS = 64;
    private static final int MOST_THREADS = 1 << 20;
    private static final int GROUP = 64;

    private final String name;
    private final String energy;
    private final ComputeDevice device;
    private final DeviceMemory memory;
    private final List<Neighborhood> neighborhoods;
    private final Map<TermValue, String> fields;
    private final Set<TermValue> read;
    private ComputeDevice.Kernels kernels;

    /**
     * @param fields names of buffers, without {@code values} or {@code slopes}
     * @param read fields that any term reads
     */
    TermKernels(String name, String energy, ComputeDevice device, DeviceMemory memory, List<Neighborhood> neighborhoods, Map<TermValue, String> fields, Set<TermValue> read) {
        this.name = name;
        this.energy = energy;
        this.device = device;
        this.memory = memory;
        this.neighborhoods = neighborhoods;
        this.fields = Map.copyOf(fields);
        this.read = Set.copyOf(read);
    }

    /** Of the term. */
    public String name() {
        return name;
    }

    /** The buffer of the term's energies by place, eV. */
    public String energy() {
        return energy;
    }

    public Dialect dialect() {
        return device.dialect();
    }

    /** The buffer in which the neighbors of each center begin. */
    public String first(Neighborhood neighborhood) {
        return "first " + neighborhoods.indexOf(neighborhood);
    }

    /** The buffer of neighbors, places; some lie beyond the cutoff. */
    public String neighbors(Neighborhood neighborhood) {
        return "neighbors " + neighborhoods.indexOf(neighborhood);
    }

    /** The buffer of a field's values by place. */
    public String values(TermValue field) {
        return fields.get(field) + " values";
    }

    /** The buffer of the energy's derivatives with respect to a field, by place. */
    public String slopes(TermValue field) {
        return fields.get(field) + " slopes";
    }

    /** Whether any term reads a field. */
    public boolean isRead(TermValue field) {
        return read.contains(field);
    }

    /** Makes room for what turns out to be needed in the midst of a calculation; what is there stays where it is large enough. */
    public void reserve(Map<String, Long> bytes, int atoms) {
        memory.reserve(bytes, atoms);
    }

    /** Whether the term's program has been compiled. */
    boolean isBuilt() {
        return kernels != null;
    }

    /** Compiles the term's program, where that has not been done. */
    public void build(DeviceProgram program) {
        if (kernels == null) {
            kernels = device.build(program);
        }
    }

    /**
     * Runs a kernel with about as many threads as there is work; it goes through its work in strides of all threads.
     *
     * @param arguments numbers, and names of buffers
     */
    public void run(String kernel, int work, Object... arguments) {
        int group = device.isProcessor() ? 1 : GROUP, threads = device.isProcessor() ? Math.min(Math.max(1, work), 8 * Math.max(1, device.description().computeUnits()))
            : (int) (Math.min(Math.max(1, work) + group - 1L, MOST_THREADS) / group * group);
        run(kernel, threads, group, arguments);
    }

    /** Runs a kernel in which always {@link #SHARES} threads share a sum. */
    public void share(String kernel, Object... arguments) {
        run(kernel, SHARES, MEMBERS, arguments);
    }

    /** Runs a kernel in a single group of {@link #MEMBERS}. */
    public void single(String kernel, Object... arguments) {
        run(kernel, MEMBERS, MEMBERS, arguments);
    }

    private void run(String kernel, int threads, int group, Object... arguments) {
        kernels.run(kernel, threads, group, Arrays.stream(arguments).map(a -> a instanceof String s ? memory.get(s) : a).toList());
    }

    public void write(String buffer, double[] numbers, int count) {
        memory.write(buffer, numbers, count);
    }

    public void write(String buffer, int[] numbers, int count) {
        memory.write(buffer, numbers, count);
    }

    /** Waits for everything that was asked for before. */
    public void read(String buffer, double[] numbers, int count) {
        memory.read(buffer, numbers, count);
    }

    /** Waits for everything that was asked for before. */
    public void read(String buffer, int[] numbers, int count) {
        memory.read(buffer, numbers, count);
    }

    /** Sets a buffer's first bytes to zero, whether motion has stopped or not. */
    public void clear(String buffer, long bytes) {
        memory.get(buffer).clear(bytes);
    }

    @Override
    public void close() {
        if (kernels != null) {
            kernels.close();
        }
    }
}
