package org.eutectic.md.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Elements;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.ForceField;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.Units;

/**
 * Monte Carlo moves of species between steps of dynamics, after N. Metropolis, A. W. Rosenbluth, M. N. Rosenbluth, A. H. Teller and E. Teller, J. Chem. Phys. 21, 1087 (1953): every so many steps
 * some trials are made, each accepted with probability min(1, exp(−(ΔU − Δμ)/kT)), ΔU the difference of the whole potential energy with all atoms where they are.
 *
 * <p><b>Swaps</b> keep the composition: two atoms of different species, any such pair as likely as any other, change places, velocities included (Δμ = 0). <b>Flips</b> make an atom one of another species
 * at given differences of chemical potentials: the semi-grand ensemble (D. A. Kofke and E. D. Glandt, Mol. Phys. 64, 1105 (1988)). Its velocity is scaled so that its kinetic energy stays; the chemical
 * potentials are therefore those of the configuration, without what masses contribute to those of ideal gases: where nothing distinguishes two species but μ, x₁/x₂ = exp((μ₁ − μ₂)/kT).
 *
 * <p>A trial costs an energy of the whole system and the neighbor list for it. An exchange serves one simulation.
 */
public final class SpeciesExchange {
    /** The place in {@link RandomStream#at} that tells this noise from that of thermostats and barostats. */
    private static final long STREAM = -3;

    private final List<String> species;
    private final double[] potentials;
    private final long interval;
    private final int trials;
    private final TemperatureProgram program;
    private final long seed;
    private final Evaluation evaluation = new Evaluation();
    private final RandomStream random = new RandomStream();
    private SimulationState state;
    private ForceField field;
    private NeighborListBuilder lists;
    /** The species that take part, as the configuration numbers them; the place in it of each of its species, or −1. */
    private int[] types;
    private int[] places;
    private int[] atoms;
    private long tried;
    private long accepted;
    /** Of the present trials: kT and the energy that the last accepted one has led to, eV. */
    private double thermal;
    private double current;

    private SpeciesExchange(List<String> species, double[] potentials, long interval, int trials, TemperatureProgram program, long seed) {
        if (species.size() < 2 || species.stream().distinct().count() < species.size()) {
            throw new IllegalArgumentException("two species at least are needed, each once, not " + species);
        }
        if (interval < 1 || trials < 1) {
            throw new IllegalArgumentException("an interval and a number of trials must be positive, not " + interval + " and " + trials);
        }
        this.species = List.copyOf(species);
        this.potentials = potentials;
        this.interval = interval;
        this.trials = trials;
        this.program = program;
        this.seed = seed;
    }

    /**
     * Swaps at a fixed composition.
     *
     * @param species whose atoms change places with each other
     * @param interval steps between two times
     * @param trials each time
     * @param program the temperature, that of the dynamics
     */
    public static SpeciesExchange swaps(List<String> species, long interval, int trials, TemperatureProgram program, long seed) {
        return new SpeciesExchange(species, null, interval, trials, program, seed);
    }

    /**
     * Flips in the semi-grand ensemble.
     *
     * @param species what atoms of these species may become
     * @param potentials their chemical potentials, eV; only differences count
     * @param interval steps between two times
     * @param trials each time
     * @param program the temperature, that of the dynamics
     */
    public static SpeciesExchange flips(List<String> species, double[] potentials, long interval, int trials, TemperatureProgram program, long seed) {
        if (potentials.length != species.size()) {
            throw new IllegalArgumentException(potentials.length + " chemical potentials for " + species.size() + " species");
        }
        return new SpeciesExchange(species, potentials.clone(), interval, trials, program, seed);
    }

    /** The same atoms in a configuration that has names for species of which there are none yet; the one given where it has. */
    public static Configuration withSpecies(Configuration c, List<String> species) {
        List<String> all = Stream.concat(c.symbols().stream(), species.stream()).distinct().toList();
        if (all.size() == c.symbols().size()) {
            return c;
        }
        Configuration more = new Configuration(all, c.types(), c.positions(), c.cell());
        more.setVelocities(c.velocities());
        more.setMasses(c.massesIfKnown());
        more.setCharges(c.charges());
        return more;
    }

    /** How many trials were made. */
    public long tried() {
        return tried;
    }

    /** How many of them were accepted. */
    public long accepted() {
        return accepted;
    }

    /** Goes on counting from here. */
    public void resume(long tried, long accepted) {
        this.tried = tried;
        this.accepted = accepted;
    }

