package org.eutectic.md.serve;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.locks.LockSupport;

/**
 * Where a host waits for those who compute forces.
 *
 * @param text as people are told
 */
public record HostAddress(SocketAddress address, String text) {
    /** What i-PI puts before the names of its sockets, and ASE after it. */
    private static final String PREFIX = "/tmp/ipi_";
    private static final long PAUSE_NANOSECONDS = 100_000_000L;

    /** A socket in the file system: a path, or a name without a slash as ASE and i-PI have them, which is that of {@code /tmp/ipi_name}. */
    public static HostAddress unix(String name) {
        String path = name.indexOf('/') < 0 ? PREFIX + name : name;
        return new HostAddress(UnixDomainSocketAddress.of(path), "the socket " + path);
    }

    /** A port of a machine. */
    public static HostAddress port(String host, int port) {
        return new HostAddress(new InetSocketAddress(host, port), "port " + port + " of " + host);
    }

    /**
     * Connects, waiting for a host that does not listen yet.
     *
     * @param patience seconds
     * @throws HostException where nobody listens in that time
     */
    public SocketChannel connect(double patience) {
        long end = System.nanoTime() + (long) (1e9 * patience);
        while (true) {
            try {
                return connect();
            } catch (UnresolvedAddressException e) {
                throw new HostException("there is no machine of that name: " + text, e);
            } catch (ConnectException e) {
                wait(end, patience, e);
            } catch (SocketException e) {
                // So says a socket in the file system that is not there yet.
                wait(end, patience, e);
            } catch (IOException e) {
                throw new HostException("cannot connect to " + text + ": " + e.getMessage(), e);
            }
        }
    }

    private SocketChannel connect() throws IOException {
        if (address instanceof UnixDomainSocketAddress) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            return connected(channel);
        }
        SocketChannel channel = SocketChannel.open();
        // Messages are short and each waits for the next.
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return connected(channel);
    }

    private SocketChannel connected(SocketChannel channel) throws IOException {
        try {
            channel.connect(address);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void wait(long end, double patience, IOException e) {
        if (System.nanoTime() >= end) {
            throw new HostException("nobody listens at " + text + " (" + e.getMessage() + "; waited " + patience + " s). Start ASE or i-PI first, or wait longer with --wait", e);
        }
        LockSupport.parkNanos(PAUSE_NANOSECONDS);
    }
}
