package org.eutectic.md.file;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * A file, of text for the most part, that bears its name only when it is whole. It grows as {@code name.part}; {@link #commit} gives it its name, {@link #abandon} calls it
 * {@code stem.incomplete.ext}, so that nobody takes a broken run's output for a finished one's. Folders are made as needed,
 * and the disk is not touched before the first text comes. A name that ends in {@code .gz} or {@code .zst} has it packed ({@link Compression}), piece by piece: each {@link #flush} ends one. What already bears the name and is no plain file, as a pipe or a device, is written to as it is.
 */
public final class OutputFile implements AutoCloseable {
    private final Path target;
    private final Path part;
    private FileChannel channel;
    private OutputStream stream;
    private final Compression compression;
    /** What packs the present piece, or null between two. */
    private OutputStream piece;
    private OutputStream sink;
    /** What the file is to hold from an earlier run when it is opened, bytes. */
    private long length;
    private BufferedWriter writer;
    private boolean closed;
    private boolean direct;

    public OutputFile(Path target) {
        this.target = target;
        compression = Compression.of(target.getFileName().toString());
        this.part = target.resolveSibling(target.getFileName() + ".part");
    }

    /** Writes a small file in one go; where that fails, whatever bore the name before is untouched. */
    public static void write(Path target, Consumer<StringBuilder> content) {
        StringBuilder text = new StringBuilder();
        content.accept(text);
        try (OutputFile file = new OutputFile(target)) {
            file.append(text);
            file.commit();
        }
    }

    public Path target() {
        return target;
    }

    /**
     * Adds text.
     *
     * @throws OutputException where the file cannot be made or written on
     */
    public void append(CharSequence text) {
        try {
            if (writer == null) {
                open();
            }
            writer.append(text);
        } catch (IOException e) {
            throw new OutputException(target, e);
        }
    }

    /**
     * Adds bytes that are no text.
     *
     * @throws OutputException where the file cannot be made or written on
     */
    public void append(byte[] bytes) {
        append("");
        flush();
        try {
            sink.write(bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new OutputException(target, e);
        }
        flush();
    }

    /** Takes bytes to the disk, packed where the name says so; closing it ends the piece. */
    private final class Sink extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            if (compression == Compression.NONE) {
                stream.write(from, offset, length);
                return;
            }
            if (piece == null) {
                piece = compression.pack(new KeptOpen(stream));
            }
            piece.write(from, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (piece != null) {
                OutputStream whole = piece;
                piece = null;
                whole.close();
            }
        }

        @Override
        public void close() throws IOException {
            flush();
            stream.close();
        }
    }

    /** A stream that outlives the pieces written to it. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
        }

        @Override
        public void close() {}
    }

    private void open() throws IOException {
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "it is a directory");
        }
        if (target.toAbsolutePath().getParent() != null) {
            Files.createDirectories(target.toAbsolutePath().getParent());
        }
        direct = Files.exists(target) && !Files.isRegularFile(target);
        channel = FileChannel.open(direct ? target : part, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        if (Files.isRegularFile(direct ? target : part)) {
            channel.truncate(length);
            channel.position(length);
        }
        stream = Channels.newOutputStream(channel);
        sink = new Sink();
        writer = new BufferedWriter(new OutputStreamWriter(sink, StandardCharsets.UTF_8), 1 << 16);
    }

    /** Sends what was written so far to the disk's keeper, so that it can be watched. */
    public void flush() {
        try {
            if (writer != null && !closed) {
                writer.flush();
            }
        } catch (IOException e) {
            throw new OutputException(target, e);
        }
    }

    /** Whether nothing was appended yet, in this run or an earlier one that it goes on with. */
    public boolean isEmpty() {
        return writer == null && length == 0;
    }

    /** How many bytes it holds; all that was appended so far has then left this program. */
    public long length() {
        flush();
        try {
            return channel == null || direct || closed ? length : channel.position();
        } catch (IOException e) {
            throw new OutputException(target, e);
        }
    }

    /**
     * Goes on with what a run wrote that was broken off in whatever way, leaving out what comes after so many bytes. Where there is no such file, a new one
     * is begun. To be called before anything is appended.
     *
     * @throws OutputException where the file holds less
     */
    public void continueAt(long bytes) {
        try {
            Path earlier = earlier();
            if (bytes == 0 || earlier == null) {
                return;
            }
            if (Files.size(earlier) < bytes) {
                throw new FileSystemException(target.toString(), null, earlier.getFileName() + " holds " + Files.size(earlier) + " bytes, but when the run was saved it held "
                    + bytes + "; move it away to begin a new one");
            }
            if (!earlier.equals(part)) {
                move(earlier, part);
            }
            length = bytes;
        } catch (IOException e) {
            throw new OutputException(target, e);
        }
    }

    /** Under which name an earlier run left the file: killed, or ended in order or with an error, whichever came last; null where there is none. */
    private Path earlier() throws IOException {
        Path kept = incomplete(target);
        if (Files.isRegularFile(part)) {
            return part;
        }
        if (Files.isRegularFile(target) && Files.isRegularFile(kept)) {
            return Files.getLastModifiedTime(kept).compareTo(Files.getLastModifiedTime(target)) > 0 ? kept : target;
        }
        return Files.isRegularFile(target) ? target : Files.isRegularFile(kept) ? kept : null;
    }

    /** Has all that was appended so far on the disk when it returns, so that it outlives even a power failure. */
    public void force() {
        flush();
        try {
            if (channel != null && !direct && !closed) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new OutputException(target, e);
        }
    }

    /** Closes the file and gives it its name. */
    public void commit() {
        commit(null);
    }

    /**
     * The same, keeping what bore the name before under another name.
     *
     * @param previous the other name, or null not to keep it
     */
    public void commit(Path previous) {
        if (closed) {
            return;
        }
        try {
            if (writer == null) {
                open();
            }
            length = length();
            writer.close();
            closed = true;
            if (!direct) {
                if (previous != null && Files.exists(target)) {
                    keep(previous);
                }
                move(part, target);
            }
        } catch (IOException e) {
            abandon();
            throw new OutputException(target, e);
        }
    }

    /**
     * Closes the file without giving it its name.
     *
     * @return where what was written now stands, or null where nothing was
     */
    public Path abandon() {
        closed = true;
        if (writer == null) {
            return null;
        }
        closeQuietly();
        try {
            if (direct || !Files.exists(part)) {
                return null;
            }
            if (Files.size(part) == 0) {
                Files.delete(part);
                return null;
            }
            Path kept = incomplete(target);
            move(part, kept);
            return kept;
        } catch (IOException e) {
            return part;
        }
    }

    private void closeQuietly() {
        try {
            writer.close();
        } catch (IOException e) {
            // The disk is full, most likely: what reached it is kept all the same.
        }
    }

    /** Gives the file that bears the name a second one, so that there is one under the first at any moment, as far as the file system can. */
    private void keep(Path previous) throws IOException {
        Path link = previous.resolveSibling(previous.getFileName() + ".part");
        try {
            Files.deleteIfExists(link);
            Files.createLink(link, target);
            move(link, previous);
        } catch (UnsupportedOperationException | FileSystemException e) {
            move(target, previous);
        }
    }

    /** {@code run.xyz} becomes {@code run.incomplete.xyz}, and {@code run.xyz.gz} becomes {@code run.incomplete.xyz.gz}. */
    static Path incomplete(Path target) {
        String name = target.getFileName().toString();
        int dot = Compression.plainName(name).lastIndexOf('.');
        return target.resolveSibling(dot <= 0 ? name + ".incomplete" : name.substring(0, dot) + ".incomplete" + name.substring(dot));
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Closes without keeping anything, unless {@link #commit} or {@link #abandon} came first. */
    @Override
    public void close() {
        if (!closed && writer != null) {
            closeQuietly();
            try {
                if (!direct) {
                    Files.deleteIfExists(part);
                }
            } catch (IOException e) {
                // Nothing more can be done.
            }
        }
        closed = true;
    }
}
