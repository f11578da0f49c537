package io.wattle.headend.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.entry.Command.Answer;
import io.wattle.ledger.entry.BalanceCheck;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Reading;
import io.wattle.ledger.entry.Supply;
import io.wattle.ledger.quantity.Energy;
import io.wattle.ledger.quantity.Money;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The story holds only if all of it happened, and it judges from facts. */
class StoryTest {
    private static final Energy STOLEN = new Energy(25_000);
    private final StringWriter told = new StringWriter();
    private final Story story = new Story(new Cast("PAYER", "THIEF", "POOR"), STOLEN,
            new Teller(new PrintWriter(told, true), true), 0);

    @Test
    void shouldHoldWhenEverythingHappened() {
        story.follow(entries(whole()));
        assertThat(story.missing()).isEmpty();
        assertThat(told.toString()).contains("\"event\":\"meter-read\"", "\"event\":\"payment\"",
                "\"event\":\"credit-sent\"", "\"event\":\"credit-confirmed\"", "\"event\":\"unbacked-credit\"",
                "\"event\":\"disconnect-warning\"", "\"event\":\"relay-opened\"", "\"event\":\"relay-closed\"");
    }

    @Test
    void shouldNotHoldWhenAnyFactIsMissing() {
        for (int left = 0; left < whole().size(); left++) {
            Story other = new Story(new Cast("PAYER", "THIEF", "POOR"), STOLEN,
                    new Teller(new PrintWriter(told, true), true), 0);
            List<Fact> facts = new ArrayList<>(whole());
            Fact missing = facts.remove(left);
            other.follow(entries(facts));
            if (!(missing instanceof Fact.CreditOrdered)) {
                assertThat(other.missing()).as("without %s", missing).isNotEmpty();
            }
        }
    }

    @Test
    void shouldNotHoldAfterAFalseAlarm() {
        List<Fact> facts = new ArrayList<>(whole());
        facts.add(
                new Fact.FindingRaised("PAYER", "F-9", Fact.FindingKind.UNBACKED_CREDIT, Optional.of(STOLEN), "rose"));
        story.follow(entries(facts));
        assertThat(story.missing()).hasSize(1).first().asString().contains("false alarm");
    }

    @Test
    void shouldNotTakeAnotherAmountForTheTheft() {
        List<Fact> facts = new ArrayList<>(whole());
        facts.replaceAll(fact -> fact instanceof Fact.FindingRaised
                ? new Fact.FindingRaised("THIEF", "F-1", Fact.FindingKind.UNBACKED_CREDIT, Optional.of(new Energy(1)),
                        "")
                : fact);
        story.follow(entries(facts));
        assertThat(story.missing()).hasSize(2);
    }

    private static List<Fact> whole() {
        return List.of(read("PAYER"), read("THIEF"), read("POOR"),
                new Fact.PaymentTaken("PAYER", "P-1", "A-1", new Money(500, "USD")),
                new Fact.CreditSent("PAYER", "C-1", 1),
                new Fact.CreditConfirmed("PAYER", "C-1", new Energy(25_000)),
                new Fact.FindingRaised("THIEF", "F-1", Fact.FindingKind.UNBACKED_CREDIT, Optional.of(STOLEN), "rose"),
                new Fact.DisconnectWarned("POOR", Optional.of(new Energy(100))),
                new Fact.SupplyOrdered("POOR", "S-1", Supply.OFF, "used up"),
                new Fact.SupplyAnswered("POOR", "S-1", Answer.ACCEPTED, ""),
                new Fact.PaymentTaken("POOR", "P-2", "A-2", new Money(500, "USD")),
                new Fact.SupplyOrdered("POOR", "S-2", Supply.ON, "paid"),
                new Fact.SupplyAnswered("POOR", "S-2", Answer.ACCEPTED, ""));
    }

    private static Fact read(String meter) {
        return new Fact.ReadingAccepted(meter, new Reading(Instant.EPOCH, new Energy(1), Optional.of(new Energy(2)),
                Optional.of(Supply.ON)), new Energy(0), Optional.empty(),
                Optional.of(new BalanceCheck(new Energy(0), new Energy(0), false, Optional.empty())));
    }

    private static List<LedgerEntry> entries(List<Fact> facts) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (Fact fact : facts) {
            entries.add(new LedgerEntry(entries.size() + 1L, Instant.EPOCH, Origin.automatic("test", "test"),
                    Optional.empty(), List.of(fact)));
        }
        return entries;
    }
}
