package org.eutectic.gpu;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eutectic.gpu.source.DeviceProgram;

/** What a device's compiler says about a program that it does not take, for people. */
final class BuildLog {
    /** {@code file:12:5: error: …} of Clang and most drivers, {@code file(12): error: …} of NVIDIA's. */
    private static final Pattern PLACE = Pattern.compile("(?:(?<=[:(])|^)(\\d+)(?::\\d+: (?:fatal )?error|\\): (?:catastrophic )?error)", Pattern.MULTILINE);
    private static final Pattern REVERSED = Pattern.compile("error: [^:\\n]*:(\\d+):\\d+:");
    /** A driver may have hundreds of lines to say about one mistake. */
    private static final int MOST_LINES = 12;

    private BuildLog() {}

    static DeviceException refused(Device device, DeviceProgram program, String log) {
        List<String> said = log.lines().limit(MOST_LINES).toList();
        StringBuilder message = new StringBuilder("the program generated for " + program.name() + " does not compile on " + device.name() + "; this is a mistake in eutectic, or in the driver.");
        int line = line(log);
        List<String> source = program.source().lines().toList();
        if (line >= 1 && line <= source.size()) {
            message.append(String.format(Locale.ROOT, "%n  line %d: %s", line, source.get(line - 1).strip()));
        }
        message.append("\nThe driver says:");
        said.forEach(l -> message.append("\n  ").append(l));
        message.append("\nThe whole program: eutectic explain --source opencl|cuda FILE. The potential runs on the processor with --device cpu.");
        return new DeviceException(message.toString());
    }

    /** The first line that the compiler names, or −1. */
    static int line(String log) {
        Matcher m = PLACE.matcher(log);
        if (!m.find()) {
            m = REVERSED.matcher(log);
            if (!m.find()) {
                return -1;
            }
        }
        return Integer.parseInt(m.group(1));
    }
}
