package io.wattle.protocols.sts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.wattle.protocols.sts.value.StsChecks;
import java.math.BigInteger;
import java.util.HexFormat;

/**
 * How a token's 66 bits stand in the octet string of a meter's token gateway (COSEM class 115, method enter). Meters
 * differ, so that it is an option of the meter's model. Stateless.
 */
public enum TokenForm {
    /** Ten bytes of packed decimal digits: the usual form. */
    BCD10(10),
    /** Twenty ASCII digits. */
    ASCII20(20),
    /** Nine bytes of binary, most significant first, with six zero bits in front. */
    BIN9(9);

    private final int length;

    TokenForm(int length) {
        this.length = length;
    }

    /** How many bytes. */
    public int length() {
        return length;
    }

    /** The bytes; worth money, as the digits are. */
    public byte[] encode(TokenDigits token) {
        return switch (this) {
            case BCD10 -> HexFormat.of().parseHex(token.digits());
            case ASCII20 -> token.digits().getBytes(US_ASCII);
            case BIN9 -> binary(token.number());
        };
    }

    /**
     * From the bytes.
     *
     * @throws io.wattle.protocols.sts.value.BadStsValueException if they are not a token in this form
     */
    public TokenDigits decode(byte[] bytes) {
        StsChecks.require(bytes.length == length, "token", "must have " + length + " bytes as " + this + ", has "
                + bytes.length);
        return switch (this) {
            case BCD10 -> new TokenDigits(HexFormat.of().formatHex(bytes));
            case ASCII20 -> new TokenDigits(new String(bytes, US_ASCII));
            case BIN9 -> TokenDigits.of(new BigInteger(1, bytes));
        };
    }

    private byte[] binary(BigInteger number) {
        byte[] shortest = number.toByteArray(); // at most 9 bytes: 66 bits and a sign
        byte[] bytes = new byte[length];
        System.arraycopy(shortest, 0, bytes, length - shortest.length, shortest.length);
        return bytes;
    }
}
