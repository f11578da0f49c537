package io.wattle.headend.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.TestSystem;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Unit;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryFollowerTest {
    @TempDir
    Path folder;

    @Test
    void shouldGiveAConsumerThatFailedTheSameEntriesAgain() {
        List<Long> taken = new CopyOnWriteArrayList<>();
        AtomicInteger failures = new AtomicInteger();
        try (Ledger ledger = Ledger.open(TestSystem.config(folder).ledger(), InstantSource.system());
                EntryFollower follower = EntryFollower.start("test", ledger, 0, entries -> {
                    if (failures.getAndIncrement() == 0) {
                        throw new IllegalStateException("on purpose");
                    }
                    entries.stream().map(LedgerEntry::sequence).forEach(taken::add);
                })) {
            for (int i = 1; i <= 3; i++) {
                ledger.submit(new Command.RegisterMeter(Origin.automatic("test", "test"), "M" + i, "A" + i,
                        Unit.WATT_HOUR, Unit.WATT_HOUR)).join();
            }
            await().until(() -> follower.failure().isPresent());
            await().until(() -> taken.size() == 3);
            assertThat(taken).containsExactly(1L, 2L, 3L);
            assertThat(follower.failure()).isEmpty();
        }
    }
}
