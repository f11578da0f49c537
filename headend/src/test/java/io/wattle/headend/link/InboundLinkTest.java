package io.wattle.headend.link;

/** The contract over DLMS on connections that the meter makes. */
class InboundLinkTest extends MeterLinkContract {

    @Override
    protected LinkBench start() {
        return InboundLinkBench.wrapper();
    }
}
