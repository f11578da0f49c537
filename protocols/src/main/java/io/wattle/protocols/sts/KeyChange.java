package io.wattle.protocols.sts;

import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.StsChecks;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A set of key change tokens: two for an EA07 key, three if the meter holds its supply group, four for an EA11 key.
 * Encrypted under the old key, and entered before the first token under the new one. Stateless.
 */
public final class KeyChange {
    private KeyChange() {}

    /**
     * The tokens, first section first; a meter takes them in any order.
     *
     * @throws io.wattle.protocols.sts.value.BadStsValueException if the new key is for EA11 and the supply group is not
     *         named
     */
    public static List<TokenDigits> tokens(TokenCodec codec, DecoderKey oldKey, DecoderKey newKey, NewKeyTerms terms) {
        return sections(newKey, terms).stream().map(section -> codec.encode(section, oldKey)).toList();
    }

    /** What those tokens say. */
    public static List<Token.KeySection> sections(DecoderKey newKey, NewKeyTerms terms) {
        byte[] key = newKey.bytes();
        ByteBuffer words = ByteBuffer.wrap(key);
        try {
            return switch (newKey.encryption()) {
                case EA07 -> Stream.concat(
                        Stream.of(first(terms, terms.supplyGroup().isPresent(), words.getInt(0)),
                                second(terms, words.getInt(Integer.BYTES))),
                        terms.supplyGroup().stream().map(group -> new Token.KeySection3((long) group.number() << 20)))
                        .toList();
                case EA11 -> four(terms, words);
            };
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** The key's second and third word travel in the third and fourth token, its last in the second. */
    private static List<Token.KeySection> four(NewKeyTerms terms, ByteBuffer words) {
        StsChecks.require(terms.supplyGroup().isPresent(), "SGC", "must be named in a key change to EA 11");
        int group = terms.supplyGroup().map(SupplyGroupCode::number).orElseThrow();
        long third = (long) (group & 0xFFF) << 32 | Integer.toUnsignedLong(words.getInt(4));
        return List.of(first(terms, false, words.getInt(0)), second(terms, words.getInt(12)),
                new Token.KeySection3(third), new Token.KeySection4(group >> 12, words.getInt(8)));
    }

    private static Token.KeySection first(NewKeyTerms terms, boolean threeTokens, int key) {
        return new Token.KeySection1(terms.expiry().number() >> 4, terms.revision(), terms.rollover(), threeTokens,
                terms.type(), key);
    }

    private static Token.KeySection second(NewKeyTerms terms, int key) {
        return new Token.KeySection2(terms.expiry().number() & 0xF, terms.tariffIndex(), key);
    }
}
