package org.eutectic.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eutectic.Summand;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.NeighborList;
import org.eutectic.atoms.Neighborhood;
import org.eutectic.gpu.source.DeviceProgram;
import org.eutectic.gpu.source.Precision;
import org.eutectic.gpu.source.Teams;
import org.eutectic.ir.SiteEnergy;
import org.eutectic.kernel.Outputs;
import org.eutectic.kernel.PairPart;
import org.eutectic.kernel.Scheduler;
import org.eutectic.term.TermValue;

/** The programs of a potential's equations on a device, each made when it is first asked for, a thread or a group of them for each atom; its built-in terms; and the memory in which they work. */
final class ForceRoutines implements AutoCloseable {
    /** The buffer of atoms' charges. */
    private static final String CHARGES = "charges";

    private final ComputeDevice device;
    private final DeviceMemory memory;
    private final ThreadCounts threadCounts;
    private final Precision precision;
    private final List<Part> parts = new ArrayList<>();
    /** What is evaluated forward and then backward, in this order. */
    private final List<Link> links = new ArrayList<>();
    /** Names of buffers of fields on atoms, by the text in which they stand and what they are called there. */
    private final Map<String, Map<TermValue, String>> fields = new HashMap<>();
    private final Map<String, String> published = new LinkedHashMap<>();
    private final List<Neighborhood> neighborhoods;
    /** Buffers of energies. */
    private final List<String> energies = new ArrayList<>();

    /** What equations are for. */
    private enum Role {
        /** Their energy is part of the potential's. */
        SUMMAND,
        /** Their energies are the values of a field. */
        VALUES,
        /** Their forces are what follows from slopes of a field. */
        SLOPES
    }

    /** One summand of equations, and its programs. */
    private static final class Part {
        final SiteEnergy site;
        final Role role;
        /** The buffers of energies to which it adds, and of what it takes for charges. */
        final String energy;
        final String charges;
        /** Which of all neighborhoods is its own. */
        int neighborhood;
        /** By what is asked for. */
        final DeviceProgram[] programs = new DeviceProgram[8];
        final ComputeDevice.Kernels[] kernels = new ComputeDevice.Kernels[8];
        /** Threads that run together; 0 as long as none has been tried. */
        final int[] groups = new int[8];
        /** The same where a group computes one atom. */
        final int[] teams = new int[8];
        /** Whether groups compute atoms; null as long as nobody has asked. */
        Boolean together;

        Part(SiteEnergy site, Role role, String energy, String charges) {
            this.site = site;
            this.role = role;
            this.energy = energy;
            this.charges = charges;
        }

        /** What it computes where so much is asked for; null for nothing. */
        Outputs outputs(Outputs asked) {
            return switch (role) {
                case SUMMAND -> asked;
                case VALUES -> Outputs.ENERGY;
                case SLOPES -> asked.forces() ? asked : null;
            };
        }
    }

    /** A field of equations, or a built-in term. */
    private sealed interface Link {
        record Field(String buffer, List<Part> plain, List<Part> weighted) implements Link {}

        record Term(DeviceTerm term, TermKernels kernels) implements Link {}
    }

