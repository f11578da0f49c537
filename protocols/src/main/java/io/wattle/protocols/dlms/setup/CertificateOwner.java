package io.wattle.protocols.dlms.setup;

import java.util.Arrays;
import java.util.Optional;

/** Whose certificate it is (certificate_entity). */
public enum CertificateOwner {
    METER(0), CLIENT(1), AUTHORITY(2), OTHER(3);

    private final int number;

    CertificateOwner(int number) {
        this.number = number;
    }

    /** 0..3. */
    public int number() {
        return number;
    }

    /** The owner of that number, if there is one. */
    public static Optional<CertificateOwner> of(long number) {
        return Arrays.stream(values()).filter(owner -> owner.number == number).findFirst();
    }
}
