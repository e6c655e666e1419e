package org.eutectic.physics.files;

/** A potential that a kind of file cannot hold; the message says why. */
public final class UnfitException extends Exception {
    private static final long serialVersionUID = 1;

    public UnfitException(String message) {
        super(message);
    }
}
