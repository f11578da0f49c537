package io.wattle.protocols.dlms.apdu;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.push.Notification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** APDUs that others have published: read as they are meant, written again byte for byte, and refused when they are damaged. */
class PublishedApdusTest {
    private static final int BARE_BYTES = 4; // of an ACTION response that ends with its result
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** One line of published.csv. */
    record Published(String name, String kind, byte[] apdu, String says) {
        static Published of(String line) {
            String[] fields = line.split("\\|", -1);
            return new Published(fields[0], fields[1], HEX.parseHex(fields[2]), fields[3]);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Published> published() throws IOException {
        try (InputStream in = Objects.requireNonNull(PublishedApdusTest.class.getResourceAsStream("published.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .skip(1)
                    .filter(line -> !line.startsWith("#"))
                    .map(Published::of)
                    .toList();
        }
    }

    @Test
    void shouldHaveSomeOfEachKind() throws IOException {
        assertThat(published()).hasSize(41);
        assertThat(published().stream().map(Published::kind).distinct()).containsExactlyInAnyOrder("aarq", "aare",
                "initiate-request", "initiate-response", "request", "reply", "push");
    }

    @ParameterizedTest
    @MethodSource("published")
    void shouldSayWhatIsMeant(Published one) {
        assertThat(said(one.kind(), one.apdu())).contains(one.says());
    }

    /** Not replies, which a meter writes piece by piece; nor a quality of service, nor FF for true, which we never say. */
    static List<Published> whatWeWriteToo() throws IOException {
        return published().stream()
                .filter(one -> !one.kind().equals("reply") && !one.name().endsWith("-quality")
                        && !one.name().endsWith("-boolean"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("whatWeWriteToo")
    void shouldBeWrittenAgainByteForByte(Published one) {
        assertThat(HEX.formatHex(written(one.kind(), one.apdu()).orElseThrow())).isEqualTo(HEX.formatHex(one.apdu()));
    }

    /** What is cut short, goes on behind its end, or has another tag is none, and nothing throws. */
    @ParameterizedTest
    @MethodSource("published")
    void shouldBeNothingOnceItIsDamaged(Published one) {
        for (int length = 0; length < one.apdu().length; length++) {
            if (one.kind().equals("reply") && one.apdu()[0] == (byte) ApduTag.ACTION_RESPONSE && length == BARE_BYTES) {
                continue; // some meters leave out the flag that says that nothing is returned
            }
            assertThat(said(one.kind(), Arrays.copyOf(one.apdu(), length))).as("%s bytes", length).isEmpty();
        }
        assertThat(said(one.kind(), Arrays.copyOf(one.apdu(), one.apdu().length + 1))).as("a byte more").isEmpty();
        byte[] another = one.apdu().clone();
        another[0] ^= 0x10;
        assertThat(said(one.kind(), another)).as("another tag").isEmpty();
    }

    /** In words; empty if it is not of that kind. */
    private static Optional<String> said(String kind, byte[] apdu) {
        return switch (kind) {
            case "aarq" -> AssociationRequest.read(apdu)
                    .map(aarq -> "context " + aarq.context() + ", mechanism " + aarq.mechanism() + hex("title",
                            aarq.title()) + hex("challenge", aarq.challenge())
                            + hex("initiate", Optional.of(aarq.userInformation())));
            case "aare" -> AssociationResponse.read(apdu)
                    .map(aare -> "context " + aare.context() + ", result " + aare.result() + ", diagnostic "
                            + aare.diagnostic() + ", mechanism " + aare.mechanism() + hex("title", aare.title())
                            + hex("challenge", aare.challenge()) + hex("initiate", aare.userInformation()));
            case "initiate-request" -> Initiate.readRequest(apdu, _ -> true).map(PublishedApdusTest::words);
            case "initiate-response" ->
                Initiate.readResponse(apdu, Referencing.LOGICAL_NAMES).map(PublishedApdusTest::words);
            case "request" -> Optional.of(ServiceRequest.read(apdu))
                    .filter(request -> !(request instanceof ServiceRequest.Malformed))
                    .map(PublishedApdusTest::words);
            case "reply" -> Optional.of(ServiceReply.read(apdu))
                    .filter(reply -> !(reply instanceof ServiceReply.Malformed))
                    .map(PublishedApdusTest::words);
            case "push" -> Notification.read(apdu).map(Object::toString);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** The same, read and written. */
    private static Optional<byte[]> written(String kind, byte[] apdu) {
        return switch (kind) {
            case "aarq" -> AssociationRequest.read(apdu).map(AssociationRequest::write);
            case "aare" -> AssociationResponse.read(apdu).map(AssociationResponse::write);
            case "initiate-request" -> {
                List<byte[]> keys = new ArrayList<>();
                yield Initiate.readRequest(apdu, keys::add)
                        .map(read -> read.writeRequest(keys.stream().findFirst()));
            }
            case "initiate-response" ->
                Initiate.readResponse(apdu, Referencing.LOGICAL_NAMES).map(Initiate::writeResponse);
            case "request" -> Optional.of(ServiceRequestWriter.write(ServiceRequest.read(apdu)));
            case "push" -> Notification.read(apdu).map(Notification::write);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static String words(Initiate initiate) {
        return "conformance %06X, %d bytes".formatted(initiate.conformance(), initiate.apduBytesMax());
    }

    private static String words(ServiceRequest request) {
        return request instanceof ServiceRequest.FirstBlock(int id, int tag, boolean list, byte[] head, RequestBlock(boolean last, long number, byte[] bytes))
                ? "FirstBlock %d of %02X, list %s, %s, last %s, number %d, %s".formatted(id, tag, list,
                        HEX.formatHex(head), last, number, HEX.formatHex(bytes))
                : request.toString();
    }

    private static String words(ServiceReply reply) {
        return reply instanceof ServiceReply.Block(int id, boolean last, long number, byte[] bytes)
                ? "Block of %d, last %s, number %d, %s".formatted(id, last, number, HEX.formatHex(bytes))
                : reply.toString();
    }

    private static String hex(String word, Optional<byte[]> bytes) {
        return bytes.map(some -> ", " + word + " " + HEX.formatHex(some)).orElse("");
    }
}
