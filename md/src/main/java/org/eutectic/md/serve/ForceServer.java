package org.eutectic.md.serve;

import java.nio.channels.ByteChannel;
import java.util.Arrays;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.Units;
import org.eutectic.md.dynamics.VerletList;

/**
 * Computes forces for a host that moves the atoms, by the socket protocol of i-PI (M. Ceriotti, J. More and D. E. Manolopoulos, Comput. Phys. Commun. 185, 1019 (2014), section 3), which ASE's {@code SocketIOCalculator}
 * speaks, too. The host asks with {@code STATUS}, sends {@code INIT}, a cell and positions with {@code POSDATA}, and takes energy, forces and virial with {@code GETFORCE}. All of it is in atomic units (CODATA 2018).
 * Which species the atoms are and along which edges they are periodic the protocol does not say: both come from a structure that is given beforehand.
 */
public final class ForceServer {
    private static final int NUMBERS_OF_CELL = 9;

    private final ForceField field;
    private final Configuration atoms;
    private final VerletList neighbors;
    private final Evaluation evaluation = new Evaluation();
    private final Listener listener;
    private final double[] cell = new double[NUMBERS_OF_CELL];
    private final double[] virial = new double[NUMBERS_OF_CELL];
    private HostConnection host;
    private long evaluations;
    private boolean computed;

    /** Is told of each evaluation. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param number counted from 1
         * @param energy eV
         * @param largestForce eV/Å
         */
        void evaluated(long number, double energy, double largestForce);
    }

    /**
     * @param structure species, charges and periodic directions; its positions and cell become those of the host
     * @param skin how much further than the cutoff the neighbor list reaches, Å
     * @param threads that make neighbor lists
     */
    public ForceServer(ForceField field, Configuration structure, double skin, int threads, Listener listener) {
        this.field = field;
        atoms = structure;
        this.listener = listener;
        neighbors = new VerletList(field, skin, threads);
    }

    /**
     * Serves until the host says {@code EXIT} or closes the connection between two evaluations.
     *
     * @return how many evaluations were made
     * @throws HostException where the host breaks off in the middle, or does not keep to the protocol
     * @throws StructureException where forces cannot be computed for what it sends
     */
    public long serve(ByteChannel channel) {
        host = new HostConnection(channel);
        while (true) {
            String message = host.header();
            if (message == null && computed) {
                throw HostException.of("the host went away before it took the forces of evaluation %d", evaluations);
            }
            if (message == null || message.equals("EXIT")) {
                return evaluations;
            }
            switch (message) {
                case "STATUS" -> host.answer(computed ? "HAVEDATA" : "READY", 0).send();
                // The number of a replica and a text: forces depend on neither.
                case "INIT" -> {
                    host.wholeNumber();
                    host.skip(size("INIT", host.wholeNumber()));
                }
                case "POSDATA" -> compute();
                case "GETFORCE" -> answer();
                default -> throw HostException.of("the host says '%s', which is none of STATUS, INIT, POSDATA, GETFORCE and EXIT; it does not speak the protocol of i-PI",
                    message.replaceAll("[^ -~]", "?"));
            }
        }
    }

    private static int size(String message, int bytes) {
        if (bytes < 0 || bytes > 1 << 24) {
            throw HostException.of("the host announces a text of %d bytes with %s; it does not speak the protocol of i-PI", bytes, message);
        }
        return bytes;
    }

    private void compute() {
        // Rows of what is sent are axes, columns are edges; the inverse that follows is not needed.
        host.numbers(virial);
        for (int k = 0; k < NUMBERS_OF_CELL; k++) {
            cell[3 * (k % 3) + k / 3] = virial[k] * Units.BOHR;
        }
        host.numbers(virial);
        int n = host.wholeNumber();
        if (n != atoms.size()) {
            throw HostException.of("the host sends %d atoms, but the structure has %d; give serve the structure that the host has", n, atoms.size());
        }
        double[] x = atoms.positions();
        host.numbers(x);
        for (int k = 0; k < x.length; k++) {
            x[k] *= Units.BOHR;
        }
        setCell();
        evaluations++;
        try {
            neighbors.update(atoms);
            field.compute(neighbors.list(), true, true, true, evaluation);
        } catch (StructureException e) {
            throw e.at("evaluation " + evaluations + ", positions of the host");
        }
        listener.evaluated(evaluations, evaluation.energy(), largestForce());
        computed = true;
    }

    private void setCell() {
        Cell before = atoms.cell(), now = new Cell(cell, before.periodic());
        if (!Arrays.stream(cell).allMatch(Double::isFinite)) {
            throw HostException.of("the host sends a cell that is not finite with evaluation %d", evaluations + 1);
        }
        if (before.anyPeriodic() && !(now.volume() > Math.pow(NeighborListBuilder.CLOSEST, 3))) {
            throw HostException.of("the host sends a cell without a volume with evaluation %d, but the structure given to serve is periodic", evaluations + 1);
        }
        // The same cell again costs nothing.
        if (!now.equals(before)) {
            atoms.setCell(now);
        }
    }

    private double largestForce() {
        double[] f = evaluation.forces();
        double largest = 0;
        for (int i = 0; i < atoms.size(); i++) {
            double square = f[3 * i] * f[3 * i] + f[3 * i + 1] * f[3 * i + 1] + f[3 * i + 2] * f[3 * i + 2];
            if (!Double.isFinite(square)) {
                throw HostException.of("evaluation %d: the potential gives no finite force for atom %d (%s): the positions of the host lie outside of what its equations can take", evaluations, i + 1,
                    atoms.symbol(i));
            }
            largest = Math.max(largest, square);
        }
        if (!Double.isFinite(evaluation.energy())) {
            throw HostException.of("evaluation %d: the energy is not finite: the positions of the host lie outside of what the potential's equations can take", evaluations);
        }
        return Math.sqrt(largest);
    }

    private void answer() {
        if (!computed) {
            throw new HostException("the host asks for forces with GETFORCE before it has sent positions with POSDATA");
        }
        int n = atoms.size();
        // Both the virial here and that of the protocol are -dE/dstrain, and symmetric but for rounding.
        host.answer("FORCEREADY", Double.BYTES * (1 + 3 * n + NUMBERS_OF_CELL) + 2 * Integer.BYTES).number(evaluation.energy() / Units.HARTREE).wholeNumber(n)
            .numbers(evaluation.forces(), 3 * n, Units.BOHR / Units.HARTREE).numbers(evaluation.virial(), NUMBERS_OF_CELL, 1 / Units.HARTREE).wholeNumber(0).send();
        computed = false;
    }
}
