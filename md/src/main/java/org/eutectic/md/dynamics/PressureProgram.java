package org.eutectic.md.dynamics;

/** The pressure tensor a barostat aims at, step by step: positive under compression, xx yy zz xy xz yz. */
@FunctionalInterface
public interface PressureProgram {
    /** A component, counted from 0, aimed at in a step, GPa. */
    double at(long step, int component);

    /** Always the same pressure from all sides, GPa. */
    static PressureProgram constant(double pressure) {
        return ramp(hydrostatic(pressure), hydrostatic(pressure), 0, 1);
    }

    /** The tensor of a pressure from all sides, GPa. */
    static double[] hydrostatic(double pressure) {
        return new double[] {pressure, pressure, pressure, 0, 0, 0};
    }

    /** From one tensor to another, evenly over {@code steps} steps after {@code first}; constant before and after. */
    static PressureProgram ramp(double[] from, double[] to, long first, long steps) {
        for (int k = 0; k < 6; k++) {
            if (!Double.isFinite(from[k]) || !Double.isFinite(to[k])) {
                throw new IllegalArgumentException("a pressure must be a finite number");
            }
        }
        return (step, k) -> from[k] + (to[k] - from[k]) * Math.clamp((step - first) / (double) Math.max(1, steps), 0.0, 1.0);
    }
}
