package org.eutectic.cli;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import org.eutectic.gpu.Device;
import org.eutectic.gpu.DeviceReport;
import org.eutectic.gpu.Devices;
import org.graalvm.polyglot.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what eutectic finds on this machine. */
@Command(name = "doctor", description = "Show what this machine offers: Java, the optimizing runtime, cores, memory, OpenCL and CUDA devices.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n", exitCodeList = {"0:all is well", "1:potentials would run without the optimizing runtime"})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Runtime machine = Runtime.getRuntime();
        line(out, "eutectic", Version.current());
        line(out, "JDK", Runtime.version() + ", " + System.getProperty("java.vendor") + ", " + System.getProperty("java.home"));
        line(out, "system", System.getProperty("os.name") + " " + System.getProperty("os.version") + ", " + System.getProperty("os.arch"));
        line(out, "cores", Integer.toString(machine.availableProcessors()));
        line(out, "memory", gibibytes(machine.maxMemory()) + " for eutectic (change with EUTECTIC_OPTS=-Xmx…)" + physicalMemory());
        boolean optimizing = truffle(out);
        line(out, "start", start());
        devices(out, "OpenCL", Devices.openCl());
        devices(out, "CUDA", Devices.cuda());
        return optimizing ? Main.DONE : Main.NO;
    }

    private static boolean truffle(PrintWriter out) {
        try (Engine engine = Engine.newBuilder().option("engine.WarnInterpreterOnly", "false").build()) {
            String name = engine.getImplementationName();
            boolean optimizing = name.startsWith("GraalVM") || name.startsWith("Oracle GraalVM");
            line(out, "Truffle", name + " " + engine.getVersion() + (optimizing ? ": optimizing" : ": INTERPRETED, potentials run 25 to 75 times slower"));
            if (!optimizing) {
                line(out, "", "run through ./eutectic, which sets the flags of the optimizing runtime;");
                line(out, "", "with a command line of your own: -XX:+UnlockExperimentalVMOptions -XX:+EnableJVMCI");
                line(out, "", "--upgrade-module-path=cli/target/dist/upgrade --add-modules jdk.incubator.vector");
            }
            return optimizing;
        }
    }

    /** Whether classes came from the archive that the launcher names. */
    private static String start() {
        String archive = System.getProperty("eutectic.archive");
        if (archive == null) {
            return "slow: no archive of classes yet; ./eutectic makes one in the background (its log: cli/target/start.log)";
        }
        return System.getProperty("java.vm.info", "").contains("sharing") ? "quick: classes come from " + archive
            : "slow: the JVM does not take " + archive + "; delete it, and ./eutectic makes another";
    }

    private static String physicalMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
            ? ", " + gibibytes(system.getTotalMemorySize()) + " in the machine" : "";
    }

    private static String gibibytes(long bytes) {
        return "%.1f GiB".formatted(bytes / (double) (1L << 30));
    }

    private static void devices(PrintWriter out, String what, DeviceReport report) {
        String title = what;
        for (Device d : report.devices()) {
            line(out, title, d.toString());
            title = "";
        }
        if (report.problem() != null) {
            line(out, title, report.problem());
        }
    }

    private static void line(PrintWriter out, String title, String text) {
        out.printf("%-10s%s%n", title, text);
    }
}
