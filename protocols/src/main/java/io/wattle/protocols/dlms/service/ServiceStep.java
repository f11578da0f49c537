package io.wattle.protocols.dlms.service;

import io.wattle.protocols.dlms.apdu.ServiceReply;

/** What comes next in an exchange. */
public sealed interface ServiceStep {

    /** Send this, in clear here, and bring the reply. */
    record Send(byte[] plain) implements ServiceStep {}

    /** The exchange is over, and this is what it came to; never a block. */
    record Ended(ServiceReply reply) implements ServiceStep {}
}