    /** @param species of the structures to come, in their order */
    ForceRoutines(List<String> species, List<Summand> summands, ComputeDevice device, DeviceMemory memory, Precision precision) {
        this.precision = precision;
        this.device = device;
        this.threadCounts = new ThreadCounts(device);
        this.memory = memory;
        Map<Summand.BuiltIn, DeviceTerm> terms = new LinkedHashMap<>();
        for (int t = 0; t < summands.size(); t++) {
            energies.add("energy " + t);
            switch (summands.get(t)) {
                case Summand.Equations e -> add(e.energy(), Role.SUMMAND, energies.get(t), CHARGES);
                case Summand.Field f -> {
                    String buffer = name(f.owner(), f.value());
                    links.add(new Link.Field(buffer, add(f.plain(), Role.VALUES, buffer + " values", CHARGES), add(f.weighted(), Role.SLOPES, "nothing", buffer + " slopes")));
                }
                case Summand.BuiltIn b -> {
                    Optional<List<SiteEnergy>> equations = b.asEquations(species);
                    if (equations.isPresent()) {
                        String energy = energies.get(t);
                        equations.get().forEach(e -> add(e, Role.SUMMAND, energy, CHARGES));
                    } else {
                        terms.put(b, DeviceTerms.of(b, species).orElseThrow());
                        b.published().forEach(p -> published.put(p.name(), name(b.owner(), p.value()) + " values"));
                    }
                }
            }
        }
        // Half lists would have two threads add to one atom.
        neighborhoods = Stream.concat(parts.stream().map(p -> Neighborhood.full(p.site.cutoff().max())), terms.values().stream().flatMap(t -> t.neighborhoods().stream())).distinct().toList();
        parts.forEach(p -> p.neighborhood = neighborhoods.indexOf(Neighborhood.full(p.site.cutoff().max())));
        terms.forEach((b, term) -> {
            Set<TermValue> read = terms.entrySet().stream().filter(e -> e.getKey().owner().equals(b.owner())).flatMap(e -> e.getValue().reads().stream()).collect(Collectors.toSet());
            TermKernels kernels = new TermKernels(b.name(), energies.get(summands.indexOf(b)), device, memory, neighborhoods, fields.getOrDefault(b.owner(), Map.of()), read);
            term.connect(kernels);
            links.add(new Link.Term(term, kernels));
        });
    }

    private String name(String owner, TermValue field) {
        return fields.computeIfAbsent(owner, o -> new HashMap<>()).computeIfAbsent(field, f -> "field " + owner + f.written());
    }

    private List<Part> add(SiteEnergy energy, Role role, String to, String charges) {
        List<Part> all = PairPart.split(energy).stream().map(part -> new Part(part, role, to, charges)).toList();
        parts.addAll(all);
        return all;
    }

    /** The buffers of what built-in terms find for each atom, by the names under which it is told. */
    Map<String, String> published() {
        return published;
    }

    /** Makes built-in terms ready for a structure. */
    void prepare(Cell cell, int atoms, int[] types, double[] charges) {
        for (Link link : links) {
            if (link instanceof Link.Term t) {
                t.term.prepare(cell, atoms, types, charges);
            }
        }
    }

    /** The buffers of summands' energies, by place. */
    List<String> energies() {
        return energies;
    }

    List<Neighborhood> neighborhoods() {
        return neighborhoods;
    }

    /** What is computed: three routines serve all that can be asked for, since each costs seconds of compilation. */
    static Outputs routine(boolean forces, boolean virial) {
        return Outputs.of(true, forces, virial);
    }

    boolean isMade(Outputs asked) {
        return parts.stream().allMatch(p -> p.outputs(asked) == null || p.kernels[p.outputs(asked).index()] != null)
            && links.stream().allMatch(l -> !(l instanceof Link.Term t) || t.kernels.isBuilt());
    }

    /** Whether bonds of a neighborhood have something for the atoms at their ends, so that it must be known which lead to an atom. */
    boolean collects(int neighborhood, Outputs outputs) {
        return parts.stream().anyMatch(p -> p.neighborhood == neighborhood && p.outputs(outputs) != null && program(p, p.outputs(outputs)).bonds() > 0);
    }

    /** Whether a program reads the masses of atoms. */
    boolean readsMasses(Outputs outputs) {
        return parts.stream().anyMatch(p -> p.outputs(outputs) != null && program(p, p.outputs(outputs)).readsMasses());
    }

    private DeviceProgram program(Part part, Outputs outputs) {
        int k = outputs.index();
        if (part.programs[k] == null) {
            if (part.together == null) {
                part.together = teams().serve(Scheduler.scheduleForManyThreads(part.site, Outputs.ALL));
            }
            part.programs[k] = DeviceProgram.of(Scheduler.scheduleForManyThreads(part.site, outputs), device.dialect(), precision, part.together, device.isProcessor());
        }
        return part.programs[k];
    }

    /** Whether groups of threads compute atoms: on a GPU where that is worth it, and otherwise as {@code -Deutectic.teams} says. */
    private Teams teams() {
        return switch (System.getProperty("eutectic.teams", "")) {
            case "" -> device.isProcessor() ? Teams.NEVER : Teams.BY_WORK;
            case "always" -> Teams.ALWAYS;
            case "never" -> Teams.NEVER;
            default -> throw new DeviceException("-Deutectic.teams is always or never, not '" + System.getProperty("eutectic.teams") + "'");
        };
    }

