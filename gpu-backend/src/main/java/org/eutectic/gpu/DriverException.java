package org.eutectic.gpu;

/** A driver that does not do what was asked of it. */
final class DriverException extends Exception {
    private static final long serialVersionUID = 1;

    DriverException(String message) {
        super(message);
    }
}
