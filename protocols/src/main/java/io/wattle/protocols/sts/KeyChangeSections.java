package io.wattle.protocols.sts;

import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.StsChecks;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The sections of a key change that a meter has so far, in any order; a section that comes again takes the place of the
 * one before. Immutable: {@link #with} makes another. How long an incomplete set is kept is for the meter to say, and
 * whether its key may change to that type too.
 *
 * @param encryption what the new key will encrypt with: tells three sections from four
 */
public record KeyChangeSections(EncryptionAlgorithm encryption, Optional<Token.KeySection1> first,
        Optional<Token.KeySection2> second, Optional<Token.KeySection3> third,
        Optional<Token.KeySection4> fourth) {
    private static final int THREE_TOKEN_PADDING_BITS = 20;

    /** What the sections come to. */
    public sealed interface Progress {

        /** Sections with these numbers, 1 to 4, have not come yet. */
        record Missing(List<Integer> sections) implements Progress {}

        /** All are there: the new key, which the receiver closes, and its terms. */
        record Complete(DecoderKey key, NewKeyTerms terms) implements Progress {}

        /** All are there, and hold something that the standard does not have: the key stays as it is. */
        record Refused(String field, String reason) implements Progress {}
    }

    /** None so far. */
    public static KeyChangeSections none(EncryptionAlgorithm encryption) {
        return new KeyChangeSections(encryption, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** With one more. */
    public KeyChangeSections with(Token.KeySection section) {
        return switch (section) {
            case Token.KeySection1 one -> new KeyChangeSections(encryption, Optional.of(one), second, third, fourth);
            case Token.KeySection2 two -> new KeyChangeSections(encryption, first, Optional.of(two), third, fourth);
            case Token.KeySection3 three ->
                new KeyChangeSections(encryption, first, second, Optional.of(three), fourth);
            case Token.KeySection4 four -> new KeyChangeSections(encryption, first, second, third, Optional.of(four));
        };
    }

    /** Whether the set is complete, and what it holds then. */
    public Progress progress() {
        List<Integer> missing = missing();
        if (!missing.isEmpty()) {
            return new Progress.Missing(missing);
        }
        try {
            Optional<SupplyGroupCode> supplyGroup = supplyGroup();
            return new Progress.Complete(key(), terms(supplyGroup));
        } catch (BadStsValueException unknown) {
            return new Progress.Refused(unknown.field(), unknown.reason());
        }
    }

    @Override
    public String toString() {
        return "KeyChangeSections[hidden]";
    }

    private List<Integer> missing() {
        boolean four = encryption == EncryptionAlgorithm.EA11;
        List<Integer> missing = new ArrayList<>();
        if (first.isEmpty()) {
            missing.add(1);
        }
        if (second.isEmpty()) {
            missing.add(2);
        }
        if (third.isEmpty() && (four || isThreeTokens())) {
            missing.add(3);
        }
        if (fourth.isEmpty() && four) {
            missing.add(4);
        }
        return List.copyOf(missing);
    }

    private boolean isThreeTokens() {
        return first.map(Token.KeySection1::threeTokens).orElse(false);
    }

    private Optional<SupplyGroupCode> supplyGroup() {
        long data = third.map(Token.KeySection3::data).orElse(0L);
        return switch (encryption) {
            case EA11 -> Optional.of(SupplyGroupCode.of(fourth.orElseThrow().supplyGroupHigh() << 12
                    | (int) (data >>> Integer.SIZE)));
            case EA07 -> {
                if (!isThreeTokens()) {
                    yield Optional.empty();
                }
                StsChecks.require(data % (1L << THREE_TOKEN_PADDING_BITS) == 0, "padding", "must be zero");
                yield Optional.of(SupplyGroupCode.of((int) (data >>> THREE_TOKEN_PADDING_BITS)));
            }
        };
    }

    private DecoderKey key() {
        ByteBuffer words = ByteBuffer.allocate(encryption.keyBytes()).putInt(first.orElseThrow().key());
        if (encryption == EncryptionAlgorithm.EA11) {
            words.putInt((int) third.orElseThrow().data()).putInt(fourth.orElseThrow().key());
        }
        words.putInt(second.orElseThrow().key());
        DecoderKey key = new DecoderKey(encryption, words.array());
        Arrays.fill(words.array(), (byte) 0);
        return key;
    }

    private NewKeyTerms terms(Optional<SupplyGroupCode> supplyGroup) {
        Token.KeySection1 one = first.orElseThrow();
        Token.KeySection2 two = second.orElseThrow();
        return new NewKeyTerms(one.type(), one.revision(), two.tariffIndex(),
                new KeyExpiryNumber(one.expiryHigh() << 4 | two.expiryLow()), one.rollover(), supplyGroup);
    }
}
