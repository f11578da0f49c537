package io.wattle.headend.link;

/** The contract over DLMS on UDP. */
class DatagramLinkTest extends MeterLinkContract {

    @Override
    protected LinkBench start() {
        return new DatagramLinkBench();
    }
}
