package org.eutectic.gpu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.eutectic.atoms.NeighborList;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.md.dynamics.MovingForceField.Motion;

/** Velocity Verlet on a device. The host asks for a portion of steps and waits once; an atom that moves too far for the neighbor list stops all that was asked for after it. */
final class DeviceMotion implements AutoCloseable {
    private final ComputeDevice device;
    private final DeviceMemory memory;
    private ComputeDevice.Kernels kernels;
    private NeighborList list;
    private double[] sorted = new double[0];
    private final int[] stopped = new int[1];

    /** @param memory of the force field, whose positions, forces and energies are used */
    DeviceMotion(ComputeDevice device, DeviceMemory memory) {
        this.device = device;
        this.memory = memory;
    }

    /**
     * Makes steps.
     *
     * @param forces adds up forces and energies, which are zero, for the step of a number
     * @return whole steps made
     */
    int run(NeighborList neighbors, Motion m, int steps, int threads, int group, IntConsumer forces) {
        int centers = neighbors.centers(), total = neighbors.total();
        if (kernels == null) {
            kernels = device.build(DeviceProgram.motion(device.dialect()));
        }
        reserve(centers, total);
        if (neighbors != list) {
            list = null;
            takeOver(neighbors, m);
            list = neighbors;
        }
        write("u", m.positions(), 3, neighbors);
        write("v", m.velocities(), 3, neighbors);
        write("force", m.forces(), 3, neighbors);
        stopped[0] = Integer.MAX_VALUE;
        memory.write("stopped", stopped, 1);
        double half = 0.5 * m.timestep();
        for (int step = 0; step < steps; step++) {
            kernels.run("drift", threads, group, List.of(centers, step, memory.get("stopped"), half, m.timestep(), m.limitSquared(), memory.get("u"), memory.get("start"), memory.get("v"),
                memory.get("response"), memory.get("force"), memory.get("energy"), memory.get("offsets"), memory.get("x")));
            if (total > centers) {
                kernels.run("ghosts", threads, group, List.of(centers, total, step, memory.get("stopped"), memory.get("owners"), memory.get("offsets"), memory.get("x")));
            }
            forces.accept(step);
            kernels.run("kick", threads, group, List.of(centers, step, memory.get("stopped"), half, memory.get("v"), memory.get("response"), memory.get("force")));
        }
        memory.read("stopped", stopped, 1);
        read("u", m.positions(), neighbors);
        read("v", m.velocities(), neighbors);
        if (stopped[0] >= steps) {
            read("force", m.forces(), neighbors);
        }
        return Math.min(stopped[0], steps);
    }

    private void reserve(int centers, int total) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (String name : List.of("u", "v", "start")) {
            bytes.put(name, 24L * centers);
        }
        bytes.put("response", 8L * centers);
        bytes.put("offsets", 24L * total);
        memory.reserve(bytes, centers);
    }

    private void takeOver(NeighborList neighbors, Motion m) {
        write("start", m.reference(), 3, neighbors);
        write("response", m.responses(), 1, neighbors);
        double[] offsets = room(3 * neighbors.total());
        neighbors.offsets(offsets);
        memory.write("offsets", offsets, 3 * neighbors.total());
    }

    private double[] room(int count) {
        if (sorted.length < count) {
            sorted = new double[count + count / 8];
        }
        return sorted;
    }

    /** From the order of the configuration to that of the list. */
    private void write(String name, double[] numbers, int width, NeighborList neighbors) {
        int centers = neighbors.centers();
        double[] byPlace = room(width * centers);
        for (int i = 0; i < centers; i++) {
            System.arraycopy(numbers, width * neighbors.atoms()[i], byPlace, width * i, width);
        }
        memory.write(name, byPlace, width * centers);
    }

    private void read(String name, double[] numbers, NeighborList neighbors) {
        int centers = neighbors.centers();
        double[] byPlace = room(3 * centers);
        memory.read(name, byPlace, 3 * centers);
        for (int i = 0; i < centers; i++) {
            System.arraycopy(byPlace, 3 * i, numbers, 3 * neighbors.atoms()[i], 3);
        }
    }

    @Override
    public void close() {
        if (kernels != null) {
            kernels.close();
        }
    }
}
