package org.eutectic.cli;

import java.io.PrintWriter;
import org.eutectic.gpu.DeviceReport;
import org.eutectic.gpu.Devices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what forces can be calculated on. */
@Command(name = "devices", description = "List what forces can be calculated on, as --device takes it.", mixinStandardHelpOptions = true)
final class DevicesCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        line(out, "cpu", Runtime.getRuntime().availableProcessors() + " cores, double precision");
        list(out, "opencl", Devices.openCl());
        list(out, "cuda", Devices.cuda());
        out.flush();
    }

    private static void list(PrintWriter out, String family, DeviceReport report) {
        for (int k = 0; k < report.devices().size(); k++) {
            line(out, family + ":" + k, report.devices().get(k) + (report.devices().get(k).doublePrecision() ? "" : ": no double precision, so no forces"));
        }
        if (report.problem() != null) {
            line(out, family, "none: " + report.problem());
        }
    }

    private static void line(PrintWriter out, String name, String text) {
        out.printf("%-10s%s%n", name, text);
    }
}
