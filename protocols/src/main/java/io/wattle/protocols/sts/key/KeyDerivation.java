package io.wattle.protocols.sts.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.KeyType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** The two decoder key generation algorithms, as the compliance vectors of STS 531 show them. Stateless. */
final class KeyDerivation {
    private static final int FIELDS = 4; // each of label and context has four
    private static final int SEPARATOR = 0;

    private KeyDerivation() {}

    /** DES(VK, X) xor X xor VK, where X is PANBlock xor CONTROLBlock; parity bits of VK take part in the last xor. */
    static byte[] dkga02(byte[] vendingKey, KeyIdentity identity) {
        byte[] block = xor(HexFormat.of().parseHex(panBlock(identity)),
                HexFormat.of().parseHex(controlBlock(identity)));
        byte[] encrypted = Primitives.des(vendingKey, block);
        return xor(xor(encrypted, block), vendingKey);
    }

    /** The first bytes of one HMAC over label, context and length. */
    static byte[] dkga04(byte[] vendingKey, KeyIdentity identity) {
        if (identity.type() == KeyType.DCTK) {
            throw new BadStsValueException("KT",
                    "DCTK is not supported with DKGA 04: which PAN its key has is not public");
        }
        int keyBytes = identity.encryption().keyBytes();
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.write(FIELDS);
        field(message, identity.algorithm().digits());
        field(message, identity.baseDate().digits());
        field(message, identity.encryption().digits());
        field(message, identity.tariffIndex().digits());
        message.write(SEPARATOR);
        message.write(FIELDS);
        field(message, identity.supplyGroup().digits());
        field(message, String.valueOf(identity.type().number()));
        field(message, identity.revision().toString());
        field(message, identity.pan().digits());
        message.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(keyBytes * Byte.SIZE).array());
        byte[] whole = Primitives.hmacSha256(vendingKey, message.toByteArray());
        byte[] key = Arrays.copyOf(whole, keyBytes);
        Primitives.wipe(whole);
        return key;
    }

    /** The 16 digits left of the PAN's check digit; a key common to the group has zeros for the meter's own. */
    private static String panBlock(KeyIdentity identity) {
        String digits = identity.pan().digits();
        int end = digits.length() - 1;
        String issuer = identity.pan().iin().substring(1);
        return identity.type() == KeyType.DCTK
                ? issuer + "0".repeat(end - 1 - issuer.length())
                : digits.substring(1, end);
    }

    private static String controlBlock(KeyIdentity identity) {
        return identity.type().number() + identity.supplyGroup().digits() + identity.tariffIndex().digits()
                + identity.revision() + "FFFFFF";
    }

    private static void field(ByteArrayOutputStream message, String text) {
        message.write(text.length());
        message.writeBytes(text.getBytes(US_ASCII));
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] both = new byte[one.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = (byte) (one[i] ^ other[i]);
        }
        return both;
    }
}
