package org.eutectic.md.structure;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Frames that a thread of its own reads a little ahead, while whoever asks for them is busy with the one before. */
public final class ReadAhead implements StructureFrames {
    private static final int FRAMES = 2;
    private static final Object END = new Object();

    private final StructureFrames frames;
    private final BlockingQueue<Object> queue = new ArrayBlockingQueue<>(FRAMES);
    private final Thread reader;
    private Object next;

    public ReadAhead(StructureFrames frames) {
        this.frames = frames;
        reader = new Thread(this::read, "trajectory reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            Object last = END;
            try {
                while (frames.hasNext()) {
                    queue.put(frames.next());
                }
            } catch (RuntimeException | Error e) {
                last = e;
            }
            queue.put(last);
        } catch (InterruptedException e) {
            // Nobody asks any more.
        }
    }

    @Override
    public boolean hasNext() {
        try {
            if (next == null) {
                next = queue.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
        if (next instanceof RuntimeException e) {
            throw e;
        }
        if (next instanceof Error e) {
            throw e;
        }
        return next != END;
    }

    @Override
    public StructureFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StructureFrame frame = (StructureFrame) next;
        next = null;
        return frame;
    }

    @Override
    public Optional<String> cutOff() {
        return frames.cutOff();
    }

    @Override
    public double part() {
        return frames.part();
    }

    @Override
    public void close() {
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        frames.close();
    }
}
