package io.wattle.protocols.dlms.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published vectors, byte for byte, and each of them with one bit changed. */
class SecurityVectorsTest {
    private static final byte[] NO_CONTEXT = new byte[0];
    private static final int SERVICE_HEAD_BYTES = 2; // tag and length

    @ParameterizedTest
    @ValueSource(strings = {"table-40-authenticated", "table-40-encrypted", "table-40-both"})
    void shouldProtectAnApduAsTheGreenBookDoes(String name) {
        Vector vector = Vector.named(name);
        byte[] apdu = vector.bytes("apdu");
        byte[] body = Arrays.copyOfRange(apdu, SERVICE_HEAD_BYTES, apdu.length);
        MessagePolicy policy = MessagePolicy.valueOf(vector.text("policy"));
        assertThat(cipher(vector).protect(policy, vector.bytes("title"), counter(vector), NO_CONTEXT,
                vector.bytes("plain"))).isEqualTo(body);
        assertThat(cipher(vector).open(policy, vector.bytes("title"), NO_CONTEXT, body))
                .contains(vector.bytes("plain"));
        for (int bit = 0; bit < 8 * body.length; bit++) {
            byte[] changed = body.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(cipher(vector).open(policy, vector.bytes("title"), NO_CONTEXT, changed)
                    .filter(
                            plain -> policy.authenticates() || Arrays.equals(plain, vector.bytes("plain"))))
                    .as("bit %s", bit)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"table-43-client", "table-43-server"})
    void shouldProveAChallengeAsTheGreenBookDoes(String name) {
        Vector vector = Vector.named(name);
        HlsProof proof = new HlsProof(Mechanism.GMAC, vector.bytes("title"), new byte[8], vector.bytes("challenge"),
                new byte[8]);
        KeyRing ring = ring(vector);
        assertThat(proof.make(SecuritySuite.SUITE_0, ring, counter(vector))).isEqualTo(vector.bytes("proof"));
        assertThat(proof.isMadeBy(SecuritySuite.SUITE_0, ring, vector.bytes("proof"))).isTrue();
        assertThat(proof.isMadeBy(SecuritySuite.SUITE_0, ring, vector.bytes("challenge"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"table-c2-client", "table-c2-server", "table-c3"})
    void shouldAgreeOnTheKeysOfTheGreenBook(String name) {
        Vector vector = Vector.named(name);
        byte[] shared = new EllipticKeys(SecuritySuite.SUITE_1).agree(vector.bytes("secret"), vector.bytes("open"))
                .orElseThrow();
        assertThat(SymmetricKeys.derive(SecuritySuite.SUITE_1, shared, vector.bytes("sender"),
                vector.bytes("receiver"))).isEqualTo(vector.bytes("key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"table-c2-client", "table-c2-server", "nist-ecdh-p256"})
    void shouldShareTheSecretOfThePublishedPairs(String name) {
        Vector vector = Vector.named(name);
        EllipticKeys curve = new EllipticKeys(SecuritySuite.SUITE_1);
        assertThat(curve.agree(vector.bytes("secret"), vector.bytes("open"))).contains(vector.bytes("shared"));
        byte[] beside = vector.bytes("open");
        beside[63] ^= 1;
        assertThat(curve.agree(vector.bytes("secret"), beside)).isEmpty();
    }

    /**
     * Key, signature and ciphered text are as printed. The printed tag is not the one that the rule of Figure 84 gives, nor
     * any that other orders of the same fields give: it looks like a slip of the book.
     */
    @Test
    void shouldReadTheGeneralCipheringOfTheGreenBook() {
        Vector vector = Vector.named("table-41");
        ProtectedApdu.General apdu = (ProtectedApdu.General) ProtectedApdu.read(vector.bytes("apdu")).orElseThrow();
        KeyInfo.Agreed agreed = (KeyInfo.Agreed) apdu.key().orElseThrow();
        assertThat(agreed.scheme()).isEqualTo(KeyInfo.ONE_PASS);
        EllipticKeys curve = new EllipticKeys(SecuritySuite.SUITE_1);
        byte[] once = Arrays.copyOf(agreed.data(), 64);
        byte[] signature = Arrays.copyOfRange(agreed.data(), 64, 128);
        assertThat(curve.verify(vector.bytes("signer"), once, signature)).isTrue();
        byte[] shared = curve.agree(vector.bytes("agreement"), once).orElseThrow();
        byte[] key = SymmetricKeys.derive(SecuritySuite.SUITE_1, shared, apdu.from(), apdu.to());
        byte[] ours = new ApduCipher(SecuritySuite.SUITE_1, key, vector.bytes("authentication"))
                .protect(MessagePolicy.BOTH, apdu.from(), 0, apdu.head().bytes(), vector.bytes("plain"));
        int tagAt = ours.length - 12;
        assertThat(Arrays.copyOf(ours, tagAt)).isEqualTo(Arrays.copyOf(apdu.body(), tagAt));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rfc-3394-4.1", "rfc-3394-4.6"})
    void shouldWrapKeys(String name) {
        Vector vector = Vector.named(name);
        byte[] wrapped = SymmetricKeys.wrap(vector.bytes("master"), vector.bytes("key"));
        assertThat(wrapped).isEqualTo(vector.bytes("wrapped"));
        assertThat(SymmetricKeys.unwrap(vector.bytes("master"), wrapped)).contains(vector.bytes("key"));
        wrapped[3] ^= 1;
        assertThat(SymmetricKeys.unwrap(vector.bytes("master"), wrapped)).isEmpty();
        assertThat(SymmetricKeys.unwrap(vector.bytes("master"), new byte[7])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rfc-6979-p256", "rfc-6979-p384"})
    void shouldVerifySignatures(String name) {
        Vector vector = Vector.named(name);
        EllipticKeys curve = new EllipticKeys(
                name.endsWith("384") ? SecuritySuite.SUITE_2 : SecuritySuite.SUITE_1);
        assertThat(curve.verify(vector.bytes("open"), vector.bytes("message"), vector.bytes("signature"))).isTrue();
        byte[] changed = vector.bytes("signature");
        changed[5] ^= 1;
        assertThat(curve.verify(vector.bytes("open"), vector.bytes("message"), changed)).isFalse();
        assertThat(curve.verify(vector.bytes("open"), vector.bytes("message"), new byte[changed.length])).isFalse();
    }

    /** Each message opens with the keys of both sides, is made again byte for byte, and is nothing with any bit changed. */
    @ParameterizedTest
    @CsvSource({"ask,true,59,0101105E168412318B", "answer,false,5A,080006", "ask-get,true,1,C001C10008",
            "answer-get,false,1,C401C1",
            "ask-release,true,5A,0101105E168412318B", "answer-release,false,5B,080006"})
    void shouldHoldTheConversationThatWasHeldWithAMeter(String field, boolean clients, String counter, String begins) {
        Vector vector = Vector.named("gosem-dedicated");
        byte[] apdu = vector.bytes(field);
        byte[] plain = side(vector, !clients, 0).open(ProtectedApdu.read(apdu).orElseThrow()).orElseThrow();
        assertThat(HexFormat.of().withUpperCase().formatHex(plain)).startsWith(begins);
        Ciphering form = field.endsWith("-get") ? Ciphering.DEDICATED : Ciphering.GLOBAL;
        assertThat(side(vector, clients, Long.parseLong(counter, 16)).answer(form, MessagePolicy.BOTH, false, plain))
                .isEqualTo(apdu);
        for (int bit = 0; bit < 8 * apdu.length; bit++) {
            byte[] changed = apdu.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ProtectedApdu.read(changed).flatMap(side(vector, !clients, 0)::open)).as("bit %s", bit)
                    .isEmpty();
        }
    }

    private static MessageSecurity side(Vector vector, boolean client, long counter) {
        MessageSecurity side = new MessageSecurity(SecuritySuite.SUITE_0, MessagePolicy.BOTH, ring(vector),
                vector.bytes(client ? "client" : "meter"), () -> counter);
        side.meet(vector.bytes(client ? "meter" : "client"));
        side.dedicate(vector.bytes("dedicated"));
        return side;
    }

    private static ApduCipher cipher(Vector vector) {
        return new ApduCipher(SecuritySuite.SUITE_0, vector.bytes("encryption"), vector.bytes("authentication"));
    }

    private static KeyRing ring(Vector vector) {
        return KeyRing.of(new GlobalKeys(vector.bytes("encryption"), vector.bytes("authentication")));
    }

    private static long counter(Vector vector) {
        return Long.parseLong(vector.text("counter"), 16);
    }
}
