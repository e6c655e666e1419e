package org.eutectic.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eutectic.atoms.Configuration;
import org.eutectic.cli.run.RunFile;
import org.eutectic.md.dynamics.CellMotion;
import org.eutectic.md.dynamics.CellShape;
import org.eutectic.md.dynamics.Csvr;
import org.eutectic.md.dynamics.HeldAtoms;
import org.eutectic.md.dynamics.Integrator;
import org.eutectic.md.dynamics.Langevin;
import org.eutectic.md.dynamics.MartynaTobiasKlein;
import org.eutectic.md.dynamics.NoseHoover;
import org.eutectic.md.dynamics.PressureProgram;
import org.eutectic.md.dynamics.Simulation;
import org.eutectic.md.dynamics.SpeciesExchange;
import org.eutectic.md.dynamics.StochasticCell;
import org.eutectic.md.dynamics.StrainRate;
import org.eutectic.md.dynamics.TemperatureProgram;
import org.eutectic.md.dynamics.VelocityVerlet;

/** What a stage of a run file means for the motion of atoms and cell. */
final class StagePhysics {
    private static final double THERMOSTAT_TIME = 100;
    private static final double BAROSTAT_TIME = 1000;
    private static final double BULK_MODULUS = 100;
    private static final int BAROSTAT_INTERVAL = 10;
    private static final double PICOSECOND = 1000;

    private static final String HELD = "held";
    private static final String MOVES = "moves";

    private final Map<String, String> notes = new LinkedHashMap<>();
    private final RunFile.Stage stage;
    private final int number;
    private final double timestep;
    private SpeciesExchange exchange;

    /** @param number the stage's place in the run file, counted from 0 */
    StagePhysics(RunFile.Stage stage, int number, double timestep) {
        this.stage = stage;
        this.number = number;
        this.timestep = timestep;
    }

    /**
     * Sets a simulation up.
     *
     * @param first the step at which the stage begins
     * @param earlier what {@link #notes} gave where the stage began, or nothing where it begins now
     */
    void prepare(Simulation.Builder builder, Configuration atoms, long first, long seed, Map<String, String> earlier) {
        builder.timestep(timestep).integrator(integrator(first, seed));
        CellMotion motion = motion(first, seed);
        if (motion != null) {
            builder.cell(motion);
        }
        held(atoms, earlier).forEach(builder::hold);
        if (stage.mc() != null) {
            builder.exchange(exchange(atoms, first, seed, earlier.get(MOVES)));
        }
        if (stage.remove() != null) {
            boolean rotation = Boolean.TRUE.equals(stage.remove().rotation());
            if (rotation && atoms.cell().anyPeriodic()) {
                throw new CommandException("stages[" + number + "].remove.rotation: only a cluster in open space can be kept from turning; this structure is periodic");
            }
            builder.removeDrift(stage.remove().every(), rotation);
        }
    }

    private Integrator integrator(long first, long seed) {
        RunFile.Thermostat t = stage.thermostat();
        if (t == null) {
            return new VelocityVerlet();
        }
        TemperatureProgram program = temperature(first);
        if (stage.barostat() != null && type(stage.barostat()) == RunFile.BarostatType.MTK) {
            return new MartynaTobiasKlein(shape(), pressure(first), program, relaxation(t), time(stage.barostat()));
        }
        return switch (type(t)) {
            case LANGEVIN -> new Langevin(program, relaxation(t), seed);
            case CSVR -> new Csvr(program, relaxation(t), seed);
            case NOSEHOOVER -> new NoseHoover(program, relaxation(t));
        };
    }

