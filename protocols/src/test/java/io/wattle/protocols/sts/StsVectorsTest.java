package io.wattle.protocols.sts;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wattle.protocols.sts.Token.MeterTest;
import io.wattle.protocols.sts.Token.Service;
import io.wattle.protocols.sts.cipher.StaTables;
import io.wattle.protocols.sts.cipher.TokenCipher;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.CurrencyCode;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.Luhn;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every public vector, to the last digit, there and back; the numbers make sure that none is passed over. */
class StsVectorsTest {
    private static final TokenCodec CODEC = new TokenCodec(TokenCipher.standard());
    private static final BigInteger HUNDRED_THOUSANDTHS = BigInteger.valueOf(100_000);
    /** Its source prints the first two tokens of a set of four. */
    private static final String HALF_A_SET = "N04-CTSA05-3";

    @Test
    void shouldHaveEveryVectorThatIsKnown() {
        Map<String, Long> kinds = StsVectors.all()
                .stream()
                .collect(groupingBy(vector -> vector.get("kind").asText(), counting()));

        assertThat(kinds).isEqualTo(Map.of("credit", 85L, "mgmt", 73L, "currency", 23L, "class1", 18L, "kct", 14L,
                "crc", 3L, "luhn", 3L, "misty1", 2L, "dk", 1L, "sta-sample", 1L));
        assertThat(StsVectors.all()).hasSize(223)
                .extracting(vector -> vector.get("id").asText())
                .doesNotHaveDuplicates();
        assertThat(StsVectors.all().stream().mapToInt(vector -> vector.get("tokens").size()).sum()).isEqualTo(238);
    }

    @Test
    void shouldMakeAndReadEveryCreditToken() {
        each("credit", 85, vector -> assertThereAndBack(vector, new Token.UnitCredit(service(vector, 0),
                vector.get("rnd").asInt(), StsVectors.tid(vector), AmountCode.atLeast(vector.get("units").asLong()))));
    }

    @Test
    void shouldMakeAndReadEveryCurrencyToken() {
        each("currency", 23, vector -> {
            BigInteger value = vector.get("base_units").bigIntegerValue().multiply(HUNDRED_THOUSANDTHS);
            assertThereAndBack(vector, new Token.CurrencyCredit(service(vector, 4), StsVectors.tid(vector),
                    CurrencyCode.atLeast(value)));
        });
    }

    @Test
    void shouldMakeAndReadEveryManagementToken() {
        each("mgmt", 73, vector -> assertThereAndBack(vector, management(vector)));
    }

    @Test
    void shouldMakeAndReadEveryTestToken() {
        DecoderKey any = new DecoderKey(EncryptionAlgorithm.EA07, new byte[8]);
        each("class1", 18, vector -> {
            MeterTest test = new MeterTest(List.of(MeterTest.Form.values()).get(vector.get("sub").asInt()),
                    vector.get("control").asLong(), vector.get("mfr").asInt());
            TokenDigits expected = new TokenDigits(tokens(vector).getFirst());
            assertThat(CODEC.encode(test)).as(id(vector)).isEqualTo(expected);
            assertThat(CODEC.decode(expected, any)).as(id(vector)).isEqualTo(new Decoded.Accepted(test));
        });
    }

    @Test
    void shouldMakeEveryKeyChangeAndPutItTogetherAgain() {
        each("kct", 14, vector -> {
            List<TokenDigits> expected = tokens(vector).stream().map(TokenDigits::new).toList();
            try (DecoderKey oldKey = StsVectors.decoderKey(vector.get("cfg"));
                    DecoderKey newKey = StsVectors.decoderKey(vector.get("new"))) {
                NewKeyTerms terms = NewKeyTerms.of(StsVectors.identity(vector.get("cfg")),
                        StsVectors.identity(vector.get("new")), new KeyExpiryNumber(vector.get("ken").asInt()),
                        expected.size() == 3);
                List<TokenDigits> made = KeyChange.tokens(CODEC, oldKey, newKey, terms);

                assertThat(terms.rollover()).as(id(vector)).isEqualTo(vector.get("ro").asInt() == 1);
                assertThat(made).as(id(vector)).startsWith(expected.toArray(TokenDigits[]::new));
                assertThat(made).as(id(vector)).hasSize(id(vector).equals(HALF_A_SET) ? 4 : expected.size());
                assertTogether(made, oldKey, newKey, terms);
            }
        });
    }

    @Test
    void shouldComputeEveryChecksum() {
        each("crc", 3, vector -> {
            long fifty = Long.parseLong(vector.get("data50").asText(), 16);
            TokenFields fields = new TokenFields((int) (fifty >>> 48), (int) (fifty >>> 44) & 0xF,
                    fifty & ((1L << 44) - 1));
            assertThat(fields.checksum()).as(id(vector)).isEqualTo(Integer.parseInt(vector.get("crc").asText(), 16));
        });
    }

