package io.wattle.headend.card;

import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.LedgerConfig;
import io.wattle.ledger.card.CardAlphabet;
import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardForm;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Unit;
import io.wattle.ledger.tariff.FlatRate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes batches and hands them out, one after the other, until it is killed. */
final class BatchChild {
    static final Origin ANN = Origin.manual("ann", "test");
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final int CARDS = 2_500;

    private BatchChild() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        Ledger ledger = ledger(folder);
        CardOffice office = office(folder, ledger);
        for (int i = ledger.ask(view -> view.cardBatches().size()).join();; i++) {
            String batchId = "B" + i;
            CardBatch batch = new CardBatch(batchId, "PO", new Money(500, "USD"),
                    new CardRange(i * CARDS + 1, (i + 1) * CARDS), new CardForm(CardAlphabet.ALPHANUMERIC, 12),
                    office.batches().keyCheckValue(), Optional.empty());
            System.out.println("begin " + batchId);
            if (!(office.batches().make(ANN, "make-" + batchId, batch) instanceof Outcome.Accepted)
                    || !(office.batches().export(ANN, "export-" + batchId, batchId) instanceof BatchMaker.Handed.Out)) {
                throw new IllegalStateException("batch " + batchId + " was refused");
            }
            System.out.println("handed " + batchId);
        }
    }

    static Ledger ledger(Path folder) {
        return Ledger.open(LedgerConfig.of(folder.resolve("journal"),
                Map.of(Unit.Kind.ENERGY, new FlatRate("flat", "USD", 20))), () -> NOW);
    }

    static CardOffice office(Path folder, Ledger ledger) {
        return CardOffice.open(new CardsConfig(folder.resolve("cards"), Optional.of(folder.resolve("card.key")),
                Optional.of(folder.resolve("printer").resolve("printer.asc")), false), ledger,
                new MeterNames(MeterRegistry.of(List.of()), _ -> List.of(), _ -> false), () -> NOW).orElseThrow();
    }
}
