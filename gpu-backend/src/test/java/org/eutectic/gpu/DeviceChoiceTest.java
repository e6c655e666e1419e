package org.eutectic.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.eutectic.Backend;
import org.eutectic.gpu.DeviceChoice.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people may write for a device, and what they are told where it is none. */
class DeviceChoiceTest {
    @Test
    void readsFamiliesAndNumbers() {
        assertEquals(new DeviceChoice(Kind.CPU, 0), DeviceChoice.parse("cpu"));
        assertEquals(new DeviceChoice(Kind.AUTO, 0), DeviceChoice.parse("AUTO"));
        assertEquals(new DeviceChoice(Kind.OPENCL, 0), DeviceChoice.parse("opencl"));
        assertEquals(new DeviceChoice(Kind.OPENCL, 2), DeviceChoice.parse("opencl:2"));
        assertEquals(new DeviceChoice(Kind.CUDA, 11), DeviceChoice.parse("cuda:11"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "cpu:1", "opencl:", "cuda:-1", "", "opencl:99999"})
    void refusesAnythingElse(String text) {
        assertTrue(assertThrows(DeviceException.class, () -> DeviceChoice.parse(text)).getMessage().startsWith("there is no device called '" + text + "'; write cpu, auto, opencl, cuda"));
    }

    @Test
    void theProcessorStaysAsItIs() {
        assertSame(Backend.TRUFFLE, new DeviceChoice(Kind.CPU, 0).compiler(Backend.TRUFFLE));
    }

    @Test
    void aDeviceThatIsNotThereIsNamedWithThoseThatAre() {
        assumeTrue(!Devices.openCl().devices().isEmpty(), "no OpenCL device");
        String message = assertThrows(DeviceException.class, () -> new DeviceChoice(Kind.OPENCL, 99).compiler(Backend.TRUFFLE)).getMessage();
        assertTrue(message.startsWith("there is no OpenCL device 99; there ") && message.contains(Devices.openCl().devices().getFirst().name()), message);
    }

    @Test
    void withoutCudaTheReasonIsGiven() {
        assumeTrue(Devices.cuda().devices().isEmpty(), "there is a CUDA device here");
        String message = assertThrows(DeviceException.class, () -> new DeviceChoice(Kind.CUDA, 0).compiler(Backend.TRUFFLE)).getMessage();
        assertEquals("there is no CUDA device: " + Devices.cuda().problem(), message);
    }
}
