package io.wattle.protocols.optical.dlms;

import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterLink;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Refusal;
import io.wattle.protocols.optical.session.OpticalSession;
import io.wattle.protocols.optical.session.SessionSettings;
import io.wattle.protocols.optical.session.TroubleCounts;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.protocols.serial.SerialPorts;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Speaks DLMS/COSEM to meters that begin with an IEC 62056-21 sign-on and change over to HDLC (mode E). Each link of a
 * conversation has a sign-on of its own. One conversation at a time on each line, together with those that a
 * {@code dlms+serial:} address begins there. Safe for use by many threads.
 */
public final class ModeEConnector implements MeterConnector {
    /** The scheme of its addresses. */
    public static final String SCHEME = "dlms+optical";

    private final DlmsConnector dlms;
    private final SessionSettings settings;
    private final LineOpener opener;
    private final TroubleCounts troubles = new TroubleCounts();

    /** Opens a line by its port's name. */
    @FunctionalInterface
    public interface LineOpener {
        SerialLine open(String port) throws IOException;
    }

    /** @param dlms speaks once HDLC has begun; closed with this one, if not before */
    public ModeEConnector(DlmsConnector dlms, SessionSettings settings) {
        this(dlms, settings, port -> SerialPorts.open(port, settings.responseTime().multipliedBy(2)));
    }

    /** @param opener for who wants to watch the line */
    public ModeEConnector(DlmsConnector dlms, SessionSettings settings, LineOpener opener) {
        this.dlms = dlms;
        this.settings = settings;
        this.opener = opener;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    /** What went wrong at sign-ons so far, also where a repetition mended it. */
    public TroubleCounts troubles() {
        return troubles;
    }

    @Override
    public CompletionStage<Outcome<MeterLink>> open(MeterAddress address) {
        ModeEAddress parsed;
        try {
            parsed = ModeEAddress.parse(address.uri());
        } catch (IllegalArgumentException bad) {
            return CompletableFuture.completedFuture(
                    Outcome.refused(Refusal.BAD_ADDRESS, String.valueOf(bad.getMessage())));
        }
        return dlms.open(new MeterAddress(address.meterSerial(), parsed.dlms()), () -> changedOver(parsed));
    }

    /** The line, once the meter waits for HDLC on it. */
    private SerialLine changedOver(ModeEAddress address) throws IOException {
        SessionSettings speeds = settings.withBauds(address.baudFirst(), address.baudMax());
        SerialLine line = opener.open(address.port());
        boolean begun = false;
        try (OpticalSession session = new OpticalSession(line,
                address.wakeUp() ? speeds.withWakeUp() : speeds, troubles)) {
            SerialLine ready = session.handOverToHdlc(address.device());
            begun = true;
            return ready;
        } finally {
            if (!begun) {
                line.close();
            }
        }
    }

    /** Closes the connector beneath too: its conversations are that one's. */
    @Override
    public void close() {
        dlms.close();
    }
}
