package io.wattle.headend.sts.software;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wattle.headend.sts.StsTestKeys;
import io.wattle.protocols.sts.key.DecoderKey;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.EncryptionAlgorithm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecoderKeysTest {
    private final List<DecoderKey> made = new ArrayList<>();

    @Test
    void shouldKeepTheKeysUsedLastAndWipeTheOthers() {
        try (DecoderKeys keys = new DecoderKeys(2, this::derive)) {
            keys.with(StsTestKeys.meter(1), DecoderKey::bytes);
            keys.with(StsTestKeys.meter(2), DecoderKey::bytes);
            keys.with(StsTestKeys.meter(1), DecoderKey::bytes);
            keys.with(StsTestKeys.meter(3), DecoderKey::bytes);

            assertThat(keys.size()).isEqualTo(2);
            assertThat(made).hasSize(3);
            assertThat(made.get(0).bytes()).containsOnly(7);
            assertWiped(made.get(1));
        }
        made.forEach(DecoderKeysTest::assertWiped);
    }

    @Test
    void shouldNotWipeAKeyUnderSomebodysHands() {
        DecoderKeys keys = new DecoderKeys(1, this::derive);
        byte[] seen = keys.with(StsTestKeys.meter(1), mine -> {
            keys.with(StsTestKeys.meter(2), DecoderKey::bytes); // the first one leaves
            keys.close();
            return mine.bytes();
        });

        assertThat(seen).containsOnly(7);
        made.forEach(DecoderKeysTest::assertWiped);
        assertThatThrownBy(() -> keys.with(StsTestKeys.meter(1), DecoderKey::bytes))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldWipeTheSecondOfTwoKeysThatWereDerivedAtOnce() {
        List<DecoderKeys> self = new ArrayList<>();
        try (DecoderKeys keys = new DecoderKeys(5, meter -> {
            if (made.isEmpty()) {
                made.add(derive(meter));
                self.getFirst().with(meter, DecoderKey::bytes); // another thread was faster
            }
            return derive(meter);
        })) {
            self.add(keys);
            keys.with(StsTestKeys.meter(1), DecoderKey::bytes);
            assertThat(keys.size()).isEqualTo(1);
            assertWiped(made.getLast());
        }
    }

    private DecoderKey derive(KeyIdentity meter) {
        DecoderKey key = new DecoderKey(EncryptionAlgorithm.EA07, new byte[] {7, 7, 7, 7, 7, 7, 7, 7});
        made.add(key);
        return key;
    }

    private static void assertWiped(DecoderKey key) {
        assertThatThrownBy(key::bytes).isInstanceOf(IllegalStateException.class);
    }
}
