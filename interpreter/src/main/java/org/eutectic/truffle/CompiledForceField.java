package org.eutectic.truffle;

import com.oracle.truffle.api.CallTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.atoms.Pairs;
import org.eutectic.atoms.Shares;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.kernel.HalfList;
import org.eutectic.kernel.Kernel;
import org.eutectic.kernel.Outputs;
import org.eutectic.kernel.PairPart;
import org.eutectic.kernel.Scheduler;
import org.eutectic.kernel.Stage;
import org.eutectic.parallel.Workers;

/**
 * A potential compiled by Truffle. Centres are divided into parts, each with its own force buffer; how many depends on the number of atoms alone, and buffers
 * are added in order, so that results do not depend on the number of threads.
 */
public final class CompiledForceField implements ForceField {
    /** Centres a call: enough to make the call cheap, few enough that a small system is compiled within some evaluations. */
    private static final int CHUNK = 128;
    /** Few centres, for they are computed slowly, in few calls, so that all routines wait for the compiler together. */
    private static final int WARM_UP_CENTERS = 16;
    private static final int WARM_UP_CALLS = 8;
    /** After so many warm-ups of all variants the compiler has been asked, and a call of one centre tells whether it is done. */
    private static final int WARM_UPS = 48;
    /** Atoms whose sums are formed at a time. */
    private static final int BLOCK = 4096;

    private final String name;
    private final List<String> species;
    private final double cutoff;
    private final List<Term> terms = new ArrayList<>();
    private final boolean lanes;
    private final Workers workers;
    private final Job[] jobs = new Job[Shares.MOST];
    /** What workers do, made once so that a call allocates nothing; what they do it with follows. */
    private final IntConsumer runPart = this::runPart;
    private final IntConsumer clear = this::clear;
    private final IntConsumer collectBlock = this::collectBlock;
    private NeighborList runningList;
    private CallTarget runningTarget;
    private Term runningTerm;
    private Stage runningStage;
    private final Shares shares = new Shares();
    private final List<Neighborhood> neighborhoods;
    private Evaluation result;
    private boolean collectsEnergy;
    private boolean collectsForces;
    private double[] blockEnergies = new double[0];
    /** Energies of sites in the order of the list, eV. */
    private double[] siteEnergies = new double[0];

    /** The routines of one summand. */
    private static final class Term {
        final SiteEnergy site;
        /** By {@link Outputs#index}; made when first asked for. */
        final Routine[] routines = new Routine[8];
        final AtomFields fields = new AtomFields();
        final Neighborhood neighborhood;
        /** Of its neighborhood among those of all terms. */
        int number;

        Term(SiteEnergy site) {
            this.site = site;
            this.neighborhood = new Neighborhood(site.cutoff().max(), HalfList.serves(site));
        }

        void addChargeSlopes(int field, NeighborList list, Evaluation out) {
            double[] to = out.chargeSlopes(list.centers());
            for (int i = 0; i < list.centers(); i++) {
                to[list.atoms()[i]] += site.has(list.types()[i]) ? fields.values()[field][i] : 0;
            }
        }
    }

    /**
     * @param terms summands of the site energy; all know the same species
     * @param threads number of threads that compute
     */
    public CompiledForceField(String name, List<String> species, List<SiteEnergy> terms, int threads) {
        this(name, species, terms, threads, Scheduler.LANES);
    }

