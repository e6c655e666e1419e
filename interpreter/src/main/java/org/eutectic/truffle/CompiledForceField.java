package org.eutectic.truffle;

import com.oracle.truffle.api.CallTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.kernel.Kernel;
import org.eutectic.kernel.Scheduler;

/**
 * A potential compiled by Truffle. Centres are divided into parts, each with its own force buffer; how many depends on the number of atoms alone, and buffers
 * are added in order, so that results do not depend on the number of threads.
 */
public final class CompiledForceField implements ForceField {
    /** Centres a call: enough to make the call cheap, few enough that a small system is compiled within some evaluations. */
    private static final int CHUNK = 128;
    private static final int MOST_PARTS = 8;
    private static final int CENTERS_A_PART = 1024;

    private final String name;
    private final List<String> species;
    private final double cutoff;
    private final List<Term> terms = new ArrayList<>();
    private final int threads;
    private final ExecutorService workers;
    private final Job[] jobs = new Job[MOST_PARTS];

    /** The stages of one summand, with and without forces. */
    private static final class Term {
        final SiteEnergy site;
        final Kernel[] kernels = new Kernel[2];
        final CallTarget[][] targets = new CallTarget[2][];
        double[][] fields = new double[0][];

        Term(SiteEnergy site) {
            this.site = site;
        }
    }

    /**
     * @param terms summands of the site energy; all know the same species
     * @param threads number of threads that compute
     */
    public CompiledForceField(String name, List<String> species, List<SiteEnergy> terms, int threads) {
        this.name = name;
        this.species = List.copyOf(species);
        this.threads = Math.max(1, threads);
        double reach = 0;
        for (SiteEnergy t : terms) {
            this.terms.add(new Term(t));
            reach = Math.max(reach, t.cutoff().max());
        }
        this.cutoff = reach;
        Arrays.setAll(jobs, k -> new Job());
        this.workers = this.threads == 1 ? null : Executors.newFixedThreadPool(this.threads - 1, r -> {
            Thread t = new Thread(r, "eutectic-force");
            t.setDaemon(true);
            return t;
        });
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

    /** The routines of a term as they are run, for {@code explain}. */
    public List<Kernel> kernels(boolean forces) {
        return terms.stream().map(t -> kernel(t, forces)).toList();
    }

    private synchronized Kernel kernel(Term t, boolean forces) {
        int k = forces ? 1 : 0;
        if (t.kernels[k] == null) {
            t.kernels[k] = Scheduler.schedule(t.site, forces);
            t.targets[k] = Runtime.shared().targets(t.kernels[k]);
        }
        return t.kernels[k];
    }

    @Override
    public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
        boolean withForces = forces || virial;
        out.reset(list.centers());
        int parts = Math.clamp(list.centers() / CENTERS_A_PART, 1, MOST_PARTS);
        for (int p = 0; p < parts; p++) {
            if (withForces) {
                jobs[p].reserve(0, 0, list.total(), true);
                Arrays.fill(jobs[p].forces, 0, 3 * list.total(), 0);
                Arrays.fill(jobs[p].virialSum, 0);
            }
        }
        int longest = list.longest();
        for (Term t : terms) {
            compute(t, list, withForces, virial, longest, parts, out);
        }
        collect(list, energy, withForces, parts, out);
    }

    private void compute(Term t, NeighborList list, boolean forces, boolean virial, int longest, int parts, Evaluation out) {
        Kernel kernel = kernel(t, forces);
        if (t.fields.length < kernel.fields() || kernel.fields() > 0 && t.fields[0].length < list.centers()) {
            t.fields = new double[kernel.fields()][list.centers()];
        }
        for (int s = 0; s < kernel.stages().size(); s++) {
            CallTarget target = t.targets[forces ? 1 : 0][s];
            List<Integer> received = kernel.stages().get(s).clearedFields();
            for (int p = 0; p < parts; p++) {
                jobs[p].reserve(kernel.stages().get(s).lanes(), longest, list.total(), forces);
                jobs[p].bind(list, t.fields, out.siteEnergies(), virial);
                prepareReceived(jobs[p], received, kernel.fields(), list.centers());
            }
            runParts(target, list.centers(), parts);
            for (int field : received) {
                double[] sum = t.fields[field];
                Arrays.fill(sum, 0, list.centers(), 0);
                for (int p = 0; p < parts; p++) {
                    double[] part = jobs[p].received[field];
                    for (int i = 0; i < list.centers(); i++) {
                        sum[i] += part[i];
                    }
                }
            }
        }
    }

    private static void prepareReceived(Job job, List<Integer> received, int fields, int centers) {
        if (received.isEmpty()) {
            return;
        }
        if (job.received == null || job.received.length < fields) {
            job.received = new double[fields][0];
        }
        for (int field : received) {
            if (job.received[field].length < centers) {
                job.received[field] = new double[centers];
            } else {
                Arrays.fill(job.received[field], 0, centers, 0);
            }
        }
    }

    private void runParts(CallTarget target, int centers, int parts) {
        if (workers == null || parts == 1) {
            for (int p = 0; p < parts; p++) {
                runPart(target, centers, parts, p);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int p = next.getAndIncrement(); p < parts; p = next.getAndIncrement()) {
                runPart(target, centers, parts, p);
            }
        };
        List<Future<?>> running = new ArrayList<>();
        for (int w = 1; w < Math.min(threads, parts); w++) {
            running.add(workers.submit(work));
        }
        work.run();
        for (Future<?> f : running) {
            try {
                f.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while computing forces", e);
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException("a worker failed", e.getCause());
            }
        }
    }

    private void runPart(CallTarget target, int centers, int parts, int p) {
        int lo = (int) ((long) centers * p / parts), hi = (int) ((long) centers * (p + 1) / parts);
        Runtime runtime = Runtime.shared();
        runtime.enter();
        try {
            for (int i = lo; i < hi; i += CHUNK) {
                target.call(jobs[p], i, Math.min(hi, i + CHUNK));
            }
        } finally {
            runtime.leave();
        }
    }

    private void collect(NeighborList list, boolean energy, boolean forces, int parts, Evaluation out) {
        double sum = energy ? 0 : Double.NaN;
        if (energy) {
            for (double e : out.siteEnergies()) {
                sum += e;
            }
        }
        out.setEnergy(sum);
        if (!forces) {
            return;
        }
        double[] f = out.forces();
        int[] owners = list.owners();
        for (int p = 0; p < parts; p++) {
            double[] part = jobs[p].forces;
            for (int k = 0; k < 3 * list.centers(); k++) {
                f[k] += part[k];
            }
            for (int g = list.centers(); g < list.total(); g++) {
                int o = 3 * owners[g];
                f[o] += part[3 * g];
                f[o + 1] += part[3 * g + 1];
                f[o + 2] += part[3 * g + 2];
            }
            for (int k = 0; k < 9; k++) {
                out.virial()[k] += jobs[p].virialSum[k];
            }
        }
    }

    @Override
    public void close() {
        if (workers != null) {
            workers.shutdownNow();
        }
    }
}
