package io.wattle.headend.registry;

import io.wattle.protocols.meter.MeterAddress;

/**
 * One meter of the utility.
 *
 * @param account number of the customer account that pays for it
 * @param service what it measures
 * @param address where it is
 */
public record MeterRecord(String account, Service service, MeterAddress address) {

    /** What a meter measures. */
    public enum Service {
        ELECTRICITY, WATER
    }

    public String serial() {
        return address.meterSerial();
    }
}
