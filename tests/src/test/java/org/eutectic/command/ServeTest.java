package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code eutectic serve} says when it cannot serve. {@link AseTest} has it serve. */
class ServeTest {
    @TempDir
    private Path folder;

    private String refusal(String structure, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("s.xyz"), structure);
        String[] line = new String[more.length + 5];
        System.arraycopy(new String[] {"serve", Command.potential("Ar.eut"), file.toString(), "--backend", "reference"}, 0, line, 0, 5);
        System.arraycopy(more, 0, line, 5, more.length);
        return Command.run(line).err().replace(folder + "/", "").strip();
    }

    private static final String ARGON = "2\nLattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3\nAr 0 0 0\nAr 4 0 0\n";

    @Test
    void commandLines() throws IOException {
        assertTrue(refusal(ARGON).startsWith("eutectic: Error: Missing required argument (specify one of these): (--unix=NAME | --port=N)"), refusal(ARGON));
        assertTrue(refusal(ARGON, "--unix", "a", "--port", "3").contains("mutually exclusive"), refusal(ARGON, "--unix", "a", "--port", "3"));
        assertEquals("eutectic: --port must be from 1 to 65535, not 70000", refusal(ARGON, "--port", "70000"));
        assertEquals("eutectic: --wait must be a time in seconds, not -1.0", refusal(ARGON, "--unix", "a", "--wait", "-1"));
        assertEquals("eutectic: --every must be at least 1, not 0", refusal(ARGON, "--unix", "a", "--every", "0"));
        assertEquals("eutectic: --skin must be a length, not -1.0", refusal(ARGON, "--unix", "a", "--skin", "-1"));
        assertEquals("eutectic: s.xyz: the structure holds Cu, which the potential does not know; it knows Ar", refusal(ARGON.replace("Ar 4", "Cu 4"), "--unix", "a"));
        assertEquals("eutectic: nobody listens at the socket none (No such file or directory; waited 0.0 s). Start ASE or i-PI first, or wait longer with --wait",
            refusal(ARGON, "--unix", folder.resolve("none").toString(), "--wait", "0"));
        assertTrue(refusal(ARGON, "--host", "no-such-machine.invalid", "--port", "5", "--wait", "0").contains("there is no machine of that name: port 5 of no-such-machine.invalid"));
    }

    @Test
    void aHostWithOtherAtoms() throws IOException {
        Path socket = folder.resolve("socket");
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<Void> host = CompletableFuture.runAsync(() -> {
                try (SocketChannel channel = listening.accept()) {
                    ByteBuffer b = ByteBuffer.allocate(12 + 18 * 8 + 4).order(ByteOrder.nativeOrder()).put("POSDATA     ".getBytes(StandardCharsets.US_ASCII));
                    b.position(b.capacity() - 4).putInt(3).flip();
                    while (b.hasRemaining()) {
                        channel.write(b);
                    }
                    channel.read(ByteBuffer.allocate(1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertEquals("eutectic: the host sends 3 atoms, but the structure has 2; give serve the structure that the host has", refusal(ARGON, "--unix", socket.toString()));
            host.join();
        }
    }
}
