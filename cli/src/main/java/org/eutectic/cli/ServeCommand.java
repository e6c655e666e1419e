package org.eutectic.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.eutectic.Potential;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.ForceField;
import org.eutectic.md.serve.ForceServer;
import org.eutectic.md.serve.HostAddress;
import org.eutectic.md.structure.StructureFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Forces for ASE and i-PI. */
@Command(name = "serve", description = "Compute forces for a program that moves the atoms: ASE, i-PI or another that speaks i-PI's socket protocol (docs/other-tools.md).", mixinStandardHelpOptions = true,
    sortOptions = false, footer = "The other program listens; serve connects to it, and ends when it does.", exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the other program has ended", "2:bad input, nobody listens, or the other program broke off"})
final class ServeCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "POTENTIAL", description = "File in the Eutectic language.")
    private Path potentialFile;

    @Parameters(index = "1", paramLabel = "STRUCTURE",
        description = "The atoms that the other program moves, in its order: species and periodic directions are taken from here, positions and cell from there.")
    private Path structureFile;

    @ArgGroup(multiplicity = "1")
    private Where where;

    @Option(names = "--host", paramLabel = "NAME", defaultValue = "localhost", description = "The machine with the port. Default: ${DEFAULT-VALUE}.")
    private String machine;

    @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "60", description = "How long to wait for the other program to listen. Default: ${DEFAULT-VALUE}.")
    private double patience;

    @Option(names = "--skin", paramLabel = "LENGTH", defaultValue = "1", description = "Skin of the neighbor list, Å. Default: ${DEFAULT-VALUE}.")
    private double skin;

    @Option(names = "--every", paramLabel = "N", defaultValue = "100", description = "Evaluations between two lines on the screen. Default: ${DEFAULT-VALUE}.")
    private long every;

    @Mixin
    private PotentialOptions potentialOptions;

    @Mixin
    private BackendOptions backendOptions;

    /** One of the two kinds of sockets. */
    private static final class Where {
        @Option(names = "--unix", required = true, paramLabel = "NAME", description = "Unix socket: a path, or a name for /tmp/ipi_NAME as in ASE and i-PI.")
        private String unix;

        @Option(names = "--port", required = true, paramLabel = "N", description = "Port, such as 31415.")
        private Integer port;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        HostAddress address = address();
        PotentialOptions.requireFile(structureFile, "structure");
        Potential potential = potentialOptions.load(potentialFile, spec.commandLine().getErr());
        Configuration atoms = StructureFile.last(structureFile, said -> out.println("# " + said)).configuration();
        try (ForceField field = backendOptions.forceField(potential)) {
            List<String> unknown = new ArrayList<>(atoms.symbols());
            unknown.removeAll(field.species());
            if (!unknown.isEmpty()) {
                throw new CommandException(structureFile + ": the structure holds " + String.join(", ", unknown) + ", which the potential does not know; it knows " + String.join(", ", field.species()));
            }
            out.println("# " + atoms.size() + " atoms, potential " + potential.name() + ", " + periodic(atoms) + "; connecting to " + address.text());
            out.flush();
            try (SocketChannel channel = address.connect(patience)) {
                ForceServer server = new ForceServer(field, atoms, skin, backendOptions.threads(), (n, energy, force) -> {
                    if (n == 1 || n % every == 0) {
                        out.println(String.format(Locale.ROOT, "evaluation %6d  energy %18.8f eV  largest force %.6e eV/Å", n, energy, force));
                        out.flush();
                    }
                });
                long made = server.serve(channel);
                out.println("# the other program has ended; " + made + (made == 1 ? " evaluation" : " evaluations"));
            }
        }
        return Main.DONE;
    }

    private HostAddress address() {
        if (!(patience >= 0)) {
            throw new CommandException("--wait must be a time in seconds, not " + patience);
        }
        if (!(skin >= 0) || Double.isInfinite(skin)) {
            throw new CommandException("--skin must be a length, not " + skin);
        }
        if (every < 1) {
            throw new CommandException("--every must be at least 1, not " + every);
        }
        if (where.unix != null) {
            return HostAddress.unix(where.unix);
        }
        if (where.port < 1 || where.port > HIGHEST_PORT) {
            throw new CommandException("--port must be from 1 to " + HIGHEST_PORT + ", not " + where.port);
        }
        return HostAddress.port(machine, where.port);
    }

    private static String periodic(Configuration atoms) {
        List<String> along = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            if (atoms.cell().periodic(k)) {
                along.add("abc".substring(k, k + 1));
            }
        }
        return along.isEmpty() ? "open in all directions" : along.size() == 3 ? "periodic" : "periodic along " + String.join(" and ", along);
    }
}
