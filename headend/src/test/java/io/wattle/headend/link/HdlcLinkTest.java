package io.wattle.headend.link;

/** The contract over DLMS on HDLC on TCP. */
class HdlcLinkTest extends MeterLinkContract {

    @Override
    protected LinkBench start() {
        return new HdlcLinkBench();
    }
}
