package org.eutectic.md.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eutectic.atoms.Cell;
import org.eutectic.atoms.Configuration;
import org.eutectic.atoms.Evaluation;
import org.eutectic.atoms.NeighborListBuilder;
import org.eutectic.atoms.StructureException;
import org.eutectic.md.LennardJones;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The i-PI protocol, spoken from the host's side byte by byte. */
class ForceServerTest {
    /** CODATA 2018, written out once more. */
    private static final double BOHR = 0.529177210903;
    private static final double HARTREE = 27.211386245988;

    @TempDir
    private Path folder;

    /** What stands at the host's end of the line. */
    private static final class Host implements AutoCloseable {
        private final SocketChannel channel;

        Host(SocketChannel channel) {
            this.channel = channel;
        }

        void say(String header) throws IOException {
            write(ByteBuffer.wrap("%-12s".formatted(header).getBytes(StandardCharsets.US_ASCII)));
        }

        String hear() throws IOException {
            ByteBuffer b = read(12);
            byte[] bytes = new byte[12];
            b.get(bytes);
            return new String(bytes, StandardCharsets.US_ASCII).strip();
        }

        String ask() throws IOException {
            say("STATUS");
            return hear();
        }

        void write(ByteBuffer b) throws IOException {
            while (b.hasRemaining()) {
                channel.write(b);
            }
        }

        ByteBuffer read(int bytes) throws IOException {
            ByteBuffer b = ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
            while (b.hasRemaining()) {
                assertTrue(channel.read(b) >= 0, "the client closed the connection");
            }
            return b.flip();
        }

        /** Positions and cell as i-PI sends them: edges are columns. */
        static ByteBuffer positions(Configuration c, int announced) {
            ByteBuffer b = ByteBuffer.allocate(8 * 18 + 4 + 8 * c.positions().length).order(ByteOrder.nativeOrder());
            for (int axis = 0; axis < 3; axis++) {
                for (int edge = 0; edge < 3; edge++) {
                    b.putDouble(c.cell().get(edge, axis) / BOHR);
                }
            }
            for (int k = 0; k < 9; k++) {
                b.putDouble(0);
            }
            b.putInt(announced);
            for (double x : c.positions()) {
                b.putDouble(x / BOHR);
            }
            return b.flip();
        }

        void send(Configuration c) throws IOException {
            say("POSDATA");
            write(positions(c, c.size()));
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** What a host does. */
    private interface Talk {
        void with(Host host) throws IOException;
    }

    private static Configuration crystal() {
        return LennardJones.crystal(2, 5.3, 0.1);
    }

    /** Runs a host and a server against each other; gives the number of evaluations. */
    private long talk(Talk talk) throws Exception {
        Path path = folder.resolve("socket");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(path));
            return serving(listening, HostAddress.unix(path.toString()), talk);
        } finally {
            Files.deleteIfExists(path);
        }
    }

