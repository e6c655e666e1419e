package org.eutectic.gpu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.kernel.Outputs;
import org.eutectic.md.dynamics.DescentRule;
import org.eutectic.md.dynamics.MovedAtoms;
import org.eutectic.md.dynamics.MovingForceField.Setting;
import org.eutectic.md.dynamics.StepRecipe;

/**
 * Atoms that live on a device: positions, velocities, lists and forces stay there. The host asks for a portion of steps and waits once; an atom that has moved too far for the list stops all
 * that was asked for after its drift, and the host then asks for a new list and for the rest.
 */
final class DeviceAtoms implements MovedAtoms {
    /** Steps that are asked for at once, where lists last that long. */
    private static final int AHEAD = 50;
    private static final int FEWEST_AHEAD = 4;

    private final DeviceForceField field;
    private final ComputeDevice device;
    private final DeviceMemory memory;
    private final ForceRoutines routines;
    private final DeviceList list;
    private final DeviceSteps steps;
    private final int centers;
    private final int[] atoms;
    private final Cell cell;
    private final int[] types;
    private final double[] charges;
    private final int[] stopped = new int[1];
    private final int[] trouble = new int[1];
    /** The list that {@link #atoms} belongs to. */
    private long known = -1;
    private long builds;
    private int ahead = AHEAD;
    private int sinceBuild;
    private StepRecipe recipe = new StepRecipe.Newton();
    private final DeviceDescent descent;

    DeviceAtoms(DeviceForceField field, ComputeDevice device, DeviceMemory memory, ForceRoutines routines, ComputeDevice.Kernels kernels, Configuration c, Setting setting) {
        this.field = field;
        this.device = device;
        this.memory = memory;
        this.routines = routines;
        this.centers = c.size();
        this.atoms = new int[centers];
        this.list = new DeviceList(device, memory, routines, kernels, c.cell(), c.positions(), setting.skin(), setting.fastest());
        this.steps = new DeviceSteps(kernels, memory, centers, setting.timestep(), 0.25 * setting.skin() * setting.skin());
        this.descent = new DeviceDescent(field::descent, memory, centers, 0.25 * setting.skin() * setting.skin());
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (String name : List.of("u", "v", "start")) {
            bytes.put(name, 24L * centers);
        }
        for (String name : List.of("response", "mass of", "charge of")) {
            bytes.put(name, 8L * centers);
        }
        bytes.put("type of", 4L * centers);
        bytes.put("trouble", 8L);
        bytes.put("stopped", 8L);
        memory.reserve(bytes, centers);
        memory.write("u", c.positions(), 3 * centers);
        memory.write("v", new double[3 * centers], 3 * centers);
        memory.write("start", setting.reference(), 3 * centers);
        memory.write("response", setting.responses(), centers);
        memory.write("mass of", setting.masses(), centers);
        memory.write("charge of", c.charges() == null ? new double[centers] : c.charges(), centers);
        int[] numbers = c.symbols().stream().mapToInt(field.species()::indexOf).toArray();
        cell = c.cell();
        types = IntStream.of(c.types()).map(t -> numbers[t]).toArray();
        charges = c.charges() == null ? null : c.charges().clone();
        memory.write("type of", types, centers);
        steps.begin();
    }

    @Override
    public void setVelocities(double[] velocities) {
        synchronized (device) {
            memory.write("v", velocities, 3 * centers);
        }
    }

    @Override
    public boolean compute(boolean energy, boolean virial) {
        synchronized (device) {
            Outputs outputs = ForceRoutines.routine(true, virial);
            if (!settle(outputs)) {
                return false;
            }
            int threads = routines.reserve(list.size(), outputs);
            memory.write("stopped", DeviceForceField.RUNNING, 1);
            routines.tune(list.size(), outputs, threads);
            memory.get("force").clear(24L * centers);
            routines.clear(centers, outputs);
            routines.run(list.size(), outputs, threads, 0);
            return true;
        }
    }

    /** Sees to it that the device has the list of these atoms; gives false where one is lost, runs away or touches another. */
    private boolean settle(Outputs outputs) {
        if (!field.holds(this)) {
            // A list for the positions of the last one, so that it does not matter when somebody asked.
            field.hold(this);
            routines.prepare(cell, centers, types, charges);
            if (!build("start", outputs)) {
                return false;
            }
            steps.stand(list.size(), routines.reserve(list.size(), outputs), routines.group());
        }
        return true;
    }

    /** Makes room for either; gives the number of threads that suits both. */
    private int reserve(Outputs one, Outputs other) {
        int threads = routines.reserve(list.size(), one);
        return one.equals(other) ? threads : Math.min(threads, routines.reserve(list.size(), other));
    }

