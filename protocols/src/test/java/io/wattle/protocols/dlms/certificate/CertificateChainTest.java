package io.wattle.protocols.dlms.certificate;

import static io.wattle.protocols.dlms.security.SecuritySuite.SUITE_1;
import static io.wattle.protocols.dlms.security.SecuritySuite.SUITE_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wattle.protocols.dlms.certificate.TestIssuer.Wanted;
import io.wattle.protocols.dlms.security.SecuritySuite;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Chains from a meter over authorities to a root, and what was revoked: which are believed, and what is said of the rest. */
class CertificateChainTest {
    private static final String TITLE = "4D4D4D0000000001";
    private static final Instant NOW = TestIssuer.NOW;
    private static final Duration DAY = Duration.ofDays(1);
    private static final TestIssuer ROOT = TestIssuer.root("root", SUITE_1);
    private static final TestIssuer SUB = ROOT.below(Wanted.authority("sub", SUITE_1, 0));
    private static final byte[] NONE = new byte[0];

    @ParameterizedTest
    @EnumSource(names = {"SUITE_1", "SUITE_2"})
    void shouldBelieveAMeterForWhomAnAuthorityOfARootVouches(SecuritySuite suite) {
        TestIssuer root = TestIssuer.root("root", suite);
        TestIssuer sub = root.below(Wanted.authority("sub", suite, TestIssuer.NO_PATH_LIMIT));
        TestIssuer lower = sub.below(Wanted.authority("lower", suite, 0));
        for (CertificateUse use : CertificateUse.values()) {
            byte[] meter = lower.issue(meter(suite).forUse(use == CertificateUse.SIGNING
                    ? TestIssuer.SIGNING
                    : TestIssuer.AGREEMENT));
            TrustAnchors anchors = TrustAnchors.parse(root.der(), all(lower.der(), sub.der()), NONE);
            assertThat(anchors.check(meter, use, TITLE, suite, NOW)).isInstanceOf(CertificateCheck.Trusted.class);
        }
    }

    @Test
    void shouldBelieveAnAuthorityOnTheStrongerCurveButNoneOnAWeakerOne() {
        TestIssuer strong = TestIssuer.root("strong", SUITE_2);
        TestIssuer sub = strong.below(Wanted.authority("sub", SUITE_1, 0));
        assertThat(check(TrustAnchors.parse(strong.der(), sub.der(), NONE), sub.issue(meter(SUITE_1))))
                .isInstanceOf(CertificateCheck.Trusted.class);
        byte[] ofSuite2 = sub.issue(meter(SUITE_2));
        assertThat(TrustAnchors.parse(strong.der(), sub.der(), NONE)
                .check(ofSuite2, CertificateUse.SIGNING, TITLE, SUITE_2, NOW)).isEqualTo(refused(
                        "has an authority CN=sub that holds a key that is not on the curve of suite 2"));
        assertThat(TrustAnchors.parse(ROOT.der(), NONE, NONE)
                .check(ROOT.issue(meter(SUITE_2)), CertificateUse.SIGNING, TITLE, SUITE_2, NOW)).isEqualTo(
                        refused("has a trust anchor that holds a key that is not on the curve of suite 2"));
        assertThat(reason(SUB.issue(meter(SUITE_2)))).isEqualTo("holds a key that is not on the curve of suite 1");
    }

