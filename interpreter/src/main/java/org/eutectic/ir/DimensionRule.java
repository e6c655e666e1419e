package org.eutectic.ir;

/** What a function of the table {@link Fn} asks of the physical dimensions of its arguments, and gives. */
public enum DimensionRule {
    /** Arguments without dimension, result without dimension: {@code exp}. */
    NUMBER,
    /** Arguments of one dimension, result of the same: {@code +}, {@code min}. */
    SAME,
    /** The result's dimension is the product of the arguments'. */
    PRODUCT,
    /** The result's dimension is the quotient of the arguments'. */
    QUOTIENT,
    /** The second argument is a number; its value, where constant, raises the first's dimension. */
    POWER,
    /** The root of the argument's dimension. */
    ROOT,
    /** Arguments of one dimension, result without: {@code atan2}. */
    RATIO,
    /** Arguments of one dimension, result a condition. */
    COMPARISON,
    /** Conditions in, a condition out. */
    LOGIC
}
