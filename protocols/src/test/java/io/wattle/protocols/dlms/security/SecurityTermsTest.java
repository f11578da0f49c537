package io.wattle.protocols.dlms.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.protocols.dlms.SharedKeys;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecurityTermsTest {
    private static final int[] LENGTHS = {1, 70, 200, 40_000};

    /** A request is cut so that it fits into the meter's APDU once it is protected: too little said here, and it does not. */
    @ParameterizedTest
    @EnumSource(SecuritySuite.class)
    void shouldSayByHowMuchProtectionMakesAMessageLonger(SecuritySuite suite) {
        KeyRing keys = SharedKeys.of(suite).client().ring();
        for (Ciphering form : Ciphering.values()) {
            for (boolean signed : new boolean[] {false, true}) {
                boolean exists = (suite.hasKeyPairs() || !(signed || form.isAgreed()))
                        && !(signed && form.isServiceSpecific());
                for (int bytes : exists ? LENGTHS : new int[0]) {
                    SecurityTerms terms = new SecurityTerms(Mechanism.GMAC, suite, MessagePolicy.BOTH, form, signed);
                    int longer = sealed(terms, keys, bytes).length - bytes;
                    assertThat(longer).as("%s, %d bytes", terms, bytes).isLessThanOrEqualTo(terms.protectionBytes());
                    // And not much more: bytes given away are requests that need not be cut. Lengths are shorter, at times.
                    assertThat(longer).as("%s, %d bytes", terms, bytes)
                            .isGreaterThanOrEqualTo(terms.protectionBytes() - 12);
                }
            }
        }
    }

    private static byte[] sealed(SecurityTerms terms, KeyRing keys, int bytes) {
        MessageSecurity security = new MessageSecurity(terms.suite(), terms.policy(), keys, new byte[8], () -> 1);
        security.meet(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        security.dedicate(new byte[terms.suite().keyBytes()]);
        byte[] plain = new byte[bytes];
        IntStream.range(0, bytes).forEach(i -> plain[i] = (byte) 0xC0);
        return security.ask(terms.ciphering(), terms.policy(), terms.signed(), plain);
    }
}
