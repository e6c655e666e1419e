package org.eutectic.atoms;

/** A force field that cannot compute, through no fault of the structure: its device is not there, too small, or lost. The message is for people. */
public class ForceFieldException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ForceFieldException(String message, Throwable cause) {
        super(message, cause);
    }
}