    private SpeciesExchange exchange(Configuration atoms, long first, long seed, String earlier) {
        RunFile.MonteCarlo mc = stage.mc();
        if (mc.swap() != null) {
            List<String> present = mc.swap().stream().filter(s -> IntStream.range(0, atoms.size()).anyMatch(i -> atoms.symbol(i).equals(s))).toList();
            if (present.size() < 2) {
                throw new CommandException("stages[" + number + "].mc.swap: of " + String.join(", ", mc.swap()) + " the structure holds " + (present.isEmpty() ? "none" : "only " + present.getFirst())
                    + "; there is nothing to swap");
            }
            exchange = SpeciesExchange.swaps(present, mc.every(), mc.trials(), temperature(first), seed);
        } else {
            List<String> species = List.copyOf(mc.chemicalPotentials().keySet());
            exchange = SpeciesExchange.flips(species, species.stream().mapToDouble(mc.chemicalPotentials()::get).toArray(), mc.every(), mc.trials(), temperature(first), seed);
        }
        if (earlier != null) {
            String[] counts = earlier.split(" ");
            exchange.resume(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
        }
        return exchange;
    }

    private CellMotion motion(long first, long seed) {
        RunFile.Barostat b = stage.barostat();
        if (b != null && type(b) == RunFile.BarostatType.RESCALING) {
            return new StochasticCell(shape(), pressure(first), temperature(first), time(b), b.bulkModulus() == null ? BULK_MODULUS : b.bulkModulus(),
                b.every() == null ? BAROSTAT_INTERVAL : b.every(), seed);
        }
        RunFile.StrainRates r = stage.strainRate();
        if (r == null) {
            return null;
        }
        double[] rate = {part(r.xx()), part(r.xy()), part(r.xz()), 0, part(r.yy()), part(r.yz()), 0, 0, part(r.zz())};
        return new StrainRate(rate, first);
    }

    private static double part(Double perPicosecond) {
        return perPicosecond == null ? 0 : perPicosecond / PICOSECOND;
    }

    private TemperatureProgram temperature(long first) {
        RunFile.Thermostat t = stage.thermostat();
        return t.endTemperature() == null ? TemperatureProgram.constant(t.temperature()) : TemperatureProgram.ramp(t.temperature(), t.endTemperature(), first, stage.steps());
    }

    private PressureProgram pressure(long first) {
        RunFile.Barostat b = stage.barostat();
        double[] from = tensor(b.pressure(), b.pressures()), to = b.endPressure() == null && b.endPressures() == null ? from : tensor(b.endPressure(), b.endPressures());
        return PressureProgram.ramp(from, to, first, stage.steps());
    }

    private static double[] tensor(Double pressure, List<Double> pressures) {
        return pressure != null ? PressureProgram.hydrostatic(pressure) : pressures.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private CellShape shape() {
        return stage.barostat().shape() == null ? CellShape.ISOTROPIC : stage.barostat().shape();
    }

    private RunFile.ThermostatType type(RunFile.Thermostat t) {
        boolean chains = stage.barostat() != null && type(stage.barostat()) == RunFile.BarostatType.MTK;
        return t.type() != null ? t.type() : chains ? RunFile.ThermostatType.NOSEHOOVER : RunFile.ThermostatType.CSVR;
    }

    private static RunFile.BarostatType type(RunFile.Barostat b) {
        return b.type() == null ? RunFile.BarostatType.RESCALING : b.type();
    }

    private static double relaxation(RunFile.Thermostat t) {
        return t.time() == null ? THERMOSTAT_TIME : t.time();
    }

    private static double time(RunFile.Barostat b) {
        return b.time() == null ? BAROSTAT_TIME : b.time();
    }

    /** What a run that is continued in this stage must know: which atoms were held, for by now they may be elsewhere, and how many moves of species were tried and accepted. */
    Map<String, String> notes() {
        if (exchange != null) {
            notes.put(MOVES, exchange.tried() + " " + exchange.accepted());
        }
        return notes;
    }

    private List<HeldAtoms> held(Configuration atoms, Map<String, String> earlier) {
        List<HeldAtoms> groups = new ArrayList<>();
        for (int k = 0; stage.hold() != null && k < stage.hold().size(); k++) {
            RunFile.Hold h = stage.hold().get(k);
            String before = earlier.get(HELD + k);
            RunFile.Hold which = before == null ? h : new RunFile.Hold(before, null, null, null, null, null);
            int[] selected = new AtomSelection(which, "stages[" + number + "].hold[" + k + "]").of(atoms);
            notes.put(HELD + k, AtomSelection.text(selected));
            double[] velocity = h.velocity() == null ? new double[3] : h.velocity().stream().mapToDouble(Double::doubleValue).toArray();
            groups.add(new HeldAtoms(selected, velocity));
        }
        return groups;
    }

    /** One line for people. */
    String describe() {
        RunFile.Thermostat t = stage.thermostat();
        StringBuilder text = new StringBuilder(stage.steps() + " steps of " + number(timestep) + " fs, ");
        text.append(t == null ? stage.strainRate() == null ? "constant energy" : "no thermostat" : String.format(Locale.ROOT, "%s thermostat, %s K, %s fs",
            type(t).name().toLowerCase(Locale.ROOT), range(number(t.temperature()), t.endTemperature() == null ? null : number(t.endTemperature())), number(relaxation(t))));
        RunFile.Barostat b = stage.barostat();
        if (b != null) {
            String from = b.pressure() != null ? number(b.pressure()) : list(b.pressures());
            String to = b.endPressure() != null ? number(b.endPressure()) : b.endPressures() != null ? list(b.endPressures()) : null;
            text.append(String.format(Locale.ROOT, "; %s barostat, %s, %s GPa, %s fs", type(b).name().toLowerCase(Locale.ROOT), shape().name().toLowerCase(Locale.ROOT),
                range(from, to), number(time(b))));
        }
        if (stage.strainRate() != null) {
            text.append("; strained at a rate");
        }
        if (stage.mc() != null) {
            text.append("; ").append(stage.mc().trials()).append(stage.mc().swap() != null ? " swaps" : " flips of species").append(" tried every ").append(stage.mc().every()).append(" steps");
        }
        if (stage.hold() != null) {
            text.append("; some atoms held");
        }
        return text.toString();
    }

    private static String range(String from, String to) {
        return to == null ? from : from + " to " + to;
    }

    private static String list(List<Double> values) {
        return values.stream().map(StagePhysics::number).collect(Collectors.joining(" "));
    }

    private static String number(double x) {
        return new BigDecimal(x).round(new MathContext(6)).stripTrailingZeros().toPlainString();
    }
}
