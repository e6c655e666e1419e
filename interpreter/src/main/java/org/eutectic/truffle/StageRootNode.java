package org.eutectic.truffle;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.RootNode;
import org.eutectic.atoms.NeighborList;

/**
 * One stage of a potential over a range of centres: the one argument is the {@link Job}, which names them. Some hundred centres a call, so that calls drive
 * compilation and chunks are the unit of threading.
 */
final class StageRootNode extends RootNode {
    private final String name;
    private final Slots slots;
    /** Bit s is set if centres of species s run through it. */
    private final long centers;
    private final boolean forces;
    private final int pairs;
    /** Numbers that networks leave for an atom. */
    private final int networks;
    private final boolean virial;
    @CompilationFinal(dimensions = 1) private final int[] lanes;
    @CompilationFinal(dimensions = 1) private final int[] centerSlots;
    /** Null where no forces lie along bonds. */
    private final CentralForces central;
    @Child private GatherNode gather;
    @Child private EutecticStatement body;

    StageRootNode(EutecticLanguage language, String name, Slots slots, long centers, boolean forces, boolean virial, int pairs, GatherNode gather, CentralForces central, int networks, EutecticStatement body) {
        super(language, slots.descriptor());
        this.name = name;
        this.slots = slots;
        this.centers = centers;
        this.forces = forces;
        this.virial = virial;
        this.pairs = pairs;
        this.lanes = slots.lanes();
        this.centerSlots = slots.local.clone();
        this.gather = gather;
        this.central = central;
        this.networks = networks;
        this.body = body;
    }

    /** How many arrays of lanes it works on. */
    int lanes() {
        return lanes.length;
    }

    @Override
    public Object execute(VirtualFrame frame) {
        Job job = CompilerDirectives.castExact(frame.getArguments()[0], Job.class);
        job.compiled = CompilerDirectives.inCompiledCode();
        int lo = job.from, hi = job.to;
        frame.setObjectStatic(slots.job, job);
        frame.setObjectStatic(slots.index, job.index);
        frame.setObjectStatic(slots.type, job.type);
        frame.setObjectStatic(slots.forces, job.forces);
        bindLanes(frame, job);
        if (networks > job.networks.length) {
            growNetworks(job, networks);
        }
        if (slots.local.length > job.carried.length || slots.count.length > job.counts.length) {
            growCarried(job, slots.local.length, slots.count.length);
        }
        clear(frame, slots.virialSum);
        if (central != null) {
            central.open(frame, job);
        }
        for (int i = lo; i < hi; i++) {
            int type = job.types[i];
            if ((centers >> type & 1) == 0) {
                continue;
            }
            frame.setIntStatic(slots.center, i);
            frame.setIntStatic(slots.centerType, type);
            clear(frame, slots.force);
            if (gather != null) {
                gather.execute(frame);
            }
            if (pairs > 0) {
                int n = frame.getIntStatic(slots.count[slots.count.length - 1]);
                frame.setObjectStatic(slots.pairs, reservePairs(job, pairs * Slots.pairRoom(n)));
            }
            if (slots.keptCount.length > 0) {
                int n = frame.getIntStatic(slots.count[slots.count.length - 1]);
                frame.setObjectStatic(slots.kept, reserveKept(job, Lists.room(slots.keptCount.length, n)));
                frame.setObjectStatic(slots.keptType, job.keptType);
            }
            if (central != null) {
                central.begin(frame, i);
            }
            body.execute(frame);
            if (central != null) {
                central.end(frame, i);
            } else if (forces) {
                double[] f = job.forces;
                int at = NeighborList.WIDTH * i;
                f[at] += frame.getDoubleStatic(slots.force[0]);
                f[at + 1] += frame.getDoubleStatic(slots.force[1]);
                f[at + 2] += frame.getDoubleStatic(slots.force[2]);
            }
            drop(frame);
        }
        if (central != null) {
            central.close(frame);
        }
        if (virial) {
            addVirial(frame, job.virialSum);
        }
        return 0;
    }

    private static double[] reservePairs(Job job, int room) {
        return room <= job.pairs.length ? job.pairs : growPairs(job, room);
    }

    @TruffleBoundary
    private static double[] growPairs(Job job, int room) {
        return job.pairs(room);
    }

    private static int[] reserveKept(Job job, int room) {
        return room <= job.kept.length ? job.kept : growKept(job, room);
    }

    @TruffleBoundary
    private static int[] growKept(Job job, int room) {
        return job.kept(room);
    }

    @TruffleBoundary
    private static void growNetworks(Job job, int room) {
        job.networks = new double[room];
    }

    @TruffleBoundary
    private static void growCarried(Job job, int locals, int ranges) {
        job.carried = new double[Math.max(locals + Job.APART, job.carried.length)];
        job.counts = new int[Math.max(ranges + 2 * Job.APART, job.counts.length)];
    }

    @ExplodeLoop
    private void bindLanes(VirtualFrame frame, Job job) {
        for (int a = 0; a < lanes.length; a++) {
            frame.setObjectStatic(lanes[a], job.lanes[a]);
        }
    }

    @ExplodeLoop
    private static void clear(VirtualFrame frame, int[] zeroed) {
        for (int k = 0; k < zeroed.length; k++) {
            frame.setDoubleStatic(zeroed[k], 0);
        }
    }

    @ExplodeLoop
    private void drop(VirtualFrame frame) {
        for (int s : centerSlots) {
            frame.clearStatic(s);
        }
    }

    @ExplodeLoop
    private void addVirial(VirtualFrame frame, double[] sum) {
        for (int k = 0; k < 9; k++) {
            sum[k] += frame.getDoubleStatic(slots.virialSum[k]);
        }
    }

    @Override
    public String getName() {
        return name;
    }
}