    @Test
    void shouldNameWhatIsWrongWithWhichAuthority() {
        assertThat(reason(ROOT.below(Wanted.authority("old", SUITE_1, 0).during(NOW.minus(DAY), NOW.minusSeconds(9)))))
                .isEqualTo("has an authority CN=old that expired at 2026-11-22T11:59:51Z");
        assertThat(reason(ROOT.below(Wanted.authority("new", SUITE_1, 0).during(NOW.plusSeconds(9), NOW.plus(DAY)))))
                .isEqualTo("has an authority CN=new that is not valid before 2026-11-22T12:00:09Z");
        assertThat(reason(ROOT.below(Wanted.authority("meter", SUITE_1, -1))))
                .isEqualTo("has an authority CN=meter that may not sign certificates (basicConstraints)");
        assertThat(reason(ROOT.below(Wanted.authority("lister", SUITE_1, 0).forUse(TestIssuer.LISTS))))
                .isEqualTo("has an authority CN=lister that may not sign certificates (keyUsage)");
        assertThat(reason(ROOT.impostor().below(Wanted.authority("sub", SUITE_1, 0))))
                .isEqualTo("has an authority CN=sub that is not signed by CN=root, whom it names");
        assertThat(reason(TestIssuer.root("other", SUITE_1).below(Wanted.authority("sub", SUITE_1, 0))))
                .isEqualTo("has an authority CN=sub that was issued by CN=other, who is no trust anchor and has none");
        assertThat(reason(SUB.impostor().issue(meter(SUITE_1)))).isEqualTo("is not signed by CN=sub, whom it names");
    }

    @Test
    void shouldRefuseALongerWayThanAnAuthorityMayHaveOrAnybody() {
        TestIssuer lower = SUB.below(Wanted.authority("lower", SUITE_1, 0));
        assertThat(check(TrustAnchors.parse(ROOT.der(), all(SUB.der(), lower.der()), NONE),
                lower.issue(meter(SUITE_1)))).isEqualTo(refused(
                        "has an authority CN=lower that has more authorities below it than it may have (pathLenConstraint)"));
        TestIssuer last = ROOT;
        byte[] issuers = NONE;
        for (int depth = 1; depth <= CertificatePaths.AUTHORITIES_MAX + 1; depth++) {
            last = last.below(Wanted.authority("authority " + depth, SUITE_1, TestIssuer.NO_PATH_LIMIT));
            issuers = all(issuers, last.der());
            CertificateCheck check = check(TrustAnchors.parse(ROOT.der(), issuers, NONE), last.issue(meter(SUITE_1)));
            if (depth <= CertificatePaths.AUTHORITIES_MAX) {
                assertThat(check).as("%d authorities", depth).isInstanceOf(CertificateCheck.Trusted.class);
            } else {
                assertThat(check).isEqualTo(refused("has more than 4 authorities before its trust anchor"));
            }
        }
    }

    @Test
    void shouldFindAWayAmongAuthoritiesOfOneNameAndRoundNoCircle() {
        TestIssuer renewed = ROOT.below(Wanted.authority("sub", SUITE_1, 0));
        TrustAnchors both = TrustAnchors.parse(ROOT.der(), all(SUB.der(), renewed.der()), NONE);
        assertThat(check(both, SUB.issue(meter(SUITE_1)))).isInstanceOf(CertificateCheck.Trusted.class);
        assertThat(check(both, renewed.issue(meter(SUITE_1)))).isInstanceOf(CertificateCheck.Trusted.class);
        TestIssuer self = TestIssuer.root("self", SUITE_1);
        assertThat(check(TrustAnchors.parse(ROOT.der(), self.der(), NONE), self.issue(meter(SUITE_1)))).isEqualTo(
                refused("has an authority CN=self that was issued by CN=self, who is no trust anchor and has none"));
        assertThat(check(TrustAnchors.parse(SUB.der(), NONE, NONE), SUB.issue(meter(SUITE_1))))
                .as("one that is no root, believed like one")
                .isInstanceOf(CertificateCheck.Trusted.class);
    }

    @Test
    void shouldLookAtListsOfWhatWasRevokedOnceThereAreAny() {
        byte[] meter = SUB.issue(meter(SUITE_1));
        byte[] bySub = SUB.list(NOW.minus(DAY), NOW.plus(DAY));
        byte[] byRoot = ROOT.list(NOW.minus(DAY), NOW.plus(DAY));
        assertThat(check(listed(all(bySub, byRoot)), meter)).isInstanceOf(CertificateCheck.Trusted.class);
        byte[] one = SUB.issue(meter(SUITE_1));
        byte[] revoking = SUB.list(NOW.minus(DAY), NOW.plus(DAY), SUB.lastNumber());
        assertThat(check(listed(all(revoking, byRoot)), one))
                .isEqualTo(refused("was revoked by CN=sub at 2026-11-21T12:00:00Z"));
        assertThat(check(listed(all(revoking, byRoot)), meter)).isInstanceOf(CertificateCheck.Trusted.class);
        TestIssuer withdrawn = ROOT.below(Wanted.authority("withdrawn", SUITE_1, 0));
        byte[] lists = all(withdrawn.list(NOW.minus(DAY), NOW.plus(DAY)),
                ROOT.list(NOW.minus(DAY), NOW.plus(DAY), ROOT.lastNumber()));
        assertThat(check(TrustAnchors.parse(ROOT.der(), withdrawn.der(), lists), withdrawn.issue(meter(SUITE_1))))
                .isEqualTo(refused(
                        "has an authority CN=withdrawn that was revoked by CN=root at 2026-11-21T12:00:00Z"));
    }

