package io.wattle.headend.cli.meter;

import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsRoute;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.inbound.InboundAsk;
import io.wattle.protocols.dlms.inbound.InboundSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Where a meter that nobody can dial is waited for. */
final class InboundOption {
    private static final Duration SILENT = Duration.ofSeconds(1); // somebody waits for the answer

    @Option(names = "--inbound", paramLabel = "[HOST:]PORT", converter = PlaceReader.class, description = "Waits on this TCP port for the meter to dial in, with a URI such as dlms-inbound:SERIAL; 0 takes a free port, and says which; on each of this machine's addresses if none is named. The longest wait is --timeout.")
    private @Nullable Place place;

    @Mixin
    private final InboundTlsOptions tls = new InboundTlsOptions();

    private record Place(String host, int port) {}

    private static final class PlaceReader implements ITypeConverter<Place> {
        @Override
        public Place convert(String text) {
            int colon = text.lastIndexOf(':');
            String port = text.substring(colon + 1);
            if (colon == 0 || !port.matches("[0-9]{1,6}")) {
                throw new TypeConversionException("--inbound must be PORT or HOST:PORT, was: " + text);
            }
            return new Place(colon < 0 ? "0.0.0.0" : text.substring(0, colon), Integer.parseInt(port));
        }
    }

    boolean isGiven() {
        return place != null;
    }

    /**
     * Settings with the port, if there is one, and how a meter is asked that says nothing: as it will be spoken to.
     *
     * @throws ParameterException if it does not go with the address, or is no port
     */
    DlmsSettings on(CommandSpec spec, DlmsSettings settings, DlmsAddress address) {
        if (address.route() instanceof DlmsRoute.Inbound(String _, var line)) {
            Place listening = place;
            if (listening == null) {
                throw new ParameterException(spec.commandLine(), "a dlms-inbound: URI needs --inbound PORT");
            }
            try {
                return settings.withInbound(Optional.of(tls.on(InboundSettings.on(listening.host, listening.port))
                        .withAsk(Optional.of(InboundAsk.usual()
                                .withTimes(SILENT, InboundAsk.usual().answer())
                                .withWays(List.of(new InboundAsk.Way(address.server(), line)))))));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--inbound: " + e.getMessage());
            }
        }
        if (place != null || tls.areGiven()) {
            throw new ParameterException(spec.commandLine(), "--inbound goes with a dlms-inbound: URI, and no other");
        }
        return settings;
    }

    /** Who has to make the meter dial wants to know that it may. */
    static void tell(CommandSpec spec, Optional<Integer> bound) {
        bound.ifPresent(
                free -> spec.commandLine()
                        .getErr()
                        .println("wattle: waiting on port " + free + " for the meter to dial in"));
    }
}