    /** How many threads run together. */
    int group() {
        return threadCounts.group();
    }

    /** Makes room for all that a calculation needs; gives the number of threads. */
    int reserve(ListSize size, Outputs asked) {
        long centers = size.centers(), total = size.total(), perThread = 8;
        Map<String, Long> bytes = new LinkedHashMap<>();
        bytes.put("stopped", 8L);
        bytes.put("x", 8L * NeighborList.WIDTH * total);
        bytes.put("types", 4 * total);
        bytes.put("owners", 4 * total);
        bytes.put("charges", 8 * centers);
        bytes.put("masses", 8 * centers);
        bytes.put("atoms", 4 * centers);
        energies.forEach(energy -> bytes.put(energy, 8 * centers));
        bytes.put("nothing", parts.stream().anyMatch(p -> p.role == Role.SLOPES) ? 8 * centers : 8);
        for (Map<TermValue, String> named : fields.values()) {
            for (String field : named.values()) {
                bytes.put(field + " values", 8 * centers);
                bytes.put(field + " slopes", 8 * centers);
            }
        }
        for (Link link : links) {
            if (link instanceof Link.Term t) {
                t.term.reserve(size, asked, bytes);
            }
        }
        bytes.put("force", asked.forces() ? 24 * centers : 8);
        bytes.put("virial", asked.virial() ? 72 * centers : 8);
        for (int n = 0; n < neighborhoods.size(); n++) {
            boolean collects = collects(n, asked);
            bytes.put("first " + n, 4 * (centers + 1));
            bytes.put("neighbors " + n, 4 * size.pairs()[n]);
            bytes.put("incoming first " + n, collects ? 4 * (centers + 1) : 8);
            bytes.put("incoming " + n, collects ? 4 * size.pairs()[n] : 8);
        }
        long fields = 8, bonds = 8, number = precision.bytes();
        for (int p = 0; p < parts.size(); p++) {
            Part part = parts.get(p);
            Outputs outputs = part.outputs(asked);
            if (outputs == null) {
                continue;
            }
            DeviceProgram program = program(part, outputs);
            bytes.put(table(p, outputs), number * program.data().length);
            fields = Math.max(fields, number * program.fields() * centers);
            bonds = Math.max(bonds, number * program.bonds() * size.pairs()[part.neighborhood]);
            perThread = Math.max(perThread, (number * program.lanes() + 4) * longest(size, part) + number * program.values());
        }
        bytes.put("fields", fields);
        bytes.put("bonds", bonds);
        int threads = threadCounts.of(size.centers(), perThread);
        long lanes = 8, places = 8, values = 8;
        for (Part part : parts) {
            if (part.outputs(asked) == null) {
                continue;
            }
            DeviceProgram program = program(part, part.outputs(asked));
            lanes = Math.max(lanes, number * program.lanes() * longest(size, part) * threads);
            places = Math.max(places, program.lanes() == 0 ? 8 : 4 * longest(size, part) * threads);
            values = Math.max(values, number * program.values() * threads);
        }
        bytes.put("lanes", lanes);
        bytes.put("places", places);
        bytes.put("values", values);
        memory.reserve(bytes, size.centers());
        return threads;
    }

    private static long longest(ListSize size, Part part) {
        return Math.max(1, size.longest()[part.neighborhood]);
    }

    private static String table(int part, Outputs outputs) {
        return "data " + part + " " + outputs.index();
    }

    /** Finds out how many threads should run together, where that is not known yet; what a calculation adds to is then to be set to zero. */
    void tune(ListSize size, Outputs asked, int threads) {
        for (int p = 0; p < parts.size() && !device.isProcessor(); p++) {
            Part part = parts.get(p);
            if (part.outputs(asked) == null) {
                continue;
            }
            int k = part.outputs(asked).index();
            DeviceProgram program = program(part, part.outputs(asked));
            if (part.groups[k] == 0) {
                part.groups[k] = BlockSizes.of(device, program, "block size", BlockSizes.TRIED, group -> time(part, part.groups, group, size, asked, threads), ThreadCounts.GROUP);
            }
            if (part.teams[k] == 0 && program.teams().contains(true)) {
                part.teams[k] = BlockSizes.of(device, program, "team size", Teams.SIZES, team -> time(part, part.teams, team, size, asked, threads), Teams.SIZES.getFirst());
            }
        }
    }

