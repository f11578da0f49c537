package io.wattle.headend.link;

/** The contract of links, with short names. */
class ShortNamesLinkTest extends MeterLinkContract {

    @Override
    protected LinkBench start() {
        return new ShortNamesLinkBench();
    }
}
