package org.eutectic.gpu;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eutectic.TermCompiler;
import org.eutectic.gpu.source.Precision;

/**
 * Which device computes forces, as people write it: {@code cpu}, {@code opencl}, {@code opencl:1}, {@code cuda}, {@code cuda:1}, {@code auto}.
 *
 * @param kind which family
 * @param number of the device in its family, as {@code eutectic devices} counts them
 */
public record DeviceChoice(Kind kind, int number) {
    /** Families of devices. */
    public enum Kind { CPU, OPENCL, CUDA, AUTO }

    private static final Pattern WRITTEN = Pattern.compile("(cpu|auto)|(opencl|cuda)(?::(\\d{1,4}))?");
    /** The devices that this process has opened; they stay open. */
    private static final Map<String, ComputeDevice> OPEN = new HashMap<>();

    /** @throws DeviceException where the text is no choice */
    public static DeviceChoice parse(String text) {
        Matcher m = WRITTEN.matcher(text.strip().toLowerCase(java.util.Locale.ROOT));
        if (!m.matches()) {
            throw new DeviceException("there is no device called '" + text + "'; write cpu, auto, opencl, cuda, or a number with it such as opencl:1 ('eutectic devices' lists them)");
        }
        return m.group(1) != null ? new DeviceChoice(m.group(1).equals("cpu") ? Kind.CPU : Kind.AUTO, 0)
            : new DeviceChoice(m.group(2).equals("cuda") ? Kind.CUDA : Kind.OPENCL, m.group(3) == null ? 0 : Integer.parseInt(m.group(3)));
    }

    /**
     * What computes the forces of potentials' equations there.
     *
     * @param processor for {@code cpu}, and for {@code auto} where there is no GPU with double precision
     * @throws DeviceException where the device is not there or cannot do it
     */
    public TermCompiler compiler(TermCompiler processor) {
        return compiler(processor, Precision.DOUBLE);
    }

    /**
     * The same with fewer digits.
     *
     * @param precision of the device; the processor has but one
     * @throws DeviceException where the device is not there or cannot do it, or the processor is asked for mixed precision
     */
    public TermCompiler compiler(TermCompiler processor, Precision precision) {
        TermCompiler chosen = switch (kind) {
            case CPU -> processor;
            case AUTO -> automatic(processor, precision);
            case OPENCL, CUDA -> new DeviceBackend(open(kind, number), precision);
        };
        if (chosen == processor && precision != Precision.DOUBLE) {
            throw new DeviceException("the processor calculates in double precision only; leave out --precision " + precision + (kind == Kind.AUTO ? ": there is no GPU" : ", or take a device ('eutectic devices' lists them)"));
        }
        return chosen;
    }

    /** The first GPU with double precision; through OpenCL, whose compiler comes with the driver. */
    private static TermCompiler automatic(TermCompiler processor, Precision precision) {
        List<Device> devices = Devices.openCl().devices();
        for (int k = 0; k < devices.size(); k++) {
            if (devices.get(k).doublePrecision()) {
                ComputeDevice device = open(Kind.OPENCL, k);
                if (!device.isProcessor()) {
                    return new DeviceBackend(device, precision);
                }
            }
        }
        return processor;
    }

    static synchronized ComputeDevice open(Kind kind, int number) {
        ComputeDevice known = OPEN.get(kind + ":" + number);
        if (known == null) {
            known = kind == Kind.OPENCL ? openCl(number) : cuda(number);
            if (!known.description().doublePrecision()) {
                throw new DeviceException("the device " + known.description().name() + " calculates in single precision only, and forces take double; use --device cpu");
            }
            OPEN.put(kind + ":" + number, known);
        }
        return known;
    }

    private static ComputeDevice openCl(int number) {
        try {
            OpenCl opencl = OpenCl.open();
            List<OpenCl.Found> all = opencl.devices();
            if (number >= all.size()) {
                throw missing("OpenCL", number, all.stream().map(OpenCl.Found::device).toList());
            }
            return new OpenClDevice(opencl, all.get(number));
        } catch (DriverException e) {
            throw new DeviceException("there is no OpenCL device: " + e.getMessage(), e);
        }
    }

    private static ComputeDevice cuda(int number) {
        DeviceReport report = Devices.cuda();
        if (report.devices().isEmpty()) {
            throw new DeviceException("there is no CUDA device: " + report.problem());
        }
        if (number >= report.devices().size()) {
            throw missing("CUDA", number, report.devices());
        }
        try {
            return new CudaDevice(report.devices().get(number), number);
        } catch (DriverException e) {
            throw new DeviceException("the CUDA device " + report.devices().get(number).name() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static DeviceException missing(String what, int number, List<Device> there) {
        List<String> lines = new ArrayList<>();
        for (int k = 0; k < there.size(); k++) {
            lines.add("  " + k + " " + there.get(k));
        }
        return new DeviceException("there is no " + what + " device " + number + "; there " + (there.size() == 1 ? "is" : "are") + "\n" + String.join("\n", lines));
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + (kind == Kind.CPU || kind == Kind.AUTO ? "" : ":" + number);
    }
}
