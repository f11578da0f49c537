package io.wattle.protocols.sts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.key.VendingKey;
import io.wattle.protocols.sts.key.VendingKeyKind;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Public test vectors; vectors-README.md beside the file says where they come from. */
final class StsVectors {
    private StsVectors() {}

    static List<JsonNode> all() {
        try {
            List<JsonNode> all = new ArrayList<>();
            new ObjectMapper().readTree(resource("vectors.json")).forEach(all::add);
            return all;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(StsVectors.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The key of the meter; given as it is, or made from the vending key. */
    static DecoderKey decoderKey(JsonNode cfg) {
        if (cfg.has("raw")) {
            return new DecoderKey(encryption(cfg), HexFormat.of().parseHex(cfg.get("raw").asText()));
        }
        KeyIdentity identity = identity(cfg);
        VendingKeyLabel label = new VendingKeyLabel(identity.supplyGroup(), identity.revision(), VendingKeyKind.VUDK,
                identity.baseDate(), identity.algorithm(), KeyExpiryNumber.NEVER);
        try (VendingKey key = new VendingKey(label, HexFormat.of().parseHex(cfg.get("vk").asText()))) {
            return key.decoderKey(identity);
        }
    }

    static KeyIdentity identity(JsonNode cfg) {
        return new KeyIdentity(new MeterPan(cfg.get("pan").asText()), new SupplyGroupCode(cfg.get("sgc").asText()),
                new TariffIndex(Integer.parseInt(cfg.get("ti").asText())),
                new KeyRevisionNumber(cfg.get("krn").asInt()), KeyType.of(cfg.get("kt").asInt()), baseDate(cfg),
                KeyGenerationAlgorithm.of("0" + cfg.get("dkga").asInt()), encryption(cfg));
    }

    /** From the date, which is in UTC, or as it stands there. */
    static TokenIdentifier tid(JsonNode vector) {
        if (vector.has("tid")) {
            return new TokenIdentifier(vector.get("tid").asInt());
        }
        LocalDateTime date = LocalDateTime.parse(vector.get("date").asText().replace(' ', 'T'));
        return TokenIdentifier.free(date.toInstant(ZoneOffset.UTC), baseDate(vector.get("cfg")), ZoneOffset.UTC);
    }

    private static BaseDate baseDate(JsonNode cfg) {
        return BaseDate.ofYear(cfg.get("bd").asInt());
    }

    private static EncryptionAlgorithm encryption(JsonNode cfg) {
        return EncryptionAlgorithm.of(cfg.get("ea").asInt() == 7 ? "07" : "11");
    }
}
