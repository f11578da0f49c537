package io.wattle.headend.link;

import java.io.IOException;

/** The contract over DLMS on an optical port that changes over to HDLC. */
class ModeELinkTest extends MeterLinkContract {

    @Override
    protected LinkBench start() throws IOException {
        return new ModeELinkBench();
    }
}
