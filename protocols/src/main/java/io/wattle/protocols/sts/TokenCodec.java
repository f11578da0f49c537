package io.wattle.protocols.sts;

import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.StsChecks;
import java.util.OptionalInt;

/**
 * Makes twenty digits of a token and a meter's key, and reads them again. Immutable: keeps no key and remembers no token.
 *
 * <p>The 66 bits: subclass, 44 bits of data and checksum are encrypted (but for class 1); the two bits of the class are
 * then put into places 28 and 27, and what stood there goes to the front.
 */
public final class TokenCodec {
    private static final int TEST_CLASS = 1;
    private static final int RESERVED_CLASS = 3;
    private final TokenCipher cipher;
    private final OptionalInt manufacturer;

    /** A codec that reads test tokens for meters of any manufacturer. */
    public TokenCodec(TokenCipher cipher) {
        this(cipher, OptionalInt.empty());
    }

    private TokenCodec(TokenCipher cipher, OptionalInt manufacturer) {
        this.cipher = cipher;
        this.manufacturer = manufacturer;
    }

    /** The same, but refusing test tokens for other manufacturers' meters; code 0 in a token is for all. */
    public TokenCodec forManufacturer(int code) {
        StsChecks.requireRange("manufacturer code", code, 0, 0xFFFF);
        return new TokenCodec(cipher, OptionalInt.of(code));
    }

    /** The token for the meter with this key. */
    public TokenDigits encode(Token token, DecoderKey key) {
        return token instanceof Token.MeterTest test
                ? encode(test)
                : encrypted(TokenWriter.fields(token), key);
    }

    /** A test token, which is not encrypted: the same for every meter. */
    public TokenDigits encode(Token.MeterTest test) {
        return digits(TEST_CLASS, TokenWriter.fields(test).block());
    }

    /** What was typed at the meter with this key; never throws for what is typed. */
    public Decoded decode(String typed, DecoderKey key) {
        try {
            return decode(TokenDigits.parse(typed), key);
        } catch (BadStsValueException unreadable) {
            return new Decoded.Rejected(ResultCode.FORMAT_ERROR, unreadable.sentence());
        }
    }

    /** What the token says to the meter with this key. */
    public Decoded decode(TokenDigits digits, DecoderKey key) {
        int tokenClass = digits.tokenClass();
        if (tokenClass == RESERVED_CLASS) {
            return new Decoded.Rejected(ResultCode.FORMAT_ERROR, "token class 3 is reserved");
        }
        long block = TokenBits.block(digits.number());
        return checked(tokenClass, tokenClass == TEST_CLASS ? block : cipher.decrypt(key, block));
    }

    private Decoded checked(int tokenClass, long block) {
        TokenFields fields = TokenFields.of(tokenClass, block);
        if (fields.block() != block) {
            return new Decoded.Rejected(ResultCode.CRC_ERROR, "mistyped, or made for another key");
        }
        try {
            return TokenReader.read(fields)
                    .map(this::judged)
                    .orElseGet(() -> new Decoded.Rejected(ResultCode.FUNCTION_ERROR, "class " + tokenClass
                            + " has no subclass " + fields.subclass() + " that is known"));
        } catch (BadStsValueException unknown) {
            return new Decoded.Rejected(ResultCode.RANGE_ERROR, unknown.sentence());
        }
    }

    private Decoded judged(Token token) {
        boolean foreign = token instanceof Token.MeterTest test && test.manufacturer() != 0
                && manufacturer.isPresent() && test.manufacturer() != manufacturer.getAsInt();
        return foreign
                ? new Decoded.Rejected(ResultCode.MFR_CODE_ERROR, "a test for another manufacturer's meters")
                : new Decoded.Accepted(token);
    }

    private TokenDigits encrypted(TokenFields fields, DecoderKey key) {
        return digits(fields.tokenClass(), cipher.encrypt(key, fields.block()));
    }

    /** The digits of a block that is encrypted already, if its class is. */
    static TokenDigits digits(int tokenClass, long block) {
        return TokenDigits.of(TokenBits.sixtySix(tokenClass, block));
    }
}