    private boolean build(String positions, Outputs outputs) {
        builds++;
        return list.build(positions, outputs);
    }

    @Override
    public int advance(StepRecipe wanted, long first, int count, boolean energy, boolean virial) {
        synchronized (device) {
            if (!field.holds(this) && !compute(false, false)) {
                return 0;
            }
            if (wanted != recipe) {
                steps.prepare(wanted);
                recipe = wanted;
            }
            Outputs forces = ForceRoutines.routine(true, false), last = ForceRoutines.routine(true, virial);
            int threads = reserve(forces, last), made = 0;
            memory.get("trouble").clear(8);
            boolean drifted = false;
            while (made < count) {
                int end = Math.min(count, made + ahead);
                memory.write("stopped", DeviceForceField.RUNNING, 1);
                for (int step = made; step < end; step++) {
                    boolean looked = step == count - 1;
                    if (step > made || !drifted) {
                        steps.drift(recipe, first + step, step, threads, routines.group());
                    }
                    steps.ghosts(list.size(), step, threads, routines.group());
                    if (looked && (energy || virial)) {
                        routines.clear(centers, last);
                    }
                    routines.run(list.size(), looked ? last : forces, threads, step);
                    steps.kick(recipe, first + step, step, threads, routines.group());
                }
                memory.read("stopped", stopped, 1);
                if (stopped[0] >= end) {
                    sinceBuild += end - made;
                    made = end;
                    drifted = false;
                    ahead = Math.min(AHEAD, 2 * ahead);
                    continue;
                }
                memory.read("trouble", trouble, 1);
                if (trouble[0] != 0) {
                    return stopped[0];
                }
                ahead = Math.clamp(sinceBuild + stopped[0] - made, FEWEST_AHEAD, AHEAD);
                made = stopped[0];
                sinceBuild = 0;
                drifted = true;
                steps.keepStart(threads, routines.group());
                if (!build("u", last)) {
                    return made;
                }
                threads = reserve(forces, last);
            }
            return made;
        }
    }

    @Override
    public int descend(DescentRule rule, double tolerance, int count, double[] figures) {
        synchronized (device) {
            Outputs forces = ForceRoutines.routine(true, false);
            // A descent that goes on needs the forces where it was.
            if (descent.begun() && !field.holds(this) && !compute(false, false) || !settle(forces)) {
                return 0;
            }
            int threads = routines.reserve(list.size(), forces), made = 0;
            memory.get("trouble").clear(8);
            memory.write("stopped", DeviceForceField.RUNNING, 1);
            routines.tune(list.size(), forces, threads);
            descent.prepare(rule, tolerance, count);
            boolean moved = false;
            while (made < count) {
                memory.write("stopped", DeviceForceField.RUNNING, 1);
                for (int step = made; step < count; step++) {
                    if (!descent.begun()) {
                        memory.get("force").clear(24L * centers);
                    } else if (step > made || !moved) {
                        descent.move(step, threads, routines.group());
                    }
                    steps.ghosts(list.size(), step, threads, routines.group());
                    routines.clear(centers, forces);
                    routines.run(list.size(), forces, threads, step);
                    descent.look(step, routines.energies());
                }
                memory.read("stopped", stopped, 1);
                memory.read("trouble", trouble, 1);
                boolean looked = trouble[0] == DeviceDescent.ARRIVED || trouble[0] == DeviceDescent.NOT_FINITE;
                made = Math.min(count, stopped[0] + (looked ? 1 : 0));
                if (looked || made == count) {
                    break;
                }
                moved = true;
                steps.keepStart(threads, routines.group());
                if (!build("u", forces)) {
                    break;
                }
                threads = routines.reserve(list.size(), forces);
            }
            descent.fetch(made, figures);
            return made;
        }
    }

    @Override
    public void fetchMotion(double[] positions, double[] velocities) {
        synchronized (device) {
            memory.read("u", positions, 3 * centers);
            memory.read("v", velocities, 3 * centers);
            steps.fetch(recipe);
        }
    }

    @Override
    public void fetchForces(boolean energy, boolean virial, Evaluation out) {
        synchronized (device) {
            out.reset(centers);
            if (known != builds) {
                memory.read("atoms", atoms, centers);
                known = builds;
            }
            field.collect(atoms, centers, energy, true, virial, out);
        }
    }

    @Override
    public double takeHeat() {
        synchronized (device) {
            return steps.takeHeat(recipe);
        }
    }

    @Override
    public void fetchReference(double[] reference) {
        synchronized (device) {
            memory.read("start", reference, 3 * centers);
        }
    }

    @Override
    public long builds() {
        return builds;
    }
}
