package org.eutectic.gpu;

import java.util.List;
import java.util.Map;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Dialect;
import org.eutectic.kernel.Outputs;
import org.eutectic.term.TermValue;

/**
 * A built-in term on a device. Its kernels add energies, forces and virial to those of the equations; in an evaluation {@link #run} comes first, in the order of the terms, then {@link #reverse} in
 * the reverse order, where forces are wanted and the term publishes a field. Whatever it asks a device to do must come to nothing at or after a step at which motion has stopped, as {@code STOP} in
 * each kernel sees to, and must not depend on the order in which threads run.
 */
public interface DeviceTerm extends AutoCloseable {

    /** Which neighbors it needs: all of each atom, {@link Neighborhood#full}. */
    List<Neighborhood> neighborhoods();

    /** The fields of other terms that it reads, by the names under which it was given them. */
    default List<TermValue> reads() {
        return List.of();
    }

    /** Its programs, for whoever wants to read them or to see whether they compile. */
    List<DeviceProgram> programs(Dialect dialect);

    /** Called once, before anything else, with what its kernels run with. */
    void connect(TermKernels kernels);

    /**
     * Makes ready for a structure. Called for each evaluation from the host, and for each run of atoms that live on the device; should be cheap where nothing has changed.
     *
     * @param atoms how many there are
     * @param types the species numbers of atoms, in any order; may be longer
     * @param charges of the same atoms, e; null where the structure has none
     * @throws org.eutectic.atoms.StructureException where the term does not fit the structure
     */
    void prepare(Cell cell, int atoms, int[] types, double[] charges);

    /**
     * Says how much memory it needs, after {@link #prepare}.
     *
     * @param bytes to which its own buffers are added, by names that begin with the {@linkplain TermKernels#name term's}
     */
    void reserve(ListSize size, Outputs outputs, Map<String, Long> bytes);

    /**
     * Adds its energies to {@link TermKernels#energy}, its forces to {@code force} and its virial to {@code virial}, all by place, and sets the values of the fields it publishes.
     *
     * @param outputs what is wanted; energies always are
     * @param step of a motion on the device; 0 for a calculation by itself
     */
    void run(ListSize size, Outputs outputs, int step);

    /** Adds what follows from the slopes of the fields it publishes. */
    default void reverse(ListSize size, Outputs outputs, int step) {}

    @Override
    void close();
}
