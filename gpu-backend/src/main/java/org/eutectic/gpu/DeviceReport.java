package org.eutectic.gpu;

import java.util.List;

/**
 * What looking for devices came to.
 *
 * @param devices those found, perhaps none
 * @param problem why there are none or not all, for people; null where nothing went wrong
 */
public record DeviceReport(List<Device> devices, String problem) {

    static DeviceReport of(List<Device> devices) {
        return new DeviceReport(List.copyOf(devices), null);
    }

    static DeviceReport none(String problem) {
        return new DeviceReport(List.of(), problem);
    }
}
