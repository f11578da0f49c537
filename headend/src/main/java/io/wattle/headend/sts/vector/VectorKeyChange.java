package io.wattle.headend.sts.vector;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.protocols.sts.KeyChange;
import io.wattle.protocols.sts.NewKeyTerms;
import io.wattle.protocols.sts.TokenCodec;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import java.util.List;
import java.util.Optional;

/** The whole set of tokens of a vector of kind kct. Stateless. */
final class VectorKeyChange {
    private static final int WITH_SUPPLY_GROUP = 3;

    private VectorKeyChange() {}

    static List<TokenDigits> tokens(TokenCodec codec, VectorFields vector) {
        VectorFields from = vector.inner("cfg");
        VectorFields to = vector.inner("new");
        try (DecoderKey oldKey = VectorKeys.decoderKey(from); DecoderKey newKey = VectorKeys.decoderKey(to)) {
            requireChange(vector, from, to);
            NewKeyTerms terms = terms(vector, from, to, newKey.encryption());
            return vector.checked("new", () -> KeyChange.tokens(codec, oldKey, newKey, terms));
        }
    }

    private static NewKeyTerms terms(VectorFields vector, VectorFields from, VectorFields to,
            EncryptionAlgorithm encryption) {
        KeyExpiryNumber expiry = new KeyExpiryNumber(vector.wholeIfThere("ken", 0, 255)
                .orElse((long) KeyExpiryNumber.NEVER.number())
                .intValue());
        boolean rollover = vector.has("ro")
                ? vector.truth("ro")
                : VectorKeys.baseDate(from) != VectorKeys.baseDate(to);
        Optional<SupplyGroupCode> told = isTold(vector, encryption)
                ? Optional.of(VectorKeys.supplyGroup(to))
                : Optional.empty();
        return new NewKeyTerms(VectorKeys.type(to), VectorKeys.revision(to), VectorKeys.tariffIndex(to), expiry,
                rollover, told);
    }

    /** What can be held against each other; a key that is given raw may say nothing of itself. */
    private static void requireChange(VectorFields vector, VectorFields from, VectorFields to) {
        if (isMeterKnown(from) && isMeterKnown(to) && !VectorKeys.pan(from).equals(VectorKeys.pan(to))) {
            throw vector.bad("new.pan", "must be the same before and after a key change");
        }
        if (from.has("kt") && !VectorKeys.type(from).mayBecome(VectorKeys.type(to))) {
            throw vector.bad("new.kt", VectorKeys.type(from) + " cannot change to " + VectorKeys.type(to));
        }
    }

    private static boolean isMeterKnown(VectorFields cfg) {
        return cfg.has("pan") || cfg.has("drn");
    }

    /** Whether the set names the supply group. For EA07 nothing else in a vector tells two tokens from three. */
    private static boolean isTold(VectorFields vector, EncryptionAlgorithm encryption) {
        return switch (encryption) {
            case EA11 -> {
                vector.wholeIfThere("sections", 4, 4);
                yield true;
            }
            case EA07 -> vector.wholeIfThere("sections", 2, WITH_SUPPLY_GROUP)
                    .map(count -> count == WITH_SUPPLY_GROUP)
                    .orElseGet(() -> {
                        JsonNode tokens = vector.object().path("tokens");
                        return tokens.isArray() && tokens.size() == WITH_SUPPLY_GROUP;
                    });
        };
    }
}
