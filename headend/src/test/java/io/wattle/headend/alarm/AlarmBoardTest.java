package io.wattle.headend.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.TestSystem;
import io.wattle.ledger.EntryReader;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.state.LedgerView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms begin and end with findings, also across a restart. */
class AlarmBoardTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Origin TEST = Origin.automatic("test", "test");

    @TempDir
    Path folder;

    @Test
    void shouldRaiseAndClearWithTheFindings() throws InterruptedException {
        try (Ledger ledger = open()) {
            AlarmBoard board = AlarmBoard.of(ledger, () -> NOON.plusSeconds(90));
            assertThat(board.count()).isZero();
            rise(ledger, 1);
            rise(ledger, 2);
            fall(ledger, 3);

            board.follow(entriesAfter(ledger, board.lastSequence()));
            assertThat(board.oldest(10)).extracting(Alarm::kind)
                    .containsExactly("UNBACKED_CREDIT", "UNBACKED_CREDIT", "SHORTFALL");
            assertThat(board.oldest(10)).extracting(Alarm::severity)
                    .containsExactly(Severity.CRITICAL, Severity.CRITICAL, Severity.MAJOR);
            assertThat(board.oldest(1)).singleElement().satisfies(alarm -> {
                assertThat(alarm.raisedAt()).isEqualTo(NOON);
                assertThat(alarm.ageS()).isEqualTo(90);
            });

            decide(ledger, board.oldest(1).getFirst().findingId());
            board.follow(entriesAfter(ledger, board.lastSequence()));
            assertThat(board.count()).isEqualTo(2);
        }
    }

    /** A follower hands the same entries on again when something failed after some of them. */
    @Test
    void shouldNotAlarmAgainForEntriesThatComeAgain() throws InterruptedException {
        try (Ledger ledger = open()) {
            AlarmBoard board = AlarmBoard.of(ledger, InstantSource.fixed(NOON));
            rise(ledger, 1);
            List<LedgerEntry> raised = entriesAfter(ledger, 0);
            board.follow(raised);
            decide(ledger, board.oldest(1).getFirst().findingId());
            board.follow(entriesAfter(ledger, board.lastSequence()));

            board.follow(raised);
            assertThat(board.count()).isZero();
        }
    }

    @Test
    void shouldKnowItsOpenAlarmsAfterARestart() throws InterruptedException {
        List<Alarm> before;
        try (Ledger ledger = open()) {
            rise(ledger, 1);
            rise(ledger, 2);
            AlarmBoard board = AlarmBoard.of(ledger, InstantSource.fixed(NOON));
            decide(ledger, board.oldest(1).getFirst().findingId());
            board.follow(entriesAfter(ledger, board.lastSequence()));
            before = board.oldest(10);
        }
        try (Ledger ledger = open()) {
            AlarmBoard board = AlarmBoard.of(ledger, InstantSource.fixed(NOON));
            assertThat(board.oldest(10)).isEqualTo(before).hasSize(1);
            assertThat(entriesAfter(ledger, board.lastSequence())).isEmpty();
        }
    }

    private Ledger open() {
        Ledger ledger = Ledger.open(TestSystem.config(folder).ledger(), InstantSource.fixed(NOON));
        if (ledger.ask(LedgerView::lastSequence).join() == 0) {
            ledger.submit(new Command.RegisterMeter(TEST, "M", "A", Unit.WATT_HOUR, Unit.WATT_HOUR)).join();
            read(ledger, 0, 5_000);
        }
        return ledger;
    }

    private static void rise(Ledger ledger, int second) {
        read(ledger, second, 5_000 + second * 1_000L);
    }

    private static void fall(Ledger ledger, int second) {
        read(ledger, second, 1_000);
    }

    private static void read(Ledger ledger, int second, long balanceWh) {
        ledger.submit(new Command.RecordReading(TEST, "M", new Reading(NOON.plusSeconds(second), new Energy(0),
                Optional.of(new Energy(balanceWh)), Optional.empty()))).join();
    }

    private static void decide(Ledger ledger, String findingId) {
        ledger.submit(new Command.DecideFinding(Origin.manual("ann", "test"), "M", findingId, false, "looked")).join();
    }

    private static List<LedgerEntry> entriesAfter(Ledger ledger, long sequence) throws InterruptedException {
        List<LedgerEntry> entries = new ArrayList<>();
        try (EntryReader reader = ledger.follow(sequence)) {
            Optional<LedgerEntry> entry = reader.next(Duration.ZERO);
            while (entry.isPresent()) {
                entries.add(entry.get());
                entry = reader.next(Duration.ZERO);
            }
        }
        return entries;
    }
}
