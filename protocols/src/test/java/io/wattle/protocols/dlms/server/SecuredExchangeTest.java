package io.wattle.protocols.dlms.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.SharedKeys;
import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.apdu.AssociationRequest;
import io.wattle.protocols.dlms.apdu.ExceptionResponse;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.apdu.Referencing;
import io.wattle.protocols.dlms.apdu.ServiceReply;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.dlms.security.SecuritySuite;
import io.wattle.protocols.dlms.security.SecurityTerms;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever stands between client and meter can spoil an exchange on any terms that authenticate, and do no more. */
class SecuredExchangeTest {
    private static final List<String> AUTHENTICATED = List.of("auth=hls5", "auth=hls5&policy=authenticated",
            "auth=hls5&suite=2", "auth=lls&policy=both", "auth=hls6&policy=both", "auth=hls7",
            "ciphering=dedicated", "ciphering=general-glo", "ciphering=general-ded", "ciphering=general",
            "ciphering=general-wrapped", "ciphering=general-one-pass", "ciphering=general-static",
            "sign=yes&suite=2", "auth=hls7&policy=none&sign=yes");

    static List<String> authenticated() {
        return AUTHENTICATED;
    }

    @ParameterizedTest
    @MethodSource("authenticated")
    void shouldTakeNoReplyInWhichOneBitWasChanged(String parameters) {
        SecuredExchange exchange = exchange(parameters).associated();
        byte[] reply = exchange.meter.answer(exchange.ask()).apdu();
        for (int bit = 0; bit < 8 * reply.length; bit += step(parameters)) {
            // A gate that was shown a forged counter would refuse the true reply: the connection is over by then.
            byte[] forged = changed(reply, bit);
            assertThat(exchange.accept(forged)).as("bit %s", bit)
                    .matches(taken -> !(taken.orElse(null) instanceof ServiceReply.Got)
                            || exchange.gate.admit(forged, ApduTag.GET_RESPONSE).isPresent());
        }
        assertThat(exchange.take(reply)).get()
                .isInstanceOfSatisfying(ServiceReply.Got.class, got -> assertThat(got.results())
                        .containsExactly(new GetResult.Value(new CosemValue.Text("123456 kWh"))));
        exchange.ask();
        assertThat(exchange.take(reply)).as("replayed").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("authenticated")
    void shouldDoNothingForARequestInWhichOneBitWasChanged(String parameters) {
        SecuredExchange exchange = exchange(parameters).associated();
        byte[] request = exchange.askToAct(SecuredExchange.DISCONNECT, new CosemValue.Null());
        for (int bit = 0; bit < 8 * request.length; bit += step(parameters)) {
            exchange.meter.answer(changed(request, bit));
        }
        assertThat(exchange.acted).isZero();
        exchange.meter.answer(request);
        assertThat(exchange.acted).isOne();
    }

    @ParameterizedTest
    @MethodSource("authenticated")
    void shouldDoNothingTwice(String parameters) {
        SecurityTerms terms = DlmsAddress.terms(parameters);
        SecuredExchange exchange = exchange(parameters).associated();
        byte[] request = exchange.askToAct(SecuredExchange.DISCONNECT, new CosemValue.Null());
        exchange.meter.answer(request);
        exchange.meter.answer(request);
        // A signature alone does not count: that is why such terms do not fence instructions.
        assertThat(exchange.acted).isEqualTo(terms.fencesInstructions() ? 1 : 2);
    }

    @ParameterizedTest
    @MethodSource("authenticated")
    void shouldTakeNoReplyWithoutItsProtection(String parameters) {
        SecuredExchange exchange = exchange(parameters).associated();
        Answer answer = exchange.meter.answer(exchange.ask());
        assertThat(exchange.take(answer.plain())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth=hls5", "auth=hls5&policy=encrypted", "auth=lls&policy=both", "ciphering=dedicated",
            "ciphering=general-static", "sign=yes&suite=2"})
    void shouldEndOnlyForWhoShowsThatHeBeganIfHeShowsAnything(String parameters) {
        SecuredExchange exchange = releasing(parameters);
        byte[] old = exchange.codec.release();
        assertThat(exchange.take(exchange.meter.answer(exchange.ask()).apdu())).as("it is still open").isPresent();
        assertThat(ExceptionResponse.blamesCounter(exchange.meter.answer(old).apdu())).isTrue();
        byte[] left = exchange.meter.answer(exchange.codec.release()).apdu();
        assertThat(left[0] & 0xFF).isEqualTo(ApduTag.RELEASE_RESPONSE);
        assertThat(left.length).as("the meter shows who it is, too").isGreaterThan(20);
        assertThat(exchange.meter.answer(exchange.ask()).apdu()).isEqualTo(ExceptionResponse.notAllowed());

        SecuredExchange other = releasing(parameters);
        byte[] leave = other.codec.release();
        assertThat(AssociationRequest.releaseInformation(leave)).isPresent();
        if (DlmsAddress.terms(parameters).policy().authenticates()) {
            assertThat(other.meter.answer(changed(leave, 8 * leave.length - 1)).apdu())
                    .isEqualTo(ExceptionResponse.decipheringError());
        }
    }

    private static SecuredExchange releasing(String parameters) {
        SecurityTerms terms = DlmsAddress.terms(parameters);
        SharedKeys shared = SharedKeys.of(terms.suite());
        return new SecuredExchange(terms, shared.meter(), shared.client(), Referencing.LOGICAL_NAMES, true)
                .associated();
    }

    @ParameterizedTest
    @MethodSource("authenticated")
    void shouldAnswerWithNoMoreThanTheClientTakes(String parameters) {
        SecuredExchange exchange = exchange(parameters).associated();
        for (int bytes = SecuredExchange.APDU_BYTES_MAX - 560; bytes < SecuredExchange.APDU_BYTES_MAX; bytes += 3) {
            exchange.text = "x".repeat(bytes);
            assertThat(exchange.meter.answer(exchange.ask()).apdu().length).as("of %d", bytes)
                    .isLessThanOrEqualTo(SecuredExchange.APDU_BYTES_MAX);
        }
    }

    @ParameterizedTest
    @MethodSource("authenticated")
    void shouldNotAssociateWithOtherKeysOnEitherSide(String parameters) {
        SecurityTerms terms = DlmsAddress.terms(parameters);
        SharedKeys keys = SharedKeys.of(terms.suite());
        for (KeyUse use : List.of(KeyUse.ENCRYPTION, KeyUse.AUTHENTICATION)) {
            if (terms.needsGlobalKeys() && (use == KeyUse.AUTHENTICATION || terms.policy().encrypts())) {
                assertThat(new SecuredExchange(terms, keys.meter(), other(keys.client(), use)).associate()).isFalse();
                assertThat(new SecuredExchange(terms, other(keys.meter(), use), keys.client()).associate()).isFalse();
            }
        }
        if (terms.mechanism().hasPassword()) {
            assertThat(new SecuredExchange(terms, keys.meter(), other(keys.client(), KeyUse.PASSWORD)).associate())
                    .isFalse();
        }
        if (terms.suite().hasKeyPairs() && terms.mechanism().number() == 7) {
            DlmsKeys strangers = SharedKeys.of(terms.suite()).client();
            assertThat(new SecuredExchange(terms, keys.meter(), strangers).associate()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("authenticated")
    void shouldServeOnlyThoseWhoKeepToItsTerms(String parameters) {
        SecurityTerms terms = DlmsAddress.terms(parameters);
        SharedKeys keys = SharedKeys.of(terms.suite());
        SecuredExchange strict = new SecuredExchange(terms, keys.meter(), keys.client());
        for (String weaker : List.of("auth=none", "auth=lls", "auth=hls3", "auth=hls5&policy=none",
                "auth=hls5&policy=encrypted", "auth=none&policy=both")) {
            DlmsKeys shortKeys = terms.suite() == SecuritySuite.SUITE_2
                    ? SharedKeys.of(SecuritySuite.SUITE_0).client()
                    : keys.client();
            SecuredExchange lax = new SecuredExchange(DlmsAddress.terms(weaker), keys.meter(), shortKeys);
            strict.meter.answer(lax.codec.associate());
            strict.meter
                    .answer(new byte[] {(byte) ApduTag.ACTION_REQUEST, 1, 1, 0, 70, 0, 0, 96, 3, 10, (byte) 255, 1, 0});
            assertThat(strict.acted).as(weaker).isZero();
        }
    }

    @Property(tries = 400)
    void shouldSurviveWhateverComesToEitherSide(@ForAll @Size(max = 120) byte[] bytes,
            @ForAll @IntRange(max = 9) int kind, @ForAll boolean headed) {
        SecuredExchange exchange = exchange(AUTHENTICATED.get(kind)).associated();
        byte[] apdu = headed ? headed(exchange, bytes) : bytes.length == 0 ? new byte[] {0} : bytes;
        assertThat(exchange.meter.answer(apdu).apdu()).isNotEmpty();
        assertThat(exchange.acted).isZero();
        exchange.ask();
        assertThat(exchange.accept(apdu).filter(ServiceReply.Got.class::isInstance)).isEmpty();
        assertThat(exchange.take(apdu)).isEmpty();
        assertThat(exchange.codec.acceptProof(apdu)).isFalse();
    }

    /** What begins as a true message does. */
    private static byte[] headed(SecuredExchange exchange, byte[] bytes) {
        byte[] request = exchange.ask();
        int kept = Math.min(bytes.length, request.length - 1);
        System.arraycopy(bytes, 0, request, request.length - kept, kept);
        request[request.length - 1] ^= 1;
        return request;
    }

    private static SecuredExchange exchange(String parameters) {
        SecurityTerms terms = DlmsAddress.terms(parameters);
        SharedKeys keys = SharedKeys.of(terms.suite());
        return new SecuredExchange(terms, keys.meter(), keys.client());
    }

    /** Key pairs take milliseconds, and every bit of the rest is looked at by the quick ones. */
    private static int step(String parameters) {
        return DlmsAddress.terms(parameters).suite().hasKeyPairs() ? 13 : 1;
    }

    private static byte[] changed(byte[] apdu, int bit) {
        byte[] changed = apdu.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }

    private static DlmsKeys other(DlmsKeys keys, KeyUse changed) {
        Map<KeyUse, byte[]> all = new EnumMap<>(KeyUse.class);
        for (KeyUse use : KeyUse.values()) {
            Optional<byte[]> key = keys.find(use);
            key.ifPresent(bytes -> all.put(use, use == changed ? Arrays.copyOf(new byte[] {1}, bytes.length) : bytes));
        }
        return new DlmsKeys(all);
    }
}
