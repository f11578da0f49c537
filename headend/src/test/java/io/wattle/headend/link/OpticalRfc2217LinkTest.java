package io.wattle.headend.link;

import io.wattle.simulator.optical.OpticalServer;
import java.io.IOException;

/** The contract over IEC 62056-21, behind a serial server of this kind. */
class OpticalRfc2217LinkTest extends MeterLinkContract {

    @Override
    protected LinkBench start() throws IOException {
        return new OpticalLinkBench(OpticalServer.Kind.RFC2217);
    }
}
