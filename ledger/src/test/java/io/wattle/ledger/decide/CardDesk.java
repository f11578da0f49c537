package io.wattle.ledger.decide;

import io.wattle.ledger.card.ActivationPolicy;
import io.wattle.ledger.card.CardAlphabet;
import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardForm;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.card.CardVerification;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.till.Tender;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Short ways to say what happens with cards, for tests: ann may activate; a batch has serials 1..20 of 5.00 USD. */
final class CardDesk {
    static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    static final String BATCH = "B1";
    private static final String FILE = "ab".repeat(32);

    private CardDesk() {}

    static Desk desk(ActivationPolicy.How how) {
        return new Desk(Desk.RULES.with(new ActivationPolicy(how, Set.of("ann"))));
    }

    /** With a meter and a batch that is printed. */
    static Desk printed(ActivationPolicy.How how) {
        return printed(desk(how));
    }

    static Desk printed(Desk desk) {
        desk.tell(Desk.register());
        desk.tell(create("create", BATCH, 1, 20));
        desk.tell(add("add", BATCH, 0, 1, 20));
        desk.tell(export("export", BATCH));
        return desk;
    }

    static CardBatch batch(String batchId, int first, int last) {
        return new CardBatch(batchId, "PO-7", new Money(500, "USD"), new CardRange(first, last),
                new CardForm(CardAlphabet.ALPHANUMERIC, 16), "c0ffee", Optional.empty());
    }

    static Command create(String key, String batchId, int first, int last) {
        return new CardCommand.CreateCardBatch(Desk.ANN, key, batch(batchId, first, last));
    }

    static Command add(String key, String batchId, int from, int firstSerial, int lastSerial) {
        return new CardCommand.AddCardHashes(Desk.BY, key, batchId, from,
                IntStream.rangeClosed(firstSerial, lastSerial).mapToObj(CardDesk::hash).toList());
    }

    static Command export(String key, String batchId) {
        return new CardCommand.ExportCardBatch(Desk.ANN, key, batchId, "printer key", FILE);
    }

    static Command voidBatch(String key, String batchId) {
        return new CardCommand.VoidCardBatch(Desk.ANN, key, batchId, "spoilt");
    }

    static Command handOver(String key, int first, int last, String from, String to) {
        return new CardCommand.HandOverCards(Desk.ANN, key, new CardRange(first, last), from, to);
    }

    static CardVerification verify(Desk desk, int first, int last) {
        return desk.state.verifyCards(new CardRange(first, last), TODAY.plusDays(desk.elapsed.toDays()));
    }

    static Command activate(Desk desk, String key, int first, int last) {
        return activate(key, first, last, verify(desk, first, last).ticket());
    }

    static Command activate(String key, int first, int last, String ticket) {
        return new CardCommand.ActivateCards(Desk.ANN, key, new CardRange(first, last), ticket, "cash",
                Tender.CASH, "bob");
    }

    static Command give(Desk desk, String key, int first, int last) {
        return new CardCommand.GiveCards(Desk.ANN, key, new CardRange(first, last), verify(desk, first, last).ticket(),
                "opening", "first prize");
    }

    static Command block(String key, int first, int last, boolean blocked) {
        return new CardCommand.BlockCards(Desk.ANN, key, new CardRange(first, last), blocked, "lost");
    }

    static Command expiry(String key, int first, int last, LocalDate lastDay) {
        return new CardCommand.SetCardExpiry(Desk.ANN, key, new CardRange(first, last), Optional.of(lastDay), "old");
    }

    static Command redeem(String key, int serial) {
        return new Command.RedeemCard(Desk.BY, key, Desk.METER, hash(serial));
    }

    static CardHash hash(int serial) {
        return new CardHash(serial * 31L, serial, 1, 2);
    }

    static List<String> reasons(CardVerification seen) {
        return seen.exceptions().stream().map(one -> one.serial().number() + " " + one.reason()).toList();
    }
}
