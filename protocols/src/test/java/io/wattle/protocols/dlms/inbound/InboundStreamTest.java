package io.wattle.protocols.dlms.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.frame.Fcs16;
import io.wattle.protocols.dlms.frame.WrapperFrameEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is found among the bytes of a connection that a meter made, whatever it speaks. */
class InboundStreamTest {
    private static final byte[] PUSH = HexFormat.of().parseHex("0F000000010002010903534E35");
    private static final byte[] LOGIN = ModemMessage.login("SN5").write();
    private static final byte[] HEARTBEAT = ModemMessage.heartbeat("SN5").write();

    /** Login and heartbeat, in a wrapper and without, before, between and behind HDLC frames. */
    private static final byte[] MIXED = joined(LOGIN, wrapped(HEARTBEAT), unasked(PUSH), wrapped(HEARTBEAT), HEARTBEAT,
            unasked(PUSH), unasked(PUSH), HEARTBEAT);
    private static final List<String> IN_MIXED = List.of("login SN5", "heartbeat SN5", "1>1 " + hex(PUSH),
            "heartbeat SN5", "heartbeat SN5", "1>1 " + hex(PUSH), "1>1 " + hex(PUSH), "heartbeat SN5",
            "answered " + hex(ModemMessage.login("SN5").answer()),
            "answered " + hex(wrapped(ModemMessage.heartbeat("SN5").answer())),
            "answered " + hex(wrapped(ModemMessage.heartbeat("SN5").answer())),
            "answered " + hex(ModemMessage.heartbeat("SN5").answer()),
            "answered " + hex(ModemMessage.heartbeat("SN5").answer()));

    @Test
    void shouldFindModemsMessagesBetweenFramesInOnePiece() {
        assertThat(InboundStream.heard(List.of(MIXED))).isEqualTo(IN_MIXED);
    }

    @Test
    void shouldFindTheSameHoweverTheBytesAreSplitInThree() {
        for (int first = 1; first < MIXED.length - 1; first++) {
            for (int second = first + 1; second < MIXED.length; second += 7) {
                assertThat(InboundStream.heard(List.of(Arrays.copyOf(MIXED, first),
                        Arrays.copyOfRange(MIXED, first, second), Arrays.copyOfRange(MIXED, second, MIXED.length))))
                        .as("split at %d and %d", first, second)
                        .isEqualTo(IN_MIXED);
            }
        }
    }

    @Test
    void shouldFindTheSameByteByByte() {
        assertThat(InboundStream.heard(
                IntStream.range(0, MIXED.length).mapToObj(i -> Arrays.copyOfRange(MIXED, i, i + 1)).toList()))
                .isEqualTo(IN_MIXED);
    }

    @Test
    void shouldNotTakeAModemsMessageOutOfAFrameThatCarriesOne() {
        byte[] push = joined(PUSH, HEARTBEAT);
        assertThat(InboundStream.heard(List.of(unasked(PUSH), unasked(push))))
                .containsExactly("1>1 " + hex(PUSH), "1>1 " + hex(push));
    }

    @Test
    void shouldFindAFrameBehindWhatOnlyBeginsLikeAMessage() {
        byte[] heartbeatCutShort = Arrays.copyOf(HEARTBEAT, HEARTBEAT.length - 1);
        byte[] wrongCheck = HEARTBEAT.clone();
        wrongCheck[HEARTBEAT.length - 1]++;
        for (byte[] rubbish : List.of(new byte[] {0, 1, 0}, new byte[] {0x0A, 2, 32}, heartbeatCutShort, wrongCheck,
                wrapped(new byte[30]), new byte[] {0x7E, 0x7E, 0x0C, 1})) {
            assertThat(InboundStream.heard(List.of(unasked(PUSH), joined(rubbish, unasked(PUSH)))))
                    .as(hex(rubbish))
                    .containsExactly("1>1 " + hex(PUSH), "1>1 " + hex(PUSH));
        }
    }

    @Test
    void shouldStillTakeTheWrapperOnlyOfVersionOne() {
        assertThat(InboundStream.heard(List.of(HexFormat.of().parseHex("0002000100010001C0"))))
                .singleElement()
                .asString()
                .contains("version must be 1");
        assertThat(InboundStream.heard(List.of(wrapped(PUSH)))).containsExactly("1>1 " + hex(PUSH));
    }

    @Property(tries = 1_000)
    void shouldSurviveAnyBytesAndFindTheNextFrame(@ForAll @Size(max = 200) byte[] any) {
        byte[] frame = unasked(PUSH);
        // What begins like a frame is waited for until its length is there: then the rest of the same comes.
        byte[] enough = joined(Stream.generate(() -> frame).limit(100).toArray(byte[][]::new));
        assertThat(InboundStream.heard(List.of(frame, any, enough)).stream().filter(("1>1 " + hex(PUSH))::equals))
                .hasSizeGreaterThan(1);
        InboundStream.heard(List.of(any));
    }

    private static byte[] unasked(byte[] apdu) {
        ByteBuf out = Unpooled.buffer();
        int length = 7 + 3 + apdu.length + 2;
        out.writeByte(0x7E).writeShort(0xA000 | length).writeByte(3).writeByte(3).writeByte(0x13);
        out.writeShortLE(Fcs16.of(out, 1, 5));
        out.writeByte(0xE6).writeByte(0xE7).writeByte(0).writeBytes(apdu);
        out.writeShortLE(Fcs16.of(out, 1, length - 2));
        return ByteBufUtil.getBytes(out.writeByte(0x7E));
    }

    private static byte[] wrapped(byte[] payload) {
        ByteBuf out = Unpooled.buffer();
        WrapperFrameEncoder.write(new AddressedApdu(1, 1, payload), out);
        return ByteBufUtil.getBytes(out);
    }

    private static byte[] joined(byte[]... pieces) {
        List<Byte> all = new ArrayList<>();
        for (byte[] piece : pieces) {
            for (byte octet : piece) {
                all.add(octet);
            }
        }
        byte[] joined = new byte[all.size()];
        for (int i = 0; i < joined.length; i++) {
            joined[i] = all.get(i);
        }
        return joined;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
