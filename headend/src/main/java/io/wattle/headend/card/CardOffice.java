package io.wattle.headend.card;

import io.wattle.headend.card.print.PrinterKey;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.card.CardBatchStatus;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that has to do with cards outside the ledger. Safe for use by many threads. */
public final class CardOffice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CardOffice.class);

    private final CardKey key;
    private final BatchMaker batches;
    private final RedemptionDoor door;
    private final InstantSource clock;

    private CardOffice(CardKey key, BatchMaker batches, RedemptionDoor door, InstantSource clock) {
        this.key = key;
        this.clock = clock;
        this.batches = batches;
        this.door = door;
    }

    /**
     * Empty if this head-end has no cards. Says so if nobody has chosen how cards are activated.
     *
     * @throws CardStartException if there are cards in the ledger that were hashed under another key
     */
    public static Optional<CardOffice> open(CardsConfig config, Ledger ledger, MeterNames meters,
            InstantSource clock) {
        if (config.keyFile().isEmpty()) {
            return Optional.empty();
        }
        if (!config.activationChosen()) {
            LOG.warn("nobody has chosen how prepaid cards are activated, so none can be: set cards.activation and"
                    + " cards.supervisors");
        }
        CardKey key = CardKey.read(config.keyFile().get());
        requireSameKey(key, ledger.ask(view -> view.cardBatches()).join());
        SecureRandom random = new SecureRandom();
        BatchMaker batches = new BatchMaker(ledger, key, new CardNumbers(random),
                config.printerKey().map(file -> PrinterKey.read(file, clock.instant())),
                new PrinterFiles(config.folder()), clock);
        batches.sweep();
        return Optional.of(new CardOffice(key, batches,
                new RedemptionDoor(ledger, key, meters, new WrongNumbers(random), clock), clock));
    }

    public BatchMaker batches() {
        return batches;
    }

    public RedemptionDoor door() {
        return door;
    }

    /** By the calendar by which cards expire. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Override
    public void close() {
        key.close();
    }

    /** With another key every card would be refused as a wrong number, and nobody would know why. */
    private static void requireSameKey(CardKey key, List<CardBatchStatus> batches) {
        for (CardBatchStatus status : batches) {
            if (!status.batch().keyCheckValue().equals(key.checkValue()) && !status.voided()) {
                throw new CardStartException("batch " + status.batch().batchId() + " was made under a card key with the"
                        + " check value " + status.batch().keyCheckValue() + ", the one in cards.key-file has "
                        + key.checkValue() + ": put the right key back");
            }
        }
    }
}
