package io.wattle.protocols.optical.dlms;

import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.optical.session.SessionSettings;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Every way to a DLMS meter, that behind a mode E sign-on among them, for who talks to one at a time. */
public final class DlmsWays {
    private DlmsWays() {}

    /** What such a meter's URI may begin with, in alphabetical order. */
    public static List<String> schemes() {
        return Stream.concat(DlmsConnector.schemes().stream(), Stream.of(ModeEConnector.SCHEME)).sorted().toList();
    }

    /**
     * How the meter is spoken to; behind a sign-on as over the serial line that is left then.
     *
     * @throws IllegalArgumentException naming the part that is wrong and what is allowed
     */
    public static DlmsAddress address(URI uri) {
        return DlmsAddress.parse(isBehindSignOn(uri) ? ModeEAddress.parse(uri).dlms() : uri);
    }

    /** {@link DlmsConnector#openCosem}, after a sign-on where the address asks for one. */
    public static CompletionStage<Outcome<CosemLink>> open(DlmsConnector connector, MeterAddress address) {
        return isBehindSignOn(address.uri())
                ? new ModeEConnector(connector, SessionSettings.defaults()).open(address)
                        .thenApply(outcome -> outcome.map(CosemLink.class::cast))
                : connector.openCosem(address);
    }

    private static boolean isBehindSignOn(URI uri) {
        return ModeEConnector.SCHEME.equals(uri.getScheme());
    }
}
