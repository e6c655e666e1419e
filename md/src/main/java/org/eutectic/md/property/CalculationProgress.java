package org.eutectic.md.property;

/** Is told how far a calculation of some steps has come. */
@FunctionalInterface
public interface CalculationProgress {
    /** Nobody listens. */
    CalculationProgress NONE = (what, done, total) -> { };

    /**
     * @param what is being done, in a word or two
     * @param done steps made
     * @param total steps to be made
     */
    void at(String what, int done, int total);
}