    /**
     * Called once, before the first step.
     *
     * @throws StructureException where the atoms are not such that they can be exchanged
     */
    void start(SimulationState state, ForceField field, int threads) {
        this.state = state;
        this.field = field;
        Configuration c = state.configuration();
        lists = new NeighborListBuilder(field, 0, threads);
        types = species.stream().mapToInt(c.symbols()::indexOf).toArray();
        for (int k = 0; k < types.length; k++) {
            if (types[k] < 0) {
                throw StructureException.of(StructureException.Kind.UNFIT, "the structure has no %s that could be exchanged", species.get(k));
            }
        }
        if (potentials != null && c.charges() != null) {
            throw StructureException.of(StructureException.Kind.UNFIT, "atoms with charges of their own cannot become others: the charge would have to change, too. Leave the charges out of the structure");
        }
        if (potentials != null) {
            // Where one is no element, what becomes it has no mass: to be said before anything has moved.
            species.forEach(Elements::mass);
        }
        places = new int[c.symbols().size()];
        Arrays.fill(places, -1);
        for (int k = 0; k < types.length; k++) {
            places[types[k]] = k;
        }
        atoms = IntStream.range(0, c.size()).filter(i -> places[c.types()[i]] >= 0 && state.accelerationPerForce(i) != 0).toArray();
        if (atoms.length == 0) {
            throw StructureException.of(StructureException.Kind.UNFIT, "there is no atom of %s that moves freely", String.join(", ", species));
        }
    }

    /** Called at the end of each step. */
    void act() {
        if (state.step() % interval != 0) {
            return;
        }
        random.at(seed, state.step(), STREAM);
        thermal = Units.BOLTZMANN * program.at(state.step());
        current = energy();
        double first = current;
        long before = accepted;
        boolean possible = potentials != null || unlike();
        for (int n = 0; n < trials && possible; n++) {
            if (potentials == null) {
                trySwap();
            } else {
                tryFlip();
            }
        }
        if (accepted > before) {
            state.addHeat(current - first);
            state.speciesChanged(potentials != null);
        }
    }

    /** Two atoms of different species, any such pair as likely as any other. */
    private void trySwap() {
        int[] t = state.configuration().types();
        int i, j;
        do {
            i = atoms[pick(atoms.length)];
            j = atoms[pick(atoms.length)];
        } while (t[i] == t[j]);
        swap(i, j);
        if (!accepted(0)) {
            swap(i, j);
        }
    }

    /** Any atom, and any of the other species. */
    private void tryFlip() {
        int[] t = state.configuration().types();
        int i = atoms[pick(atoms.length)], from = places[t[i]], to = (from + 1 + pick(types.length - 1)) % types.length;
        t[i] = types[to];
        if (accepted(potentials[to] - potentials[from])) {
            flipped(i);
        } else {
            t[i] = types[from];
        }
    }

    /**
     * Whether atoms stay as they are now.
     *
     * @param gain what chemical potentials speak for it, eV
     */
    private boolean accepted(double gain) {
        double energy = energy(), difference = energy - current - gain, number = random.nextDouble();
        boolean yes = difference <= 0 || thermal > 0 && number < StrictMath.exp(-difference / thermal);
        tried++;
        if (yes) {
            accepted++;
            current = energy;
        }
        return yes;
    }

    private boolean unlike() {
        int[] t = state.configuration().types();
        return Arrays.stream(atoms).anyMatch(i -> t[i] != t[atoms[0]]);
    }

    private int pick(int count) {
        return (int) (random.nextDouble() * count);
    }

    private double energy() {
        field.compute(lists.build(state.configuration()), true, false, false, evaluation);
        return evaluation.energy();
    }

    /** Has two atoms change places: all but the positions goes from one to the other. */
    private void swap(int i, int j) {
        Configuration c = state.configuration();
        int t = c.types()[i];
        c.types()[i] = c.types()[j];
        c.types()[j] = t;
        swap(state.masses(), i, j);
        if (c.charges() != null) {
            swap(c.charges(), i, j);
        }
        for (int k = 0; k < 3; k++) {
            swap(state.velocities(), 3 * i + k, 3 * j + k);
        }
    }

    private static void swap(double[] x, int i, int j) {
        double y = x[i];
        x[i] = x[j];
        x[j] = y;
    }

    /** An atom has become one of another species: gives it its mass and, at the same kinetic energy, its velocity. */
    private void flipped(int i) {
        double[] m = state.masses(), v = state.velocities();
        double mass = Elements.mass(state.configuration().symbol(i)), factor = Math.sqrt(m[i] / mass);
        m[i] = mass;
        for (int k = 3 * i; k < 3 * i + 3; k++) {
            v[k] *= factor;
        }
    }
}
