package io.wattle.protocols.dlms.certificate;

/** Who is believed at this moment about meters' public keys. Safe for use by many threads. */
public interface TrustSource {

    /** As of now: authorities come and go, and so do lists of what was revoked. */
    TrustAnchors current();
}
