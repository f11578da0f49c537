package io.wattle.headend.link;

/** The contract over DLMS on connections of a meter that waits to be asked who it is. */
class SilentLinkTest extends MeterLinkContract {

    @Override
    protected LinkBench start() {
        return InboundLinkBench.silent();
    }
}
