package org.eutectic.gpu;

import org.eutectic.atoms.ForceFieldException;

/** What an accelerator cannot do, or does not do any more, in words for people. */
public final class DeviceException extends ForceFieldException {
    private static final long serialVersionUID = 1;

    DeviceException(String message) {
        super(message, null);
    }

    DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
