package io.wattle.simulator.keypad;

import io.wattle.protocols.sts.KeyChangeSections;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.TariffIndex;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

/**
 * The sections of a key change as four numbers of 64 bits: the highest bit says that the section has come, the rest is
 * what it holds.
 */
final class SectionCodec {
    static final int BYTES = 4 * Long.BYTES;
    private static final long PRESENT = 1L << 63;

    private SectionCodec() {}

    static void encode(ByteBuffer out, KeyChangeSections sections) {
        put(out, sections.first()
                .map(one -> (long) one.expiryHigh() << 40 | (long) one.revision().number() << 36
                        | bit(one.rollover(), 35) | bit(one.threeTokens(), 34) | (long) one.type().number() << 32
                        | Integer.toUnsignedLong(one.key())));
        put(out, sections.second()
                .map(two -> (long) two.expiryLow() << 40 | (long) two.tariffIndex().number() << 32
                        | Integer.toUnsignedLong(two.key())));
        put(out, sections.third().map(Token.KeySection3::data));
        put(out, sections.fourth()
                .map(four -> (long) four.supplyGroupHigh() << 32
                        | Integer.toUnsignedLong(four.key())));
    }

    static KeyChangeSections decode(ByteBuffer in, EncryptionAlgorithm encryption) {
        return new KeyChangeSections(encryption,
                get(in, bits -> new Token.KeySection1(part(bits, 40, 4), new KeyRevisionNumber(part(bits, 36, 4)),
                        part(bits, 35, 1) == 1, part(bits, 34, 1) == 1, KeyType.of(part(bits, 32, 2)),
                        bits.intValue())),
                get(in, bits -> new Token.KeySection2(part(bits, 40, 4), new TariffIndex(part(bits, 32, 8)),
                        bits.intValue())),
                get(in, Token.KeySection3::new),
                get(in, bits -> new Token.KeySection4(part(bits, 32, 12), bits.intValue())));
    }

    private static void put(ByteBuffer out, Optional<Long> section) {
        out.putLong(section.map(bits -> bits | PRESENT).orElse(0L));
    }

    private static <T> Optional<T> get(ByteBuffer in, Function<Long, T> section) {
        long bits = in.getLong();
        return bits == 0 ? Optional.empty() : Optional.of(section.apply(bits & ~PRESENT));
    }

    private static long bit(boolean set, int place) {
        return set ? 1L << place : 0;
    }

    private static int part(long bits, int lowest, int count) {
        return (int) (bits >>> lowest) & ((1 << count) - 1);
    }
}
