package io.wattle.protocols.dlms;

/** Is told of security events, on event loops: quick, and safe for use by many threads. */
@FunctionalInterface
public interface SecurityWatch {
    /** Looks away. */
    SecurityWatch NOBODY = _ -> {
    };

    void happened(SecurityEvent event);
}
