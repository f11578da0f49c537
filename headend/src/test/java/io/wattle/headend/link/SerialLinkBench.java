package io.wattle.headend.link;

import io.wattle.protocols.serial.SerialPorts;
import io.wattle.simulator.optical.PseudoCable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** DLMS over HDLC on a pseudo terminal, as over a cable between two serial ports. */
final class SerialLinkBench extends DlmsLinkBench {
    private final PseudoCable cable;

    SerialLinkBench(Path folder) throws IOException {
        cable = PseudoCable.open(folder);
        fleet().serve(SerialPorts.open(cable.right(), Duration.ofSeconds(5)));
    }

    @Override
    URI uri() {
        return fleet().meters().getFirst().uriOver("dlms+serial:" + cable.left());
    }

    @Override
    URI emptyUri() {
        return URI.create("dlms+serial:" + cable.left() + "-unplugged?address=16");
    }

    @Override
    public void close() {
        super.close();
        cable.close();
    }
}
