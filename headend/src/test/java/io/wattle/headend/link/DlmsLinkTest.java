package io.wattle.headend.link;

/** The contract over DLMS. */
class DlmsLinkTest extends MeterLinkContract {

    @Override
    protected LinkBench start() {
        return new DlmsLinkBench();
    }
}
