package io.wattle.headend.sts.software;

import static io.wattle.headend.sts.StsTestKeys.DEFAULT;
import static io.wattle.headend.sts.StsTestKeys.DES;
import static io.wattle.headend.sts.StsTestKeys.EXPIRED;
import static io.wattle.headend.sts.StsTestKeys.UNIQUE;
import static io.wattle.headend.sts.StsTestKeys.meter;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.sts.Issuance;
import io.wattle.headend.sts.Issuance.Issued;
import io.wattle.headend.sts.Issuance.Refused;
import io.wattle.headend.sts.ModuleDescription;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.StsTestKeys;
import io.wattle.headend.sts.TokenRequest.Credit;
import io.wattle.headend.sts.TokenRequest.KeyChange;
import io.wattle.headend.sts.TokenRequest.Management;
import io.wattle.headend.sts.Verification;
import io.wattle.headend.sts.Verification.Genuine;
import io.wattle.protocols.sts.Token.Service;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.AmountCode;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.CurrencyCode;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoftwareSecurityModuleTest {
    private static final TokenIdentifier TID = new TokenIdentifier(6_700_000);
    private static final TokenIdentifier AFTER_EXPIRY = new TokenIdentifier(86 << 16);
    private static final Credit.Units UNITS = new Credit.Units(Service.ELECTRICITY, AmountCode.atLeast(256));
    private static final KeyIdentity DEFAULT_METER = meter(DEFAULT, KeyType.DDTK, EncryptionAlgorithm.EA07);

    @TempDir
    static Path folder;
    private static SecurityModule module;

    @BeforeAll
    static void open() {
        module = new SoftwareSecurityModule(StsTestKeys.create(folder.resolve("keys")));
    }

    @AfterAll
    static void close() {
        module.close();
    }

    @ParameterizedTest
    @EnumSource(EncryptionAlgorithm.class)
    void shouldMakeCreditThatSaysWhatWasAskedFor(EncryptionAlgorithm encryption) {
        KeyIdentity meter = meter(UNIQUE, KeyType.DUTK, encryption);
        Issued issued = issued(module.issueCredit("P-1", meter, TID, UNITS));

        assertThat(issued.tid()).contains(TID);
        assertThat(issued.moduleId()).isEqualTo("test-module");
        assertThat(issued.keyCheckValue()).matches("[0-9A-F]{6}");
        assertThat(module.verify(meter, issued.tokens().getFirst()))
                .isEqualTo(new Genuine(0, 0, Optional.of(TID), OptionalInt.of(256)));
    }

    @Test
    void shouldMakeMoneyOfEitherSign() {
        CurrencyCode code = CurrencyCode.atLeast(BigInteger.valueOf(-123_456_789));
        Issued issued = issued(module.issueCredit("P-2", meter(), TID, new Credit.Money(Service.WATER, code)));

        int bits = 1 << 19 | code.exponent() << 14 | code.mantissa();
        assertThat(module.verify(meter(), issued.tokens().getFirst()))
                .isEqualTo(new Genuine(0, 5, Optional.of(TID), OptionalInt.of(bits)));
    }

    @Test
    void shouldMakeEveryOrder() {
        List<Management.Order> orders = List.of(new Management.MaximumPower(AmountCode.atLeast(5_000)),
                new Management.ClearCredit(0xFFFF), new Management.TariffRate(3), new Management.ClearTamper(),
                new Management.MaximumUnbalance(AmountCode.atLeast(100)), new Management.WaterFactor(9),
                new Management.Extended(63, 5));
        List<Integer> subclasses = orders.stream()
                .map(order -> issued(module.issueManagement("M-1", DEFAULT_METER, TID, order)))
                .map(made -> module.verify(DEFAULT_METER, made.tokens().getFirst()))
                .map(verified -> verified instanceof Genuine genuine && genuine.tokenClass() == 2
                        ? genuine.subclass()
                        : -1)
                .toList();
        assertThat(subclasses).containsExactly(0, 1, 2, 5, 6, 7, 10);
    }

    @Test
    void shouldDrawTheRandomBitsAnewForEachToken() {
        Set<TokenDigits> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.addAll(issued(module.issueCredit("P-" + i, meter(), TID, UNITS)).tokens());
        }
        assertThat(seen).hasSizeBetween(8, 16); // 16 values; fewer than 8 of them in 200 draws never happens
    }

    @Test
    void shouldMakeAsManyKeyChangeTokensAsTheNewKeyNeedsAndShowNoneOfIt() {
        KeyIdentity long11 = meter(UNIQUE, KeyType.DUTK, EncryptionAlgorithm.EA11);
        assertThat(issued(change(DEFAULT_METER, meter(), TID, false)).tokens()).hasSize(2);
        assertThat(issued(change(DEFAULT_METER, meter(), TID, true)).tokens()).hasSize(3);
        Issued four = issued(change(DEFAULT_METER, long11, TID, false));
        assertThat(four.tokens()).hasSize(4);
        assertThat(four.tid()).isEmpty();
        assertThat(four.tokens()).allSatisfy(token -> assertThat(module.verify(DEFAULT_METER, token))
                .isInstanceOfSatisfying(Genuine.class, genuine -> {
                    assertThat(genuine.valueBits()).isEmpty();
                    assertThat(genuine.tid()).isEmpty();
                }));
    }

    @Test
    void shouldUseAnExpiredKeyOnlyToGetAwayFromIt() {
        KeyIdentity old = meter(EXPIRED, KeyType.DUTK, EncryptionAlgorithm.EA07);
        assertThat(module.issueCredit("P-3", old, new TokenIdentifier((86 << 16) - 1), UNITS))
                .isInstanceOf(Issued.class);
        assertRefused(module.issueCredit("P-4", old, AFTER_EXPIRY, UNITS), "vending key", "KEN 85");
        assertRefused(module.issueManagement("M-2", old, AFTER_EXPIRY, new Management.ClearTamper()), "vending key",
                "expired");
        assertRefused(change(meter(), old, AFTER_EXPIRY, false), "vending key", "expired");
        assertThat(change(old, meter(), AFTER_EXPIRY, false)).isInstanceOf(Issued.class);
    }

    @Test
    void shouldRefuseWhatNoMeterMayHave() {
        assertRefused(module.issueCredit("P-5", DEFAULT_METER, TID, UNITS), "KT", "DDTK");
        assertRefused(module.issueCredit("P-6", meter(UNIQUE, KeyType.DDTK, EncryptionAlgorithm.EA07), TID, UNITS),
                "KT", "DDTK");
        assertRefused(module.issueManagement("M-3", meter(UNIQUE, KeyType.DDTK, EncryptionAlgorithm.EA07), TID,
                new Management.ClearTamper()), "KT", "VUDK");
        assertRefused(module.issueCredit("P-7", meter(UNIQUE, KeyType.DITK, EncryptionAlgorithm.EA07), TID, UNITS),
                "KT", "manufacturer");
        assertRefused(change(meter(), meter(DES, KeyType.DCTK, EncryptionAlgorithm.EA07), TID, false), "KT",
                "DUTK cannot change to DCTK");
        assertRefused(change(meter(), meter(7), TID, false), "MeterPAN", "same");
    }

    @Test
    void shouldRefuseAKeyThatIsNotHere() {
        KeyIdentity good = meter();
        assertRefused(module.issueCredit("P-8", with(good, new SupplyGroupCode("999999"), BaseDate.BD2014), TID,
                UNITS), "vending key", "SGC 999999");
        assertRefused(module.issueCredit("P-9", with(good, good.supplyGroup(), BaseDate.BD2035), TID, UNITS),
                "base date", "2035");
        assertThat(module.verify(with(good, new SupplyGroupCode("999999"), BaseDate.BD2014),
                new TokenDigits("00000000000000000000"))).isInstanceOf(Verification.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "näme",
            "01234567890123456789012345678901234567890123456789012345678901234"})
    void shouldRefuseAMessageIdThatIsNone(String id) {
        assertRefused(module.issueCredit(id, meter(), TID, UNITS), "message id", "1 to 64");
    }

    @Test
    void shouldSayThatATokenOfAnotherMeterIsNotItsOwn() {
        TokenDigits token = issued(module.issueCredit("P-10", meter(), TID, UNITS)).tokens().getFirst();
        assertThat(module.verify(meter(8), token)).isInstanceOf(Verification.Rejected.class);
    }

    @Test
    void shouldSayWhatItIs() {
        ModuleDescription said = module.describe();
        assertThat(said.kind()).isEqualTo(ModuleDescription.Kind.SOFTWARE);
        assertThat(said.notice()).isEqualTo("software: for development and test only, not certified");
        assertThat(said.keys()).extracting(ModuleDescription.Key::label).contains(UNIQUE, DEFAULT, EXPIRED, DES);
    }

    private static Issuance change(KeyIdentity from, KeyIdentity to, TokenIdentifier now, boolean holdsGroup) {
        return module.issueKeyChange("K-1", new KeyChange(from, to, now, holdsGroup));
    }

    private static KeyIdentity with(KeyIdentity like, SupplyGroupCode group, BaseDate baseDate) {
        return new KeyIdentity(like.pan(), group, like.tariffIndex(), new KeyRevisionNumber(1), like.type(), baseDate,
                like.algorithm(), like.encryption());
    }

    private static Issued issued(Issuance issuance) {
        assertThat(issuance).isInstanceOf(Issued.class);
        return (Issued) issuance;
    }

    private static void assertRefused(Issuance issuance, String field, String reason) {
        assertThat(issuance).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.reason()).contains(reason);
        });
    }
}
