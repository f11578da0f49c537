package io.wattle.protocols.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TokenCodecTest {
    private static final TokenCipher CIPHER = TokenCipher.standard();
    private static final TokenCodec CODEC = new TokenCodec(CIPHER);
    private static final DecoderKey KEY = new DecoderKey(EncryptionAlgorithm.EA07, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    @Property(tries = 2000)
    void shouldReadBackEveryToken(@ForAll("tokens") Token token, @ForAll("keys") DecoderKey key) {
        TokenDigits digits = CODEC.encode(token, key);
        assertThat(CODEC.decode(digits, key)).isEqualTo(new Decoded.Accepted(token));
        assertThat(CODEC.decode(digits.grouped(), key)).isEqualTo(new Decoded.Accepted(token));
    }

    @Test
    void shouldHaveAKindOfTokenForEverySubclass() {
        Random any = new Random(1);
        assertThat(Token.class.getPermittedSubclasses()).hasSize(3); // the test token, and two families
        assertThat(TokenArbitraries.KINDS).hasSize(14)
                .allSatisfy(kind -> assertThat(TokenArbitraries.token(kind, any)).isInstanceOf(kind));
        assertThat(TokenArbitraries.KINDS.stream()
                .map(kind -> TokenArbitraries.token(kind, any))
                .filter(token -> token.tokenClass() == 2)
                .map(Token::subclass)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Property(tries = 2000)
    void shouldSurviveAny66Bits(@ForAll("numbers") BigInteger number, @ForAll("keys") DecoderKey key) {
        TokenDigits digits = TokenDigits.of(number);
        if (CODEC.decode(digits, key) instanceof Decoded.Accepted(Token token)) {
            assertThat(CODEC.encode(token, key)).isEqualTo(digits);
        }
    }

    @Property(tries = 1000)
    void shouldRejectAnyTextThatHappensToBeTyped(@ForAll String typed) {
        assertThat(CODEC.decode(typed, KEY)).isInstanceOf(Decoded.Rejected.class);
    }

    /**
     * Sixteen bits of checksum let one wrong token of 65 536 pass. Of 36 000 changed digits, then, about one, if at all;
     * the random numbers have a seed, so that it is the same count each time.
     */
    @ParameterizedTest
    @EnumSource(EncryptionAlgorithm.class)
    void shouldNoticeAWrongDigit(EncryptionAlgorithm encryption) {
        Random any = new Random(20_141_124);
        byte[] bytes = new byte[encryption.keyBytes()];
        any.nextBytes(bytes);
        DecoderKey key = new DecoderKey(encryption, bytes);
        int tried = 0;
        int accepted = 0;
        for (int i = 0; i < 200; i++) {
            Token token = TokenArbitraries.token(TokenArbitraries.KINDS.get(i % TokenArbitraries.KINDS.size()), any);
            String digits = CODEC.encode(token, key).digits();
            for (int place = 0; place < digits.length(); place++) {
                for (char wrong = '0'; wrong <= '9'; wrong++) {
                    if (wrong != digits.charAt(place)) {
                        String typed = digits.substring(0, place) + wrong + digits.substring(place + 1);
                        accepted += CODEC.decode(typed, key) instanceof Decoded.Accepted ? 1 : 0;
                        tried++;
                    }
                }
            }
        }
        assertThat(tried).isEqualTo(36_000);
        assertThat(accepted).isLessThanOrEqualTo(3);
    }

    @Test
    void shouldRefuseATokenForAnotherMeter() {
        DecoderKey other = new DecoderKey(EncryptionAlgorithm.EA07, new byte[8]);
        TokenDigits digits = CODEC.encode(new Token.ClearTamper(5, new TokenIdentifier(42)), other);
        assertRejected(CODEC.decode(digits, KEY), ResultCode.CRC_ERROR);
    }

    @ParameterizedTest
    @CsvSource({"'', 20 digits", "1234, 20 digits", "123456789012345678901, 20 digits",
            "73786976294838206464, larger than any", "99999999999999999999, larger than any",
            "1234 5678 9012 3456 789O, place 24", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠, place 1"})
    void shouldCallAFormatErrorWhatIsNoToken(String typed, String detail) {
        assertThat(CODEC.decode(typed, KEY)).isInstanceOfSatisfying(Decoded.Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo(ResultCode.FORMAT_ERROR);
            assertThat(rejected.detail()).contains(detail).doesNotContain("1234", "9999", "7378");
        });
    }

    @Test
    void shouldCallAFormatErrorTheReservedClass() {
        assertRejected(CODEC.decode(TokenDigits.of(BigInteger.valueOf(3L << 27)), KEY), ResultCode.FORMAT_ERROR);
    }

    @ParameterizedTest
    @CsvSource({"0, 8", "0, 15", "2, 11", "2, 15"})
    void shouldCallAFunctionErrorASubclassThatNobodyKnows(int tokenClass, int subclass) {
        assertRejected(CODEC.decode(sealed(new TokenFields(tokenClass, subclass, 77)), KEY),
                ResultCode.FUNCTION_ERROR);
    }

    @ParameterizedTest
    @CsvSource({"1, 8, register", "3, 0, KRN", "4, 429496729600, TI", "5, 1, padding"})
    void shouldCallARangeErrorAValueThatTheStandardDoesNotHave(int subclass, long data, String field) {
        Decoded decoded = CODEC.decode(sealed(new TokenFields(2, subclass, data)), KEY);
        assertRejected(decoded, ResultCode.RANGE_ERROR);
        assertThat(((Decoded.Rejected) decoded).detail()).startsWith(field);
    }

    @Test
    void shouldTakeTestsForAllAndForItsOwnManufacturerOnly() {
        TokenCodec meter = CODEC.forManufacturer(7);
        assertRejected(meter.decode(CODEC.encode(test(8)), KEY), ResultCode.MFR_CODE_ERROR);
        assertThat(meter.decode(CODEC.encode(test(7)), KEY)).isEqualTo(new Decoded.Accepted(test(7)));
        assertThat(meter.decode(CODEC.encode(test(0)), KEY)).isEqualTo(new Decoded.Accepted(test(0)));
        assertThat(CODEC.decode(CODEC.encode(test(8)), KEY)).isEqualTo(new Decoded.Accepted(test(8)));
    }

    @Test
    void shouldRefuseToMakeWhatTheStandardDoesNotHave() {
        TokenIdentifier tid = new TokenIdentifier(1);
        assertBad("RND", () -> new Token.ClearTamper(16, tid));
        assertBad("register", () -> new Token.ClearCredit(0, tid, 8));
        assertBad("rate", () -> new Token.SetTariffRate(0, tid, 0x1_0000));
        assertBad("index", () -> new Token.ExtendedSet(0, tid, 64, 0));
        assertBad("value", () -> new Token.ExtendedSet(0, tid, 0, 1024));
        assertBad("control", () -> new Token.MeterTest(Token.MeterTest.Form.LONG_CODE, 1L << 28, 0));
        assertBad("manufacturer code", () -> new Token.MeterTest(Token.MeterTest.Form.SHORT_CODE, 0, 256));
    }

    @Test
    void shouldHideWhatIsWorthMoney() {
        TokenDigits digits = CODEC.encode(new Token.ClearTamper(5, new TokenIdentifier(42)), KEY);
        assertThat(digits).hasToString("TokenDigits[hidden]");
        assertThat(new Token.KeySection4(123, 4567)).hasToString("KeySection4[hidden]");
        assertThat(new Token.KeySection3(4567)).hasToString("KeySection3[hidden]");
    }

    @Provide
    Arbitrary<Token> tokens() {
        return TokenArbitraries.tokens();
    }

    @Provide
    Arbitrary<DecoderKey> keys() {
        return TokenArbitraries.keys();
    }

    @Provide
    Arbitrary<BigInteger> numbers() {
        return Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TWO.pow(66).subtract(BigInteger.ONE));
    }

    private static Token.MeterTest test(int manufacturer) {
        return new Token.MeterTest(Token.MeterTest.Form.SHORT_CODE, 1, manufacturer);
    }

    /** As a token with a good checksum, whatever it holds. */
    private static TokenDigits sealed(TokenFields fields) {
        return TokenCodec.digits(fields.tokenClass(), CIPHER.encrypt(KEY, fields.block()));
    }

    private static void assertRejected(Decoded decoded, ResultCode code) {
        assertThat(decoded).isInstanceOfSatisfying(Decoded.Rejected.class,
                rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    private static void assertBad(String field, ThrowingCallable making) {
        assertThatExceptionOfType(BadStsValueException.class).isThrownBy(making)
                .satisfies(bad -> assertThat(bad.field()).isEqualTo(field));
    }
}