    @Test
    void shouldComputeEveryCheckDigit() {
        each("luhn", 3, vector -> assertThat(Luhn.checkDigit(vector.get("digits").asText())).as(id(vector))
                .isEqualTo(vector.get("check").asInt()));
    }

    @Test
    void shouldDeriveEveryKey() {
        each("dk", 1, vector -> assertThat(StsVectors.decoderKey(vector.get("cfg")).bytes())
                .isEqualTo(HexFormat.of().parseHex(vector.get("dk").asText())));
    }

    @Test
    void shouldEncryptEveryBlockOfMisty1() {
        each("misty1", 2, vector -> {
            DecoderKey key = new DecoderKey(EncryptionAlgorithm.EA11,
                    HexFormat.of().parseHex(vector.get("key").asText()));
            long plain = Long.parseUnsignedLong(vector.get("plain").asText(), 16);
            long encrypted = Long.parseUnsignedLong(vector.get("cipher").asText(), 16);
            assertThat(TokenCipher.standard().encrypt(key, plain)).isEqualTo(encrypted);
            assertThat(TokenCipher.standard().decrypt(key, encrypted)).isEqualTo(plain);
        });
    }

    @Test
    void shouldEncryptWithTablesOfOnesOwn() {
        TokenCipher cipher = new TokenCipher(StaTables.parse(StsVectors.resource("sample-tables.txt")));
        each("sta-sample", 1, vector -> {
            DecoderKey key = new DecoderKey(EncryptionAlgorithm.EA07,
                    HexFormat.of().parseHex(vector.get("key").asText()));
            long block = Long.parseUnsignedLong(vector.get("block").asText(), 16);
            TokenDigits expected = TokenDigits.of(new BigInteger(vector.get("token66").asText(), 16));
            Token said = TokenReader.read(TokenFields.of(0, block)).orElseThrow();
            assertThat(new TokenCodec(cipher).encode(said, key)).isEqualTo(expected);
            assertThat(new TokenCodec(cipher).decode(expected, key)).isEqualTo(new Decoded.Accepted(said));
            assertThat(CODEC.decode(expected, key)).isInstanceOf(Decoded.Rejected.class);
        });
    }

    private static void each(String kind, int count, Consumer<JsonNode> check) {
        List<JsonNode> vectors = StsVectors.all()
                .stream()
                .filter(vector -> vector.get("kind").asText().equals(kind))
                .toList();
        assertThat(vectors).hasSize(count);
        vectors.forEach(check);
    }

    private static Token management(JsonNode vector) {
        int random = vector.get("rnd").asInt();
        int value = vector.get("value").asInt();
        TokenIdentifier tid = StsVectors.tid(vector);
        return switch (vector.get("sub").asInt()) {
            case 0 -> new Token.SetMaximumPower(random, tid, AmountCode.atLeast(value));
            case 1 -> new Token.ClearCredit(random, tid, value);
            case 5 -> new Token.ClearTamper(random, tid);
            case 6 -> new Token.SetMaximumUnbalance(random, tid, AmountCode.atLeast(value));
            case 7 -> new Token.SetWaterFactor(random, tid, value);
            case 10 -> new Token.ExtendedSet(random, tid, value >> 10, value & 0x3FF);
            default -> throw new AssertionError("no such vector was known: " + id(vector));
        };
    }

    private static void assertThereAndBack(JsonNode vector, Token token) {
        try (DecoderKey key = StsVectors.decoderKey(vector.get("cfg"))) {
            TokenDigits expected = new TokenDigits(tokens(vector).getFirst());
            assertThat(CODEC.encode(token, key)).as(id(vector)).isEqualTo(expected);
            assertThat(CODEC.decode(expected, key)).as(id(vector)).isEqualTo(new Decoded.Accepted(token));
        }
    }

    private static void assertTogether(List<TokenDigits> tokens, DecoderKey oldKey, DecoderKey newKey,
            NewKeyTerms terms) {
        KeyChangeSections sections = KeyChangeSections.none(newKey.encryption());
        for (TokenDigits digits : tokens) {
            assertThat(sections.progress()).isInstanceOf(KeyChangeSections.Progress.Missing.class);
            Decoded.Accepted accepted = (Decoded.Accepted) CODEC.decode(digits, oldKey);
            sections = sections.with((Token.KeySection) accepted.token());
        }
        KeyChangeSections.Progress.Complete whole = (KeyChangeSections.Progress.Complete) sections.progress();
        assertThat(whole.key().isSameAs(newKey)).isTrue();
        assertThat(whole.terms()).isEqualTo(terms);
    }

    private static Service service(JsonNode vector, int first) {
        return List.of(Service.values()).get(vector.get("sub").asInt() - first);
    }

    private static List<String> tokens(JsonNode vector) {
        List<String> tokens = new ArrayList<>();
        vector.get("tokens").forEach(token -> tokens.add(token.asText()));
        return tokens;
    }

    private static String id(JsonNode vector) {
        return vector.get("id").asText();
    }
}
