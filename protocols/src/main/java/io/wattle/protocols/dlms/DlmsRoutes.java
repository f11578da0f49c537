package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.hdlc.HdlcAddress;
import io.wattle.protocols.dlms.hdlc.HdlcPeer;
import io.wattle.protocols.dlms.hdlc.HdlcSettings;
import io.wattle.protocols.dlms.inbound.InboundAsk;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What stands before the question mark of a meter's URI, and the parameters of its data link. */
final class DlmsRoutes {
    static final String WRAPPER = "dlms";
    static final String DATAGRAMS = "dlms+udp";
    static final String HDLC = "dlms+hdlc";
    static final String SERIAL = "dlms+serial";
    static final String INBOUND = "dlms-inbound";

    private static final int PORT = 4_059; // IANA, dlms/cosem

    private DlmsRoutes() {}

    static DlmsRoute route(URI uri, DlmsParameters given, int server) {
        return switch (String.valueOf(uri.getScheme())) {
            case WRAPPER -> new DlmsRoute.Wrapper(host(uri), port(uri));
            case DATAGRAMS -> new DlmsRoute.Datagrams(host(uri), port(uri));
            case HDLC -> new DlmsRoute.HdlcOverTcp(host(uri), port(uri), meter(given, server), settings(given));
            case SERIAL -> {
                int baud = given.number("baud", 300, 921_600, 9_600);
                HdlcSettings settings = settings(given);
                yield new DlmsRoute.HdlcOverSerial(device(uri), baud, meter(given, server),
                        given.has("response") ? settings : settings.onLine(baud));
            }
            case INBOUND -> new DlmsRoute.Inbound(name(uri), given.isHdlc()
                    ? Optional.of(new HdlcPeer(meter(given, server), settings(given)))
                    : Optional.empty());
            default -> throw new IllegalArgumentException("address must look like dlms://host:port?client=1&server=1,"
                    + " dlms+udp://host:port, dlms+hdlc://host:port?address=17, dlms+serial:/dev/ttyUSB0?baud=9600,"
                    + " or dlms-inbound:SERIAL");
        };
    }

    /** {@code wrapper} or {@code hdlc}, and parameters of the data link behind it as in the URI of a meter that dials in. */
    static InboundAsk.Way way(String word) {
        URI uri;
        try {
            uri = URI.create(INBOUND + ":*?link=" + word);
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException("a way must look like wrapper, hdlc or hdlc&address=17, was: " + word,
                    bad);
        }
        DlmsParameters given = DlmsParameters.of(uri);
        given.onlyOfTheLink();
        int server = given.number("server", 1, given.isHdlc() ? 16_383 : 65_535);
        return new InboundAsk.Way(server, route(uri, given, server) instanceof DlmsRoute.Inbound(String _, var hdlc)
                ? hdlc
                : Optional.empty());
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        String path = uri.getPath();
        if (host == null || uri.getRawUserInfo() != null || uri.getFragment() != null
                || !(path == null || path.isEmpty() || path.equals("/"))) {
            throw new IllegalArgumentException(
                    "address must look like " + uri.getScheme() + "://host:port?client=1&server=1");
        }
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(URI uri) {
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw new IllegalArgumentException("port must be 1..65535, was: " + uri.getPort());
        }
        return uri.getPort() < 0 ? PORT : uri.getPort();
    }

    private static String name(URI uri) {
        String rest = uri.getSchemeSpecificPart();
        int mark = rest.indexOf('?');
        String name = mark < 0 ? rest : rest.substring(0, mark);
        if (!name.matches("[!-~]{1,32}") || name.startsWith("/") || uri.getFragment() != null) {
            throw new IllegalArgumentException("address must look like dlms-inbound:SERIAL?client=1&server=1");
        }
        return name;
    }

    private static String device(URI uri) {
        String rest = uri.getSchemeSpecificPart();
        int mark = rest.indexOf('?');
        String name = mark < 0 ? rest : rest.substring(0, mark);
        if (name.isEmpty() || uri.getFragment() != null) {
            throw new IllegalArgumentException("address must look like dlms+serial:/dev/ttyUSB0?baud=9600");
        }
        return name;
    }

    /** With a lower address two bytes if both parts fit, else four; without one a single byte if the upper part fits. */
    private static HdlcAddress meter(DlmsParameters given, int server) {
        boolean alone = !given.has("address");
        int lower = alone ? 0 : given.number("address", 1, 16_383);
        int shortest = alone && server <= 127 ? 1 : HdlcAddress.of(server, lower).bytes();
        int width = given.number("width", 1, 4, shortest);
        if (width == 3 || width < shortest || (width == 1 && !alone)) {
            throw new IllegalArgumentException("width must be 1, 2 or 4 bytes and hold server and address, was: "
                    + width);
        }
        return new HdlcAddress(server, lower, width);
    }

    private static HdlcSettings settings(DlmsParameters given) {
        HdlcSettings defaults = HdlcSettings.defaults();
        int responseMs = given.number("response", 10, 60_000, (int) defaults.responseTimeout().toMillis());
        return defaults
                .withSizes(given.number("frame", 32, 2_030, defaults.informationBytesMax()),
                        given.number("window", 1, 7, defaults.window()))
                .withResponse(Duration.ofMillis(responseMs), given.number("tries", 1, 10, defaults.tries()))
                .withPauses(defaults.octetTimeout(), defaults.pollPause(),
                        Duration.ofSeconds(given.number("alive", 1, 600, (int) defaults.keepAlive().toSeconds())));
    }
}
