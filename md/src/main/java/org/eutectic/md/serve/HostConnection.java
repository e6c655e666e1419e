package org.eutectic.md.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Messages of the i-PI protocol on their way: a header of 12 characters, and what comes with it as whole numbers of four bytes and numbers of eight in the machine's own order.
 */
final class HostConnection {
    private static final int HEADER = 12;

    private final ByteChannel channel;
    private ByteBuffer buffer = buffer(1024);
    /** What is being received, for messages. */
    private String message = "";

    HostConnection(ByteChannel channel) {
        this.channel = channel;
    }

    /** The next header without its blanks, or null where the host has closed the connection before it. */
    String header() {
        message = "a header";
        ByteBuffer b = read(HEADER, true);
        if (b == null) {
            return null;
        }
        byte[] bytes = new byte[HEADER];
        b.get(bytes);
        message = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        return message;
    }

    int wholeNumber() {
        return read(Integer.BYTES, false).getInt();
    }

    void numbers(double[] out) {
        ByteBuffer b = read(Math.multiplyExact(out.length, Double.BYTES), false);
        b.asDoubleBuffer().get(out);
    }

    void skip(int bytes) {
        read(bytes, false);
    }

    /** A message with numbers, whole numbers and zeros to come. */
    Answer answer(String header, int bytes) {
        buffer = room(HEADER + bytes);
        buffer.clear();
        buffer.put(header.getBytes(StandardCharsets.ISO_8859_1));
        while (buffer.position() < HEADER) {
            buffer.put((byte) ' ');
        }
        return new Answer();
    }

    /** What is being written. */
    final class Answer {
        Answer number(double x) {
            buffer.putDouble(x);
            return this;
        }

        Answer wholeNumber(int n) {
            buffer.putInt(n);
            return this;
        }

        Answer numbers(double[] x, int count, double scale) {
            for (int k = 0; k < count; k++) {
                buffer.putDouble(scale * x[k]);
            }
            return this;
        }

        void send() {
            buffer.flip();
            try {
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            } catch (IOException e) {
                throw new HostException("the host went away before it took an answer (" + e.getMessage() + ")", e);
            }
        }
    }

    private ByteBuffer read(int bytes, boolean mayEnd) {
        buffer = room(bytes);
        buffer.clear().limit(bytes);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    if (mayEnd && buffer.position() == 0) {
                        return null;
                    }
                    throw HostException.of("the host broke off in the middle of %s: %d of %d bytes came", message, buffer.position(), bytes);
                }
            }
        } catch (IOException e) {
            if (mayEnd && buffer.position() == 0) {
                return null;
            }
            throw new HostException("the host broke off in the middle of " + message + " (" + e.getMessage() + ")", e);
        }
        return buffer.flip();
    }

    private ByteBuffer room(int bytes) {
        return buffer.capacity() >= bytes ? buffer : buffer(bytes);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
