package io.wattle.protocols.dlms.certificate;

/** What came of looking at a certificate. */
public sealed interface CertificateCheck {

    /**
     * It is good.
     *
     * @param publicKey two coordinates, as long as the suite's numbers
     */
    record Trusted(byte[] publicKey) implements CertificateCheck {}

    /** It is not. The reason names what is wrong. */
    record Refused(String reason) implements CertificateCheck {}
}
