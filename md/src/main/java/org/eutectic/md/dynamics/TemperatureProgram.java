package org.eutectic.md.dynamics;

/** The temperature a thermostat aims at, step by step. */
@FunctionalInterface
public interface TemperatureProgram {
    /** Temperature in K aimed at in a step. */
    double at(long step);

    /** Always the same, K. */
    static TemperatureProgram constant(double temperature) {
        require(temperature);
        return step -> temperature;
    }

    /** From one temperature to another, evenly over {@code steps} steps after {@code first}; constant before and after. */
    static TemperatureProgram ramp(double from, double to, long first, long steps) {
        require(from);
        require(to);
        return step -> from + (to - from) * Math.clamp((step - first) / (double) Math.max(1, steps), 0.0, 1.0);
    }

    private static void require(double temperature) {
        if (!(temperature >= 0) || !Double.isFinite(temperature)) {
            throw new IllegalArgumentException("a temperature must be a number from 0 K on, not " + temperature);
        }
    }
}
