package org.eutectic.gpu;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever this machine has, looking gives devices or says why there are none. */
class DevicesTest {

    @Test
    void eachReportHoldsDevicesOrAProblem() {
        for (DeviceReport report : List.of(Devices.openCl(), Devices.cuda())) {
            assertTrue(report.problem() != null || !report.devices().isEmpty());
            for (Device d : report.devices()) {
                assertFalse(d.name().isBlank());
                assertTrue(d.computeUnits() > 0, d::toString);
                assertTrue(d.memoryBytes() > 0, d::toString);
            }
        }
    }

    @Test
    void aLibraryThatIsNotThereIsEmpty() {
        assertTrue(DriverLibrary.open("libno-such-driver.so.77").isEmpty());
    }
}