    private void time(Part part, int[] sizes, int tried, ListSize size, Outputs asked, int threads) {
        sizes[part.outputs(asked).index()] = tried;
        run(part, size, asked, threads, 0);
        memory.read("stopped", new int[1], 1);
    }

    /** Sets to zero what a calculation adds to. */
    void clear(int centers, Outputs outputs) {
        energies.forEach(energy -> memory.get(energy).clear(8L * centers));
        if (outputs.virial()) {
            memory.get("virial").clear(72L * centers);
        }
    }

    /**
     * Adds up energies, forces and virial of all summands; nothing at or after a step at which motion has stopped.
     *
     * @param step of a motion on the device; 0 for a calculation by itself
     */
    void run(ListSize size, Outputs outputs, int threads, int step) {
        for (Map<TermValue, String> named : fields.values()) {
            for (String field : named.values()) {
                memory.get(field + " slopes").clear(8L * size.centers());
            }
        }
        for (Part part : parts) {
            if (part.role == Role.SUMMAND) {
                run(part, size, outputs, threads, step);
            }
        }
        for (Link link : links) {
            switch (link) {
                case Link.Field f -> {
                    memory.get(f.buffer + " values").clear(8L * size.centers());
                    f.plain.forEach(part -> run(part, size, outputs, threads, step));
                }
                case Link.Term t -> t.term.run(size, outputs, step);
            }
        }
        for (int k = links.size() - 1; k >= 0 && outputs.forces(); k--) {
            switch (links.get(k)) {
                case Link.Field f -> {
                    memory.get("nothing").clear(8L * size.centers());
                    f.weighted.forEach(part -> run(part, size, outputs, threads, step));
                }
                case Link.Term t -> t.term.reverse(size, outputs, step);
            }
        }
    }

    private void run(Part part, ListSize size, Outputs asked, int threads, int step) {
        Outputs outputs = part.outputs(asked);
        int number = parts.indexOf(part);
        DeviceProgram program = program(part, outputs);
        if (part.kernels[outputs.index()] == null) {
            part.kernels[outputs.index()] = device.build(program);
            memory.write(table(number, outputs), program.data(), program.data().length, precision);
        }
        ComputeDevice.Kernels kernels = part.kernels[outputs.index()];
        int n = part.neighborhood;
        List<Object> arguments = List.of(step, memory.get("stopped"), size.centers(), (int) longest(size, part), memory.get("x"), memory.get("types"), memory.get("owners"), memory.get("first " + n),
            memory.get("neighbors " + n), memory.get("incoming first " + n), memory.get("incoming " + n), memory.get(part.charges), memory.get("masses"), memory.get(table(number, outputs)),
            memory.get("fields"), memory.get("bonds"), memory.get("lanes"), memory.get("places"), memory.get("values"), memory.get(part.energy), memory.get("force"), memory.get("virial"));
        int group = part.groups[outputs.index()] == 0 ? group() : part.groups[outputs.index()];
        for (int s = 0; s < program.collects().size(); s++) {
            if (program.teams().get(s)) {
                int team = device.isProcessor() ? 1 : part.teams[outputs.index()] == 0 ? Teams.SIZES.getFirst() : part.teams[outputs.index()];
                kernels.run("stage_" + s, threadCounts.teams(size.centers(), threads) * team, team, arguments);
            } else {
                kernels.run("stage_" + s, threads, group, arguments);
            }
            if (program.collects().get(s)) {
                kernels.run("collect_" + s, threads, group, arguments);
            }
        }
    }

    @Override
    public void close() {
        parts.forEach(p -> Arrays.stream(p.kernels).filter(k -> k != null).forEach(ComputeDevice.Kernels::close));
        for (Link link : links) {
            if (link instanceof Link.Term t) {
                t.term.close();
                t.kernels.close();
            }
        }
    }
}
