package org.eutectic.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eutectic.gpu.Devices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --device}, {@code devices} and {@code explain --source}. */
class DeviceTest {
    @TempDir
    private Path folder;
    private Path argon;

    @BeforeEach
    void structure() throws IOException {
        argon = Files.writeString(folder.resolve("argon.xyz"), EvalTest.crystal("Ar", 5.3, 2, 0.1, 1));
    }

    private static void requireDevice() {
        assumeTrue(!Devices.openCl().devices().isEmpty(), "no OpenCL device, so none is asked for forces: " + Devices.openCl().problem());
    }

    @Test
    void theListNamesWhatMayBeChosen() {
        Command c = Command.succeed("devices");
        assertTrue(c.out().startsWith("cpu "), c.out());
        assertEquals(Devices.openCl().devices().isEmpty(), !c.out().contains("opencl:0"), c.out());
        assertTrue(c.out().contains("\ncuda"), c.out());
    }

    @Test
    void aDeviceGivesWhatTheProcessorGives() throws IOException {
        requireDevice();
        JsonNode cpu = json("cpu"), device = json("opencl");
        assertEquals(cpu.get("energy").doubleValue(), device.get("energy").doubleValue(), 1e-12 * Math.abs(cpu.get("energy").doubleValue()));
        for (int i = 0; i < 32; i++) {
            for (int axis = 0; axis < 3; axis++) {
                assertEquals(cpu.get("forces").get(i).get(axis).doubleValue(), device.get("forces").get(i).get(axis).doubleValue(), 1e-10);
            }
        }
    }

    private JsonNode json(String device) throws IOException {
        return new ObjectMapper().readTree(Command.succeed("eval", Command.potential("Ar.eut"), argon.toString(), "--json", "--device", device).out());
    }

    @Test
    void relaxationRunsOnADevice() {
        requireDevice();
        String[] relax = {"relax", Command.potential("Ar.eut"), argon.toString(), "-o", folder.resolve("rest.xyz").toString(), "--hold", "1,5-6"};
        Command here = Command.succeed(relax), there = Command.succeed(Stream.concat(Arrays.stream(relax), Stream.of("--device", "opencl")).toArray(String[]::new));
        assertTrue(there.out().contains("relaxed; wrote"), there.out());
        assertEquals(here.out(), there.out());
    }

    @Test
    void dynamicsRunOnADevice() throws IOException {
        requireDevice();
        Path run = Files.writeString(folder.resolve("run.yaml"), """
            potential: {file: %s}
            structure: {file: argon.xyz}
            temperature: 40
            timestep: 2
            stages:
              - {steps: 20}
            output: {folder: %s}
            """.formatted(Command.potential("Ar.eut"), folder.resolve("out")));
        Command c = Command.succeed("md", run.toString(), "--device", "opencl:0");
        assertTrue(c.out().contains("forces on " + Devices.openCl().devices().getFirst().name()), c.out());
        assertTrue(Files.exists(folder.resolve("out/final.xyz")));
    }

    @Test
    void whatCannotBeIsSaidInOneMessage() throws IOException {
        String ar = Command.potential("Ar.eut"), file = argon.toString();
        assertEquals("eutectic: there is no device called 'gpu'; write cpu, auto, opencl, cuda, or a number with it such as opencl:1 ('eutectic devices' lists them)",
            Command.refusal(folder, "eval", ar, file, "--device", "gpu"));
        assertEquals("eutectic: the reference backend runs on the processor; leave out --device opencl, or the reference",
            Command.refusal(folder, "eval", ar, file, "--device", "opencl", "--backend", "reference"));
        if (Devices.cuda().devices().isEmpty()) {
            assertEquals("eutectic: there is no CUDA device: " + Devices.cuda().problem(), Command.refusal(folder, "eval", ar, file, "--device", "cuda"));
        }
    }

    @Test
    void termsThatRunOnTheProcessorAreRefused() throws IOException {
        requireDevice();
        Path salt = Files.writeString(folder.resolve("salt.xyz"), "2\nLattice=\"5 0 0 0 5 0 0 0 5\" Properties=species:S:1:pos:R:3\nNa 0 0 0\nCl 2.5 0 0\n");
        Path potential = Files.writeString(folder.resolve("reading.eut"), """
            potential Reading {
              species Na, Cl
              cutoff 4 Å
              energy[i] = 1/2*sum(j) 0.1 eV*charges[i]*charges[j]*(1 - (r[i,j]/(4 Å))^2)^2/(1 e^2)
              term charges = qeq(chi = {Na: 3 eV, Cl: 8 eV}, hardness = {Na: 9 eV, Cl: 9 eV}, width = {Na: 1 Å, Cl: 1 Å}, method = ewald, energy = no)
            }""");
        String message = Command.refusal(folder, "eval", potential.toString(), salt.toString(), "--device", "opencl");
        assertTrue(message.endsWith("eutectic: some terms have no program for a device, and this potential has one: Reading (equations that read charges); use --device cpu"), message);
    }

    @Test
    void theProgramCanBeRead() {
        for (String language : new String[] {"opencl", "cuda"}) {
            Command c = Command.succeed("explain", "--source", language, Command.potential("Ar.eut"));
            assertTrue(c.out().contains("KERNEL void stage_0(ARGUMENTS) {"), c.out());
            assertTrue(c.out().contains("1.6969566781439992E-4"), "the shift of the energy");
            Command salt = Command.succeed("explain", "--source", language, Command.potential("NaCl.eut"));
            assertTrue(salt.out().contains("KERNEL void stage_0(ARGUMENTS) {") && salt.out().contains("KERNEL void spread_charges("), "equations and sums over charges");
        }
    }
}
