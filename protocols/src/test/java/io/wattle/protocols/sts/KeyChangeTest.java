package io.wattle.protocols.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wattle.protocols.sts.KeyChangeSections.Progress;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.BadStsValueException;
import io.wattle.protocols.sts.value.BaseDate;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import io.wattle.protocols.sts.value.KeyExpiryNumber;
import io.wattle.protocols.sts.value.KeyGenerationAlgorithm;
import io.wattle.protocols.sts.value.KeyRevisionNumber;
import io.wattle.protocols.sts.value.KeyType;
import io.wattle.protocols.sts.value.MeterPan;
import io.wattle.protocols.sts.value.SupplyGroupCode;
import io.wattle.protocols.sts.value.TariffIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyChangeTest {
    private static final NewKeyTerms TERMS = new NewKeyTerms(KeyType.DUTK, new KeyRevisionNumber(2),
            new TariffIndex(99), KeyExpiryNumber.NEVER, true, Optional.of(new SupplyGroupCode("999999")));
    private static final DecoderKey SHORT_KEY = new DecoderKey(EncryptionAlgorithm.EA07, new byte[8]);
    private static final DecoderKey LONG_KEY = new DecoderKey(EncryptionAlgorithm.EA11, new byte[16]);

    @Property(tries = 300)
    void shouldComeTogetherInAnyOrderAndWithRepeats(@ForAll("keys") DecoderKey newKey, @ForAll("terms") NewKeyTerms any,
            @ForAll @IntRange(max = 1000) int seed) {
        boolean isShort = newKey.encryption() == EncryptionAlgorithm.EA07;
        NewKeyTerms terms = isShort ? any : with(any, Optional.of(any.supplyGroup().orElse(SupplyGroupCode.of(seed))));
        List<Token.KeySection> sections = new ArrayList<>(KeyChange.sections(newKey, terms));
        assertThat(sections).hasSize(isShort ? (terms.supplyGroup().isPresent() ? 3 : 2) : 4);
        Collections.shuffle(sections, new Random(seed));

        KeyChangeSections collected = KeyChangeSections.none(newKey.encryption());
        for (Token.KeySection section : sections) {
            assertThat(collected.progress()).isInstanceOf(Progress.Missing.class);
            collected = collected.with(section).with(section);
        }

        assertThat(collected.progress()).isInstanceOfSatisfying(Progress.Complete.class, whole -> {
            assertThat(whole.terms()).isEqualTo(terms);
            assertThat(whole.key().isSameAs(newKey)).isTrue();
        });
    }

    @Test
    void shouldSayWhichSectionsHaveNotCome() {
        List<Token.KeySection> four = KeyChange.sections(LONG_KEY, TERMS);
        KeyChangeSections none = KeyChangeSections.none(EncryptionAlgorithm.EA11);
        assertThat(none.progress()).isEqualTo(new Progress.Missing(List.of(1, 2, 3, 4)));
        assertThat(none.with(four.get(2)).progress()).isEqualTo(new Progress.Missing(List.of(1, 2, 4)));
        KeyChangeSections shorter = KeyChangeSections.none(EncryptionAlgorithm.EA07);
        assertThat(shorter.progress()).isEqualTo(new Progress.Missing(List.of(1, 2)));
        assertThat(shorter.with(KeyChange.sections(SHORT_KEY, TERMS).getFirst()).progress())
                .isEqualTo(new Progress.Missing(List.of(2, 3)));
    }

    @Test
    void shouldPutTheLaterOfTwoSectionsInPlaceOfTheFirst() {
        NewKeyTerms others = new NewKeyTerms(KeyType.DDTK, new KeyRevisionNumber(9), new TariffIndex(1),
                new KeyExpiryNumber(0), false, Optional.empty());
        KeyChangeSections mixed = KeyChangeSections.none(EncryptionAlgorithm.EA07);
        for (Token.KeySection section : KeyChange.sections(SHORT_KEY, TERMS)) {
            mixed = mixed.with(section);
        }
        for (Token.KeySection section : KeyChange.sections(SHORT_KEY, others)) {
            mixed = mixed.with(section);
        }
        assertThat(mixed.progress()).isInstanceOfSatisfying(Progress.Complete.class,
                whole -> assertThat(whole.terms()).isEqualTo(others));
    }

    @Test
    void shouldRefuseASetThatHoldsWhatTheStandardDoesNotHave() {
        KeyChangeSections sections = KeyChangeSections.none(EncryptionAlgorithm.EA07);
        for (Token.KeySection section : KeyChange.sections(SHORT_KEY, TERMS)) {
            sections = sections.with(section);
        }
        assertThat(sections.with(new Token.KeySection3(1_000_000L << 20)).progress())
                .isEqualTo(new Progress.Refused("SGC", "must be 0 to 999999, was 1000000"));
        assertThat(sections.with(new Token.KeySection3(1)).progress())
                .isEqualTo(new Progress.Refused("padding", "must be zero"));
        assertThat(sections).hasToString("KeyChangeSections[hidden]");
    }

    @Test
    void shouldRefuseFourTokensWithoutASupplyGroup() {
        assertThatExceptionOfType(BadStsValueException.class)
                .isThrownBy(() -> KeyChange.sections(LONG_KEY, with(TERMS, Optional.empty())))
                .withMessage("SGC must be named in a key change to EA 11");
    }

    @Test
    void shouldTakeTheTermsFromTheNewKey() {
        KeyIdentity old = identity("600727000000000009", KeyType.DDTK, BaseDate.BD1993, "02", "07");
        KeyIdentity next = identity("600727000000000009", KeyType.DUTK, BaseDate.BD2014, "04", "11");
        assertThat(NewKeyTerms.of(old, next, new KeyExpiryNumber(170), false)).isEqualTo(new NewKeyTerms(KeyType.DUTK,
                next.revision(), next.tariffIndex(), new KeyExpiryNumber(170), true, Optional.of(next.supplyGroup())));
        assertThat(NewKeyTerms.of(old, old, KeyExpiryNumber.NEVER, false)).satisfies(terms -> {
            assertThat(terms.rollover()).isFalse();
            assertThat(terms.supplyGroup()).isEmpty();
        });
        assertThat(NewKeyTerms.of(old, old, KeyExpiryNumber.NEVER, true).supplyGroup()).contains(old.supplyGroup());
    }

    @Test
    void shouldRefuseTermsThatLeadNowhere() {
        KeyIdentity unique = identity("600727000000000009", KeyType.DUTK, BaseDate.BD2014, "04", "07");
        KeyIdentity initial = identity("600727000000000009", KeyType.DITK, BaseDate.BD2014, "04", "07");
        KeyIdentity elsewhere = identity("600727111111111153", KeyType.DUTK, BaseDate.BD2014, "04", "07");
        assertThatExceptionOfType(BadStsValueException.class)
                .isThrownBy(() -> NewKeyTerms.of(unique, initial, KeyExpiryNumber.NEVER, false))
                .withMessage("KT DUTK cannot change to DITK");
        assertThatExceptionOfType(BadStsValueException.class)
                .isThrownBy(() -> NewKeyTerms.of(unique, elsewhere, KeyExpiryNumber.NEVER, false))
                .withMessageContaining("MeterPAN");
    }

    @Provide
    Arbitrary<DecoderKey> keys() {
        return TokenArbitraries.keys();
    }

    @Provide
    Arbitrary<NewKeyTerms> terms() {
        return Arbitraries.longs()
                .map(Random::new)
                .map(any -> new NewKeyTerms(
                        KeyType.of(any.nextInt(4)), new KeyRevisionNumber(1 + any.nextInt(9)),
                        new TariffIndex(any.nextInt(100)), new KeyExpiryNumber(any.nextInt(256)), any.nextBoolean(),
                        any.nextBoolean()
                                ? Optional.of(SupplyGroupCode.of(any.nextInt(1_000_000)))
                                : Optional.empty()));
    }

    private static NewKeyTerms with(NewKeyTerms terms, Optional<SupplyGroupCode> supplyGroup) {
        return new NewKeyTerms(terms.type(), terms.revision(), terms.tariffIndex(), terms.expiry(), terms.rollover(),
                supplyGroup);
    }

    private static KeyIdentity identity(String pan, KeyType type, BaseDate baseDate, String algorithm,
            String encryption) {
        return new KeyIdentity(new MeterPan(pan), new SupplyGroupCode("123456"), new TariffIndex(1),
                new KeyRevisionNumber(1), type, baseDate, KeyGenerationAlgorithm.of(algorithm),
                EncryptionAlgorithm.of(encryption));
    }
}
