package org.eutectic.truffle;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidArrayIndexException;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** A read-only array that a host sees: numbers or names. */
@ExportLibrary(InteropLibrary.class)
final class GuestArray implements TruffleObject {
    private final Object[] elements;

    private GuestArray(Object[] elements) {
        this.elements = elements;
    }

    static GuestArray of(double[] values) {
        Object[] boxed = new Object[values.length];
        for (int k = 0; k < values.length; k++) {
            boxed[k] = values[k];
        }
        return new GuestArray(boxed);
    }

    static GuestArray of(Iterable<String> names) {
        java.util.List<Object> all = new java.util.ArrayList<>();
        names.forEach(all::add);
        return new GuestArray(all.toArray());
    }

    @ExportMessage
    boolean hasArrayElements() {
        return true;
    }

    @ExportMessage
    long getArraySize() {
        return elements.length;
    }

    @ExportMessage
    boolean isArrayElementReadable(long index) {
        return index >= 0 && index < elements.length;
    }

    @ExportMessage
    Object readArrayElement(long index) throws InvalidArrayIndexException {
        if (!isArrayElementReadable(index)) {
            throw InvalidArrayIndexException.create(index);
        }
        return elements[(int) index];
    }
}
