package org.eutectic.md.file;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * How a file is packed, told by its name: {@code .gz} (RFC 1952), {@code .zst} (RFC 8878), else not at all. Both formats let packed pieces follow each other, and reading gives their
 * contents one after the other: so a file that grows piece by piece can be read at any moment, and cut back to the end of any piece.
 */
public enum Compression {
    NONE(""),
    GZIP(".gz"),
    ZSTANDARD(".zst");

    private static final int BUFFER = 1 << 16;

    private final String ending;

    Compression(String ending) {
        this.ending = ending;
    }

    /** What a name says. */
    public static Compression of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(GZIP.ending) ? GZIP : lower.endsWith(ZSTANDARD.ending) ? ZSTANDARD : NONE;
    }

    /** A name without what it says of packing. */
    public static String plainName(String name) {
        return name.substring(0, name.length() - of(name).ending.length());
    }

    /**
     * Unpacks.
     *
     * @throws IOException where the bytes are not packed like this; a stream that breaks off ends with an {@link EOFException} when read
     */
    public InputStream unpack(InputStream packed) throws IOException {
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GZIPInputStream(packed, BUFFER);
            case ZSTANDARD -> new Zstandard(packed);
        };
    }

    /** Packs one piece, which is whole when the stream is closed; that closes the other one, too. */
    public OutputStream pack(OutputStream to) throws IOException {
        return switch (this) {
            case NONE -> to;
            case GZIP -> new GZIPOutputStream(to, BUFFER);
            case ZSTANDARD -> new ZstdOutputStream(to);
        };
    }

    /** Says in the same way as gzip's reader where a file breaks off or is something else. */
    private static final class Zstandard extends FilterInputStream {
        Zstandard(InputStream packed) throws IOException {
            super(new ZstdInputStream(packed).setContinuous(false));
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            try {
                return super.read(to, offset, length);
            } catch (ZstdIOException e) {
                // The library tells cases apart by its words only.
                if (e.getMessage() != null && e.getMessage().contains("Truncated")) {
                    throw new EOFException(e.getMessage());
                }
                throw new ZipException("not in Zstandard format: " + e.getMessage());
            }
        }
    }
}
