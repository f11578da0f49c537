package io.wattle.headend.sts.vector;

import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.key.VendingKey;
import io.wattle.protocols.sts.key.VendingKeyKind;
import io.wattle.protocols.sts.key.VendingKeyLabel;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.DecoderReferenceNumber;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import java.util.Arrays;

/** What a vector says of a meter's key, in {@code cfg} or {@code new}. Stateless. */
final class VectorKeys {
    private VectorKeys() {}

    /** The key: as it stands in {@code raw}, or made from the vending key. The receiver closes it. */
    static DecoderKey decoderKey(VectorFields cfg) {
        if (cfg.has("raw")) {
            EncryptionAlgorithm encryption = encryption(cfg);
            byte[] raw = cfg.bytes("raw");
            try {
                return cfg.checked("raw", () -> new DecoderKey(encryption, raw));
            } finally {
                Arrays.fill(raw, (byte) 0);
            }
        }
        KeyIdentity identity = identity(cfg);
        VendingKeyLabel label = new VendingKeyLabel(identity.supplyGroup(), identity.revision(),
                kind(cfg, identity.type()), identity.baseDate(), identity.algorithm(), KeyExpiryNumber.NEVER);
        byte[] bytes = cfg.bytes("vk");
        try (VendingKey key = cfg.checked("vk", () -> new VendingKey(label, bytes))) {
            return cfg.checked("kt", () -> key.decoderKey(identity));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Which key it is. */
    static KeyIdentity identity(VectorFields cfg) {
        MeterPan pan = pan(cfg);
        SupplyGroupCode supplyGroup = supplyGroup(cfg);
        TariffIndex tariffIndex = tariffIndex(cfg);
        KeyRevisionNumber revision = revision(cfg);
        KeyType type = type(cfg);
        BaseDate baseDate = baseDate(cfg);
        KeyGenerationAlgorithm algorithm = cfg.parsed("dkga",
                text -> KeyGenerationAlgorithm.of(twoDigits(text)));
        EncryptionAlgorithm encryption = encryption(cfg);
        return cfg.checked("ea", () -> new KeyIdentity(pan, supplyGroup, tariffIndex, revision, type, baseDate,
                algorithm, encryption));
    }

    /** The PAN in {@code pan}, or that of the DRN in {@code drn}. */
    static MeterPan pan(VectorFields cfg) {
        if (!cfg.has("drn")) {
            return cfg.parsed("pan", MeterPan::new);
        }
        MeterPan ofDrn = cfg.parsed("drn", digits -> MeterPan.of(new DecoderReferenceNumber(digits)));
        if (cfg.has("pan") && !cfg.parsed("pan", MeterPan::new).equals(ofDrn)) {
            throw cfg.bad("drn", "is not that of the pan");
        }
        return ofDrn;
    }

    static KeyType type(VectorFields cfg) {
        return KeyType.of((int) cfg.whole("kt", 0, 3));
    }

    static KeyRevisionNumber revision(VectorFields cfg) {
        return new KeyRevisionNumber((int) cfg.whole("krn", 1, 9));
    }

    static TariffIndex tariffIndex(VectorFields cfg) {
        return new TariffIndex((int) cfg.whole("ti", 0, 99));
    }

    /** Six digits, or the number that they are. */
    static SupplyGroupCode supplyGroup(VectorFields cfg) {
        return cfg.isNumber("sgc")
                ? SupplyGroupCode.of((int) cfg.whole("sgc", 0, 999_999))
                : cfg.parsed("sgc", SupplyGroupCode::new);
    }

    /** A year, of four digits or of two. */
    static BaseDate baseDate(VectorFields cfg) {
        return switch (cfg.text("bd")) {
            case "1993", "93" -> BaseDate.BD1993;
            case "2014", "14" -> BaseDate.BD2014;
            case "2035", "35" -> BaseDate.BD2035;
            default -> throw cfg.bad("bd", "must be 1993, 2014 or 2035");
        };
    }

    private static EncryptionAlgorithm encryption(VectorFields cfg) {
        return cfg.parsed("ea", text -> EncryptionAlgorithm.of(twoDigits(text)));
    }

    private static VendingKeyKind kind(VectorFields cfg, KeyType type) {
        return switch (type) {
            case DITK -> throw cfg.bad("kt",
                    "0 (DITK) is put in by the manufacturer and not made from a vending key; give it as raw");
            case DDTK -> VendingKeyKind.VDDK;
            case DUTK -> VendingKeyKind.VUDK;
            case DCTK -> VendingKeyKind.VCDK;
        };
    }

    private static String twoDigits(String text) {
        return text.length() == 1 ? "0" + text : text;
    }
}
