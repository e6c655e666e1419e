package org.eutectic.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A physical dimension: rational exponents over length, mass, time, charge and temperature. Energy is derived: mass·length²/time².
 */
public record Dimension(Rational length, Rational mass, Rational time, Rational charge, Rational temperature) {
    public static final Dimension NONE = base(0, 0, 0, 0, 0);
    public static final Dimension LENGTH = base(1, 0, 0, 0, 0);
    public static final Dimension MASS = base(0, 1, 0, 0, 0);
    public static final Dimension TIME = base(0, 0, 1, 0, 0);
    public static final Dimension CHARGE = base(0, 0, 0, 1, 0);
    public static final Dimension TEMPERATURE = base(0, 0, 0, 0, 1);
    public static final Dimension ENERGY = base(2, 1, -2, 0, 0);
    public static final Dimension FORCE = ENERGY.over(LENGTH);
    public static final Dimension PRESSURE = ENERGY.over(LENGTH.power(Rational.of(3)));

    private static final Map<Dimension, String> KINDS = Map.of(LENGTH, "a length", MASS, "a mass", TIME, "a time", CHARGE, "a charge",
        TEMPERATURE, "a temperature", ENERGY, "an energy", LENGTH.power(Rational.of(-1)), "an inverse length");

    private static Dimension base(int length, int mass, int time, int charge, int temperature) {
        return new Dimension(Rational.of(length), Rational.of(mass), Rational.of(time), Rational.of(charge), Rational.of(temperature));
    }

    public Dimension times(Dimension o) {
        return new Dimension(length.plus(o.length), mass.plus(o.mass), time.plus(o.time), charge.plus(o.charge), temperature.plus(o.temperature));
    }

    public Dimension over(Dimension o) {
        return times(o.power(Rational.of(-1)));
    }

    public Dimension power(Rational p) {
        return new Dimension(length.times(p), mass.times(p), time.times(p), charge.times(p), temperature.times(p));
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /**
     * In the field's units, as one may write it in a potential: {@code eV/Å}, {@code Å^(1/2)}, {@code e/fs}; {@code 1} for a plain number.
     */
    @Override
    public String toString() {
        return isNone() ? "1" : print(fewestUnits(), false);
    }

    /** As it is written after a number, where a unit may not begin with {@code 1/}: {@code eV/Å^2}, {@code Å^-1}; empty for a plain number. */
    public String afterNumber() {
        return isNone() ? "" : print(fewestUnits(), true);
    }

    private Rational[] fewestUnits() {
        Rational[] candidates = {mass, time.over(Rational.of(-2)), Rational.ZERO};
        Rational best = null;
        double bestCost = Double.POSITIVE_INFINITY;
        // How much of it is energy is a matter of taste: the fewest units with the smallest exponents read best, and eV/Å^2 before u/fs^2.
        for (Rational energy : candidates) {
            double cost = cost(split(energy));
            if (cost < bestCost) {
                best = energy;
                bestCost = cost;
            }
        }
        return split(best);
    }

    /** As a phrase: {@code a length (Å)}, {@code a plain number}, {@code eV/Å^2}. */
    public String describe() {
        if (isNone()) {
            return "a plain number";
        }
        String kind = KINDS.get(this);
        return kind == null ? toString() : kind + " (" + this + ")";
    }

    private static final String[] SYMBOLS = {"eV", "u", "Å", "e", "fs", "K"};

    private Rational[] split(Rational energy) {
        return new Rational[] {energy, mass.minus(energy), length.minus(energy.plus(energy)), charge, time.plus(energy.plus(energy)), temperature};
    }

    private static double cost(Rational[] exponents) {
        double cost = 0;
        for (Rational x : exponents) {
            if (!x.isZero()) {
                cost += 10 + Math.abs(x.value()) + (x.isWhole() ? 0 : 10);
            }
        }
        return cost;
    }

    private static String print(Rational[] exponents, boolean afterNumber) {
        List<String> above = new ArrayList<>();
        StringBuilder below = new StringBuilder();
        for (int k = 0; k < exponents.length; k++) {
            Rational x = exponents[k];
            if (x.sign() > 0) {
                above.add(SYMBOLS[k] + exponent(x));
            } else if (x.sign() < 0 && afterNumber && above.isEmpty() && noneAbove(exponents)) {
                above.add(SYMBOLS[k] + (x.isWhole() ? "^" + x : "^(" + x + ")"));
            } else if (x.sign() < 0) {
                below.append('/').append(SYMBOLS[k]).append(exponent(x.negate()));
            }
        }
        return (above.isEmpty() ? "1" : String.join("*", above)) + below;
    }

    private static boolean noneAbove(Rational[] exponents) {
        return Arrays.stream(exponents).noneMatch(x -> x.sign() > 0);
    }

    private static String exponent(Rational x) {
        return x.equals(Rational.ONE) ? "" : x.isWhole() ? "^" + x : "^(" + x + ")";
    }
}