    private static long serving(ServerSocketChannel listening, HostAddress address, Talk talk) throws Exception {
        CompletableFuture<Long> served = CompletableFuture.supplyAsync(() -> {
            try (LennardJones field = new LennardJones(); SocketChannel channel = address.connect(10)) {
                return new ForceServer(field, crystal(), 1, 1, (n, e, f) -> {}).serve(channel);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (Host host = new Host(listening.accept())) {
            talk.with(host);
        }
        try {
            return served.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private void assertRight(Host host, Configuration c) throws IOException {
        host.send(c);
        assertEquals("HAVEDATA", host.ask());
        host.say("GETFORCE");
        assertEquals("FORCEREADY", host.hear());
        Evaluation e = new Evaluation();
        LennardJones field = new LennardJones();
        field.compute(NeighborListBuilder.build(c, field), true, true, true, e);
        ByteBuffer b = host.read(8 + 4);
        // A skin gives the list another order, and conversion rounds: 1e-12 of the energy, 1e-11 of the scale of forces (0.1 eV/Å).
        assertEquals(e.energy(), b.getDouble() * HARTREE, 1e-12 * Math.abs(e.energy()));
        assertEquals(c.size(), b.getInt());
        double[] f = new double[3 * c.size()], w = new double[9];
        b = host.read(8 * f.length);
        for (int k = 0; k < f.length; k++) {
            f[k] = b.getDouble() * HARTREE / BOHR;
        }
        assertArrayEquals(e.forces(), f, 1e-12);
        b = host.read(8 * 9 + 4);
        for (int k = 0; k < 9; k++) {
            w[k] = b.getDouble() * HARTREE;
        }
        assertArrayEquals(e.virial(), w, 1e-11);
        host.read(b.getInt());
        assertEquals("READY", host.ask());
    }

    @Test
    void forcesFollowAtomsAndCell() throws Exception {
        Configuration c = crystal(), sheared = c.strained(new double[] {0.02, 0.05, -0.03, 0, -0.01, 0.04, 0, 0, 0.03});
        assertEquals(3, talk(host -> {
            assertEquals("READY", host.ask());
            host.say("INIT");
            host.write(ByteBuffer.allocate(8 + 5).order(ByteOrder.nativeOrder()).putInt(7).putInt(5).put(new byte[5]).flip());
            assertEquals("READY", host.ask());
            assertRight(host, c);
            assertRight(host, sheared);
            c.positions()[4] += 0.3;
            assertRight(host, c);
            host.say("EXIT");
        }));
    }

    @Test
    void aHostThatClosesBetweenEvaluationsHasEnded() throws Exception {
        assertEquals(1, talk(host -> assertRight(host, crystal())));
    }

    @Test
    void portsServeToo() throws Exception {
        try (ServerSocketChannel listening = ServerSocketChannel.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
            assertEquals(1, serving(listening, HostAddress.port(InetAddress.getLoopbackAddress().getHostAddress(), port), host -> assertRight(host, crystal())));
        }
    }

    private String said(Talk talk) {
        return assertThrows(HostException.class, () -> talk(talk)).getMessage();
    }

    @Test
    void hostsThatGoWrong() {
        assertEquals("the host sends 7 atoms, but the structure has 32; give serve the structure that the host has", said(host -> {
            host.say("POSDATA");
            host.write(Host.positions(crystal(), 7));
        }));
        assertEquals("the host went away before it took the forces of evaluation 1", said(host -> {
            host.send(crystal());
            assertEquals("HAVEDATA", host.ask());
        }));
        assertEquals("the host broke off in the middle of POSDATA: 60 of 72 bytes came", said(host -> {
            host.say("POSDATA");
            host.write(ByteBuffer.allocate(60));
        }));
        assertEquals("the host broke off in the middle of a header: 4 of 12 bytes came", said(host -> host.write(ByteBuffer.allocate(4))));
        assertEquals("the host says 'GET / HTTP/1', which is none of STATUS, INIT, POSDATA, GETFORCE and EXIT; it does not speak the protocol of i-PI",
            said(host -> host.say("GET / HTTP/1")));
        assertEquals("the host asks for forces with GETFORCE before it has sent positions with POSDATA", said(host -> host.say("GETFORCE")));
        assertEquals("the host announces a text of -1 bytes with INIT; it does not speak the protocol of i-PI", said(host -> {
            host.say("INIT");
            host.write(ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(0).putInt(-1).flip());
        }));
        Configuration flat = crystal(), lost = crystal();
        flat.setCell(new Cell(new double[9], new boolean[] {true, true, true}));
        assertEquals("the host sends a cell without a volume with evaluation 1, but the structure given to serve is periodic", said(host -> host.send(flat)));
        lost.setCell(new Cell(new double[] {Double.NaN, 0, 0, 0, 1, 0, 0, 0, 1}, new boolean[3]));
        assertEquals("the host sends a cell that is not finite with evaluation 1", said(host -> host.send(lost)));
    }

    @Test
    void atomsThatTouchAreSaidWithTheEvaluation() {
        Configuration c = crystal();
        System.arraycopy(c.positions(), 0, c.positions(), 3, 3);
        String said = assertThrows(StructureException.class, () -> talk(host -> {
            assertRight(host, crystal());
            host.send(c);
            // The answer would come, were there one.
            host.channel.read(ByteBuffer.allocate(1));
        })).getMessage();
        assertEquals("evaluation 2, positions of the host: atoms 1 (Ar) and 2 (Ar) are 0.0000 Å apart; nothing closer than 0.3 Å can be computed", said);
    }

    @Test
    void nobodyListens() {
        Path path = folder.resolve("nobody");
        String said = assertThrows(HostException.class, () -> HostAddress.unix(path.toString()).connect(0.2)).getMessage();
        assertTrue(said.startsWith("nobody listens at the socket " + path + " (") && said.endsWith("; waited 0.2 s). Start ASE or i-PI first, or wait longer with --wait"), said);
        assertEquals("the socket /tmp/ipi_cu", HostAddress.unix("cu").text());
    }
}