    @Test
    void shouldRefuseWhatNoListInForceSpeaksOf() {
        byte[] meter = SUB.issue(meter(SUITE_1));
        byte[] byRoot = ROOT.list(NOW.minus(DAY), NOW.plus(DAY));
        assertThat(check(listed(byRoot), meter)).isEqualTo(refused("may be revoked: there is no list of CN=sub"));
        assertThat(check(listed(all(byRoot, SUB.list(NOW.minus(DAY), NOW.minusSeconds(3_600)))), meter))
                .isEqualTo(refused("may be revoked: the list of CN=sub ran out at 2026-11-22T11:00:00Z"));
        assertThat(check(listed(all(byRoot, SUB.impostor().list(NOW.minus(DAY), NOW.plus(DAY)))), meter))
                .isEqualTo(refused("may be revoked: the list of CN=sub is not one to go by"));
        assertThat(check(listed(SUB.list(NOW.minus(DAY), NOW.plus(DAY))), meter)).isEqualTo(
                refused("has an authority CN=sub that may be revoked: there is no list of CN=root"));
    }

    @Test
    void shouldTakeHostileBytesForNoCertificateAndNoFile() {
        byte[] meter = SUB.issue(meter(SUITE_1));
        TrustAnchors anchors = TrustAnchors.parse(ROOT.der(), SUB.der(), NONE);
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            byte[] changed = meter.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
            assertThat(check(anchors, changed)).as("round %d", round).isInstanceOf(CertificateCheck.Refused.class);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> TrustAnchors.parse(new byte[] {0x30, 1}, NONE, NONE))
                .withMessageStartingWith("trust anchors cannot be read");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustAnchors.parse(ROOT.der(), new byte[] {0x30, 1}, NONE))
                .withMessageStartingWith("issuing authorities cannot be read");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustAnchors.parse(ROOT.der(), NONE, new byte[] {0x30, 1}))
                .withMessageStartingWith("lists of revoked certificates cannot be read");
        assertThatIllegalArgumentException().isThrownBy(() -> TrustAnchors.parse(NONE, NONE, NONE))
                .withMessage("there must be one authority at least");
    }

    private static Wanted meter(SecuritySuite suite) {
        return Wanted.of(TITLE, suite, TestIssuer.SIGNING);
    }

    private static TrustAnchors listed(byte[] lists) {
        return TrustAnchors.parse(ROOT.der(), SUB.der(), lists);
    }

    private static CertificateCheck check(TrustAnchors anchors, byte[] meter) {
        return anchors.check(meter, CertificateUse.SIGNING, TITLE, SUITE_1, NOW);
    }

    private static String reason(TestIssuer issuer) {
        return reason(TrustAnchors.parse(ROOT.der(), issuer.der(), NONE), issuer.issue(meter(SUITE_1)));
    }

    private static String reason(byte[] meter) {
        return reason(TrustAnchors.parse(ROOT.der(), SUB.der(), NONE), meter);
    }

    private static String reason(TrustAnchors anchors, byte[] meter) {
        return ((CertificateCheck.Refused) check(anchors, meter)).reason();
    }

    private static CertificateCheck refused(String reason) {
        return new CertificateCheck.Refused(reason);
    }

    private static byte[] all(byte[]... files) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] file : files) {
            all.writeBytes(file);
        }
        return all.toByteArray();
    }
}
