package org.eutectic.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** A shared library of a driver, opened by name; stays open while the process lives, since drivers start threads of their own. */
final class DriverLibrary {
    private final SymbolLookup symbols;

    private DriverLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /** The first of these libraries that the system's loader finds. */
    static Optional<DriverLibrary> open(String... names) {
        for (String name : names) {
            try {
                return Optional.of(new DriverLibrary(SymbolLookup.libraryLookup(name, Arena.global())));
            } catch (IllegalArgumentException absent) {
                // The next name may be there: each system has its own.
            }
        }
        return Optional.empty();
    }

    /**
     * A function that returns a status (C {@code int}), as all of a driver's do.
     *
     * @throws DriverException where the library lacks it
     */
    MethodHandle function(String name, MemoryLayout... arguments) throws DriverException {
        return Linker.nativeLinker().downcallHandle(
            symbols.find(name).orElseThrow(() -> new DriverException("the driver lacks " + name)),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    /**
     * A function that returns a pointer.
     *
     * @throws DriverException where the library lacks it
     */
    MethodHandle pointerFunction(String name, MemoryLayout... arguments) throws DriverException {
        return Linker.nativeLinker().downcallHandle(
            symbols.find(name).orElseThrow(() -> new DriverException("the driver lacks " + name)),
            FunctionDescriptor.of(ValueLayout.ADDRESS, arguments));
    }

    static MemorySegment pointer(MethodHandle function, Object... arguments) {
        try {
            return (MemorySegment) function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls a function; a status other than 0 is an exception. */
    static void call(String name, MethodHandle function, Object... arguments) throws DriverException {
        int status = status(function, arguments);
        if (status != 0) {
            throw new DriverException(name + " failed with status " + status);
        }
    }

    static int status(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
