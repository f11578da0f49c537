package io.wattle.protocols.dlms.certificate;

/** What the key in a certificate is for, which the certificate has to say too (keyUsage). */
public enum CertificateUse {
    /** digitalSignature. */
    SIGNING(0, "digitalSignature"),
    /** keyAgreement. */
    AGREEMENT(4, "keyAgreement");

    final int bit;
    final String word;

    CertificateUse(int bit, String word) {
        this.bit = bit;
        this.word = word;
    }
}
