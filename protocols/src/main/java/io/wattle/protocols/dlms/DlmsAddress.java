package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.Referencing;
import io.wattle.protocols.dlms.inbound.InboundAsk;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.service.MethodOffsets;
import java.net.URI;
import java.util.Optional;

/**
 * Where a DLMS meter is, and how to speak to it: {@code dlms://host:port?client=1&server=1&auth=hls5&service=water} over
 * the TCP wrapper; {@code dlms+udp://host:port} over the wrapper on UDP; {@code dlms+hdlc://host:port?client=1&server=1&address=17} over HDLC on TCP; and
 * {@code dlms+serial:/dev/ttyUSB0?baud=9600&address=17} over HDLC on a serial port; {@code dlms-inbound:SERIAL}, and
 * {@code dlms-inbound:SERIAL?link=hdlc} over HDLC, on a connection that the meter makes.
 *
 * @param route which data link, and to where
 * @param client wrapper port or HDLC address of the client, 1..65535, over HDLC 1..127; 1 if not given
 * @param server wrapper port or upper HDLC address of the logical device, 1..65535, over HDLC 1..16383; 1 if not given
 * @param terms how both sides prove themselves and protect messages; what most meters have if not given
 * @param title the system title that the meter must give, 16 capital hexadecimal digits, if it is to be checked
 * @param utcOffsetMinutes how far the meter's local time is ahead of UTC, -840..840; used only while the meter's clock
 *        leaves its deviation unspecified, as many do; {@code utcoffset}, 0 if not given
 * @param model what the meter measures and where it keeps it, {@code service}, electricity if not given; and how it takes
 *        tokens, {@code token}, bcd10 if not given
 * @param shortNames for meters that name attributes and methods by numbers, {@code referencing=sn}: where the methods of
 *        each class stand, {@code methods}
 * @param pushed what its pushed values are, {@code push} and {@code pushscaler}, if it is not to say so itself
 * @param conformance services that are proposed to it: all that we have but those in {@code without}
 * @param protectedRelease whether it wants to see who ends an association, {@code release}
 */
public record DlmsAddress(DlmsRoute route, int client, int server, SecurityTerms terms, Optional<String> title,
        int utcOffsetMinutes, MeterModel model, Optional<MethodOffsets> shortNames, Optional<PushTemplate> pushed,
        int conformance, boolean protectedRelease) {

    /**
     * The terms that parameters name, such as {@code auth=hls7&suite=2}; the usual ones if there are none.
     *
     * @throws IllegalArgumentException naming the parameter that is wrong and what is allowed
     */
    public static SecurityTerms terms(String parameters) {
        return SecurityParameters.read(parameters);
    }

    /** The parameters that name these terms, such as {@code auth=hls5}. */
    public static String parameters(SecurityTerms terms) {
        return SecurityParameters.write(terms);
    }

    /**
     * A way to ask a meter who it is that dialled in and says nothing: {@code wrapper} or {@code hdlc}, and behind it
     * parameters of the data link as in its URI, such as {@code hdlc&address=17&width=4}.
     *
     * @throws IllegalArgumentException naming what is wrong and what is allowed
     */
    public static InboundAsk.Way way(String word) {
        return DlmsRoutes.way(word);
    }

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException naming the parameter that is wrong and what is allowed
     */
    public static DlmsAddress parse(URI uri) {
        DlmsParameters given = DlmsParameters.of(uri);
        var _ = given.wake(); // of no use here, but wrong is wrong
        int client = given.number("client", 1, given.isHdlc() ? 127 : 65_535);
        int server = given.number("server", 1, given.isHdlc() ? 16_383 : 65_535);
        return new DlmsAddress(DlmsRoutes.route(uri, given, server), client, server, given.terms(), given.title(),
                given.utcOffset(), given.model(), given.shortNames(), given.pushed(),
                given.conformance(), given.protectedRelease());
    }

    Referencing referencing() {
        return referencing(shortNames);
    }

    static Referencing referencing(Optional<MethodOffsets> shortNames) {
        return shortNames.isPresent() ? Referencing.SHORT_NAMES : Referencing.LOGICAL_NAMES;
    }
}
