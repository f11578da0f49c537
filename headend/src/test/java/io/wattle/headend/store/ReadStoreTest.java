package io.wattle.headend.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.store.StoreRows.FindingRow;
import io.wattle.ledger.book.AccountType;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.Fact.FindingClosing;
import io.wattle.ledger.entry.Fact.FindingKind;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.ProbeAct;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class ReadStoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void shouldRaiseTablesThatHoldFindingsOfAnEarlierVersion() {
        String url = url("earlier");
        Flyway.configure()
                .dataSource(url, "wattle", "")
                .locations("classpath:io/wattle/headend/store")
                .target("1")
                .load()
                .migrate();
        Jdbi.create(url, "wattle", "")
                .useHandle(handle -> handle.execute(
                        "INSERT INTO finding VALUES ('F-1-1', 1, 'M', 'SHORTFALL', 5, 'Wh', 'less', ?)", NOON));
        try (ReadStore store = ReadStore.open(url, "wattle", "")) {
            assertThat(store.findings(Optional.of("OPEN"), Long.MAX_VALUE, 10)).extracting(FindingRow::findingId)
                    .containsExactly("F-1-1");
        }
    }

    @Test
    void shouldBeMadeAnewIfActsWereNotedBeforeItHadATableForThem(@TempDir Path folder) {
        String url = "jdbc:h2:file:" + folder.resolve("read-store").toAbsolutePath()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE";
        Flyway.configure()
                .dataSource(url, "wattle", "")
                .locations("classpath:io/wattle/headend/store")
                .target("14")
                .load()
                .migrate();
        Jdbi.create(url, "wattle", "").useHandle(handle -> handle.execute("UPDATE progress SET last_sequence = 7"));
        try (ReadStore store = EmbeddedStore.open(folder, 9)) {
            assertThat(store.lastSequence()).isZero();
        }
        assertThat(folder.resolve("read-store.damaged.mv.db")).exists();
    }

    @Test
    void shouldBeMadeAnewIfItShowsMoreThanItSays(@TempDir Path folder) {
        try (ReadStore store = EmbeddedStore.open(folder, 9)) {
            store.apply(List.of(entry(1, act("M", 0)), entry(2, act("N", 1))));
        }
        try (ReadStore store = EmbeddedStore.open(folder, 9)) {
            assertThat(store.lastSequence()).isEqualTo(2);
        }
        String url = "jdbc:h2:file:" + folder.resolve("read-store").toAbsolutePath()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE";
        Jdbi.create(url, "wattle", "").useHandle(handle -> handle.execute("UPDATE progress SET last_sequence = 1"));
        try (ReadStore store = EmbeddedStore.open(folder, 9)) {
            assertThat(store.lastSequence()).as("to be shown again").isZero();
        }
        assertThat(folder.resolve("read-store.damaged.mv.db")).exists();
    }

    @Test
    void shouldShowWhatTechniciansDidByMeterAndByPerson() {
        try (ReadStore store = ReadStore.open(url("acts"), "wattle", "")) {
            store.apply(List.of(entry(1, act("M", 0)), entry(2, act("N", 1)), entry(3, act("M", 2))));
            assertThat(store.probes().acts(Optional.of("M"), Optional.empty(), Long.MAX_VALUE, 10))
                    .extracting(StoreRows.ProbeActRow::number)
                    .containsExactly(2, 0);
            assertThat(store.probes().acts(Optional.empty(), Optional.of("ann"), 3, 1)).singleElement()
                    .satisfies(row -> assertThat(row).isEqualTo(new StoreRows.ProbeActRow(2, "N", "ab", 1, "TOKEN",
                            NOON, "Ring Road 7", "accepted", NOON.plusSeconds(2), "ann", row.channel(), row.mode())));
            assertThat(store.probes().acts(Optional.of("M"), Optional.of("eve"), Long.MAX_VALUE, 10)).isEmpty();
        }
    }

    private static PremisesFact act(String meter, int number) {
        return new PremisesFact.ProbeActNoted(meter,
                new ProbeAct("ab", number, ProbeAct.Kind.TOKEN, NOON, "Ring Road 7", "accepted"));
    }

    @Test
    void shouldShowTheLastWordOnAFindingAndWhoSaidIt() {
        try (ReadStore store = ReadStore.open(url("words"), "wattle", "")) {
            store.apply(List.of(
                    entry(1, new Fact.FindingRaised("M", "F-1-1", FindingKind.CREDIT_EXPIRED,
                            Optional.of(new Energy(5)), Optional.of("C-0"), "gone")),
                    entry(2, new Fact.FindingClosed("M", "F-1-1", FindingClosing.EXPLAINED, "a mistake")),
                    entry(3, new Fact.FindingClosed("M", "F-1-1", FindingClosing.FRAUD, "no mistake"))));
            FindingRow finding = store.finding("F-1-1").orElseThrow();
            assertThat(finding.status()).isEqualTo("FRAUD");
            assertThat(finding.creditId()).isEqualTo("C-0");
            assertThat(finding.decidedBy()).isEqualTo("ann");
            assertThat(finding.reason()).isEqualTo("no mistake");
            assertThat(finding.endedAt()).isEqualTo(NOON.plusSeconds(3));
            assertThat(store.findings(Optional.of("EXPLAINED"), Long.MAX_VALUE, 10)).isEmpty();
        }
    }

    @Test
    void shouldShowWhichCreditsExpiredAndWhatPeopleDidToTheBook() {
        Money money = new Money(5, "USD");
        try (ReadStore store = ReadStore.open(url("book"), "wattle", "")) {
            store.apply(List.of(
                    entry(1, new Fact.CreditOrdered("M", "C-1", "P-1", new Energy(5), money)),
                    entry(2, new Fact.CreditExpired("M", "C-1", new Energy(5))),
                    entry(3, new Fact.OverdraftAllowed("A", money, "known")),
                    entry(4, new Fact.OverdraftAllowed("B", money, "known")),
                    entry(5, new Fact.OverdraftAllowed("A", new Money(0, "USD"), "moved away")),
                    entry(6, new Fact.Corrected(1, "twice"), new Fact.Posted(List.of(
                            new Posting(AccountType.CASH, "api", money),
                            new Posting(AccountType.WALLET, "A", new Money(-5, "USD"))))),
                    entry(7, new Fact.Forgotten(NOON, 1, 1, 1, 1))));
            assertThat(store.credits("P-1")).singleElement()
                    .satisfies(credit -> assertThat(credit.state()).isEqualTo("EXPIRED"));
            assertThat(store.overdrafts("", 10)).extracting(StoreRows.OverdraftRow::account).containsExactly("B");
            assertThat(store.corrections(Long.MAX_VALUE, 10)).singleElement()
                    .satisfies(row -> assertThat(row.corrects()).isEqualTo(1));
            assertThat(store.correctionPostings(6)).containsExactly(
                    new StoreRows.PostingRow("CASH", "api", 5, "USD"),
                    new StoreRows.PostingRow("WALLET", "A", -5, "USD"));
            assertThat(store.lastSequence()).isEqualTo(7);
        }
    }

    private static LedgerEntry entry(long sequence, Fact... facts) {
        return new LedgerEntry(sequence, NOON.plusSeconds(sequence), Origin.manual("ann", "api"), Optional.empty(),
                List.of(facts));
    }

    /** In memory until the process ends. */
    private static String url(String name) {
        return "jdbc:h2:mem:" + name + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1";
    }
}
