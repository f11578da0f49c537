package io.wattle.headend.link;

/** The contract over DLMS on HDLC on connections of a meter that waits to be asked who it is. */
class SilentHdlcLinkTest extends MeterLinkContract {

    @Override
    protected LinkBench start() {
        return InboundLinkBench.silentHdlc();
    }
}