    /**
     * @param terms summands of the site energy; all know the same species
     * @param threads number of threads that compute
     * @param lanes whether loops take several neighbors at a time where they can
     */
    public CompiledForceField(String name, List<String> species, List<SiteEnergy> terms, int threads, boolean lanes) {
        this.name = name;
        this.lanes = lanes;
        this.species = List.copyOf(species);
        double reach = 0;
        for (SiteEnergy t : terms) {
            PairPart.split(t).forEach(part -> this.terms.add(new Term(part)));
            reach = Math.max(reach, t.cutoff().max());
        }
        this.cutoff = reach;
        this.neighborhoods = this.terms.stream().map(t -> t.neighborhood).distinct().toList();
        this.terms.forEach(t -> t.number = neighborhoods.indexOf(t.neighborhood));
        Arrays.setAll(jobs, k -> new Job());
        this.workers = Workers.of(threads);
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

    /** The routines of a term as they are run, for {@code explain}. */
    public List<Kernel> kernels(Outputs outputs) {
        return terms.stream().map(t -> routine(t, outputs).kernel).toList();
    }

    private Routine routine(Term t, Outputs outputs) {
        Routine r = t.routines[outputs.index()];
        if (r == null) {
            r = Runtime.shared().routine(Scheduler.schedule(t.site, outputs, lanes));
            t.routines[outputs.index()] = r;
        }
        return r;
    }

    @Override
    public void compute(NeighborList list, boolean energy, boolean forces, boolean virial, Evaluation out) {
        Outputs outputs = Outputs.of(energy, forces, virial);
        boolean withForces = outputs.forces();
        out.resize(list.centers());
        shares.of(list, neighborhoods);
        int parts = shares.count();
        runningList = list;
        collectsEnergy = energy;
        collectsForces = withForces;
        for (int p = 0; p < parts && withForces; p++) {
            jobs[p].reserveForces(jobs[shares.owner(p)], list.total());
        }
        if (siteEnergies.length < list.centers()) {
            siteEnergies = new double[list.centers()];
        }
        workers.run(parts, clear);
        for (int k = 0; k < terms.size(); k++) {
            compute(terms.get(k), list, outputs, out);
        }
        collect(list, out);
        runningList = null;
    }

    private void compute(Term t, NeighborList list, Outputs outputs, Evaluation out) {
        Routine routine = routine(t, outputs);
        Kernel kernel = routine.kernel;
        Pairs pairs = list.pairs(t.neighborhood);
        t.fields.reserve(kernel.fields(), list.total());
        for (int s = 0; s < kernel.stages().size(); s++) {
            Stage stage = kernel.stages().get(s);
            for (int p = 0; p < shares.count(); p++) {
                jobs[p].reserve(routine.lanes[s], pairs.longest());
                jobs[p].bind(list, pairs, t.fields.values(), siteEnergies);
                jobs[p].reserveReceived(jobs[shares.owner(p)], stage.clearedFields(), kernel.fields(), list.total());
            }
            runningTarget = routine.targets[s];
            runningTerm = t;
            runningStage = stage;
            workers.run(shares.count(), runPart);
            t.fields.collect(stage.clearedFields(), jobs, shares, list, workers);
            t.fields.spread(stage.fields(), list);
        }
        if (kernel.chargeSlopes() >= 0) {
            t.addChargeSlopes(kernel.chargeSlopes(), list, out);
        }
    }

    @Override
    public boolean warmUp(NeighborList list, boolean energy, boolean forces, boolean virial) {
        if (!Runtime.shared().isOptimizing() || list.centers() == 0) {
            return true;
        }
        Outputs outputs = Outputs.of(energy, forces, virial);
        boolean compiled = true;
        double[] scratch = new double[Math.min(WARM_UP_CENTERS, list.centers())];
        Job job = jobs[0];
        for (Term t : terms) {
            Routine routine = routine(t, outputs);
            Kernel kernel = routine.kernel;
            Pairs pairs = list.pairs(t.neighborhood);
            t.fields.reserve(kernel.fields(), list.total());
            for (int s = 0; s < kernel.stages().size(); s++) {
                job.reserve(routine.lanes[s], pairs.longest());
                if (outputs.forces()) {
                    job.reserveForces(job, list.total());
                }
                job.bind(list, pairs, t.fields.values(), scratch);
                job.reserveReceived(job, kernel.stages().get(s).clearedFields(), kernel.fields(), list.total());
                compiled &= warmUp(routine.targets[s], job, routine.warmUps < WARM_UPS ? scratch.length : 1);
            }
            routine.warmUps++;
        }
        return compiled;
    }

    private static boolean warmUp(CallTarget target, Job job, int centers) {
        Runtime runtime = Runtime.shared();
        Object entered = runtime.enter();
        try {
            job.from = 0;
            job.to = centers;
            for (int k = 0; k < (centers == 1 ? 1 : WARM_UP_CALLS); k++) {
                target.call(job.arguments);
            }
        } finally {
            runtime.leave(entered);
        }
        return job.compiled;
    }

    private void runPart(int p) {
        Job job = jobs[p];
        int hi = shares.to(runningTerm.number, p);
        AtomFields.clear(job, runningStage.clearedFields(), shares, p);
        Runtime runtime = Runtime.shared();
        Object entered = runtime.enter();
        try {
            for (int i = shares.from(runningTerm.number, p); i < hi; i += CHUNK) {
                job.from = i;
                job.to = Math.min(hi, i + CHUNK);
                runningTarget.call(job.arguments);
            }
        } finally {
            runtime.leave(entered);
        }
    }

    private void clear(int p) {
        long centers = runningList.centers();
        Arrays.fill(siteEnergies, (int) (centers * p / shares.count()), (int) (centers * (p + 1) / shares.count()), 0);
        if (collectsForces) {
            shares.clear(jobs[p].forces, NeighborList.WIDTH, p);
            Arrays.fill(jobs[p].virialSum, 0);
        }
    }

    /** Adds up the parts, block by block; then ghosts give what they received to their owners. */
    private void collect(NeighborList list, Evaluation out) {
        int blocks = (list.total() + BLOCK - 1) / BLOCK;
        if (blockEnergies.length < blocks) {
            blockEnergies = new double[blocks + blocks / 8];
        }
        result = out;
        workers.run(blocks, collectBlock);
        result = null;
        double sum = collectsEnergy ? 0 : Double.NaN;
        for (int b = 0; b < blocks && collectsEnergy; b++) {
            sum += blockEnergies[b];
        }
        out.setEnergy(sum);
        if (!collectsForces) {
            return;
        }
        double[] f = out.forces(), ghosts = jobs[0].forces;
        int[] atoms = list.atoms();
        for (int g = list.centers(); g < list.total(); g++) {
            int o = 3 * atoms[g], from = NeighborList.WIDTH * g;
            f[o] += ghosts[from];
            f[o + 1] += ghosts[from + 1];
            f[o + 2] += ghosts[from + 2];
        }
        for (int p = 0; p < shares.count(); p++) {
            for (int k = 0; k < 9; k++) {
                out.virial()[k] += jobs[p].virialSum[k];
            }
        }
    }

    private void collectBlock(int b) {
        int centers = runningList.centers();
        int[] atoms = runningList.atoms();
        int lo = b * BLOCK, hi = Math.min(lo + BLOCK, runningList.total()), local = Math.min(hi, centers);
        double energy = 0;
        double[] to = result.siteEnergies();
        for (int i = lo; i < local; i++) {
            to[atoms[i]] = collectsEnergy ? siteEnergies[i] : 0;
            energy += siteEnergies[i];
        }
        blockEnergies[b] = energy;
        double[] f = result.forces();
        if (!collectsForces) {
            Arrays.fill(f, 3 * Math.min(lo, local), 3 * local, 0);
            return;
        }
        double[] sum = jobs[0].forces;
        for (int p = 1; p < shares.count(); p++) {
            shares.add(sum, jobs[p].forces, NeighborList.WIDTH, p, lo, hi);
        }
        for (int i = lo; i < local; i++) {
            int o = 3 * atoms[i], from = NeighborList.WIDTH * i;
            f[o] = sum[from];
            f[o + 1] = sum[from + 1];
            f[o + 2] = sum[from + 2];
        }
    }
}
