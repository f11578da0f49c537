package io.wattle.headend.link;

/** The contract over DLMS on HDLC on connections that the meter makes, behind a modem that says who it is. */
class InboundHdlcLinkTest extends MeterLinkContract {

    @Override
    protected LinkBench start() {
        return InboundLinkBench.hdlc();
    }
}
