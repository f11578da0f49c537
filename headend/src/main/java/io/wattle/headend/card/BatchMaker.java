package io.wattle.headend.card;

import io.wattle.headend.card.print.PrinterKey;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardBatchStatus;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.quantity.QuantityText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Makes batches and hands out the files for their printer, in an order that a crash cannot turn against us:
 *
 * <ol>
 * <li>the batch is journaled, so its serials are nobody else's;
 * <li>its numbers are made, and the file is written, encrypted to the printer: from here on nobody here can read them;
 * <li>their hashes are journaled: only a batch that has all of them can be handed out;
 * <li>that it is handed out is journaled, and only then it is handed out, and the file deleted.
 * </ol>
 *
 * <p>Whoever is stopped before the third step is done has numbers that nobody knows: the batch is voided and made anew.
 * Stopped after the fourth was journaled, the file is lost and never handed out: likewise. One batch at a time; blocks, for
 * a second or so with 100,000 cards. Safe for use by many threads.
 */
public final class BatchMaker {
    /** As the ledger takes them. */
    private static final int CHUNK = 1_000;
    private static final Origin ORIGIN = Origin.automatic("card numbers", "cards");

    private final Ledger ledger;
    private final CardKey key;
    private final CardNumbers numbers;
    private final Optional<PrinterKey> printer;
    private final PrinterFiles files;
    private final InstantSource clock;

    /** The encrypted file, once. */
    public record Export(String fileName, String sha256, String armored, long sequence) {}

    /** What came of asking for it. */
    public sealed interface Handed {
        record Out(Export export) implements Handed {}

        record Not(Outcome.Refused refused) implements Handed {}
    }

    BatchMaker(Ledger ledger, CardKey key, CardNumbers numbers, Optional<PrinterKey> printer, PrinterFiles files,
            InstantSource clock) {
        this.ledger = ledger;
        this.key = key;
        this.numbers = numbers;
        this.printer = printer;
        this.files = files;
        this.clock = clock;
    }

    /** Deletes what was handed out, or can never be. To be called before anything else. */
    void sweep() {
        files.keepOnly(ledger.ask(view -> view.cardBatches())
                .join()
                .stream()
                .filter(one -> one.isComplete() && !one.exported() && !one.voided())
                .map(CardBatchStatus::batch));
    }

    /** Which key the numbers of a batch that is made now are hashed under. */
    public String keyCheckValue() {
        return key.checkValue();
    }

    /** Makes the numbers of a batch; with an outcome that is accepted it waits to be handed out. */
    public synchronized Outcome make(Origin origin, String idempotencyKey, CardBatch batch) {
        if (printer.isEmpty()) {
            return refused(Refusal.WRONG_STATE, "batchId",
                    "there is no printer's key, and without it nothing could be done"
                            + " with the numbers: set cards.printer-key");
        }
        Outcome created = ledger.submit(new CardCommand.CreateCardBatch(origin, idempotencyKey, batch)).join();
        if (created instanceof Outcome.Accepted) {
            Optional<Outcome.Refused> refused = fill(batch, printer.get());
            return refused.isPresent() ? refused.get() : created;
        }
        if (created instanceof Outcome.Existing
                && status(batch.batchId()).filter(CardBatchStatus::isComplete).isEmpty()) {
            return refused(Refusal.WRONG_STATE, "batchId", "batch " + batch.batchId()
                    + " was begun and never finished; its numbers are lost: void it and make another");
        }
        return created;
    }

    /** Hands the file out: once, whatever happens. */
    public synchronized Handed export(Origin origin, String idempotencyKey, String batchId) {
        Optional<CardBatchStatus> status = status(batchId);
        Optional<byte[]> file = status.filter(one -> !one.exported()).flatMap(one -> files.get(one.batch()));
        if (status.isPresent() && !status.get().exported() && status.get().isComplete() && file.isEmpty()) {
            return new Handed.Not(refused(Refusal.WRONG_STATE, "batchId", "the file of batch " + batchId
                    + " is not there any more: void it and make another"));
        }
        byte[] encrypted = file.orElseGet(() -> new byte[0]);
        if (file.isPresent() && printer.filter(to -> to.isRecipientOf(encrypted)).isEmpty()) {
            return new Handed.Not(refused(Refusal.WRONG_STATE, "batchId", "the file of batch " + batchId
                    + " is not encrypted to the key in cards.printer-key: put the right key back, or void the batch"));
        }
        String sha256 = sha256(encrypted);
        Outcome outcome = ledger.submit(new CardCommand.ExportCardBatch(origin, idempotencyKey, batchId,
                printer.map(PrinterKey::fingerprint).orElse("unknown"), sha256)).join();
        return switch (outcome) {
            case Outcome.Accepted(var entry) -> {
                CardBatch batch = status.orElseThrow().batch();
                files.delete(batch);
                yield new Handed.Out(new Export(name(batch) + ".csv.asc", sha256,
                        new String(encrypted, StandardCharsets.US_ASCII), entry.sequence()));
            }
            case Outcome.Existing _,Outcome.NothingToDo _ -> new Handed.Not(refused(Refusal.CARDS_EXPORTED_BEFORE,
                    "batchId", "the file of batch " + batchId + " was handed out; it never is twice"));
            case Outcome.Refused refused -> new Handed.Not(refused);
        };
    }

    /** Takes a batch back; its file, if there is one, is deleted. */
    public synchronized Outcome voidBatch(Origin origin, String idempotencyKey, String batchId, String reason) {
        Outcome outcome = ledger.submit(new CardCommand.VoidCardBatch(origin, idempotencyKey, batchId, reason)).join();
        if (!(outcome instanceof Outcome.Refused)) {
            status(batchId).ifPresent(status -> files.delete(status.batch()));
        }
        return outcome;
    }

    private Optional<Outcome.Refused> fill(CardBatch batch, PrinterKey to) {
        List<CardNumber> made = numbers.make(batch.form(), batch.range().count());
        byte[] list = list(batch, made);
        try {
            files.put(batch, to.encrypt(list, name(batch) + ".csv", clock.instant()));
        } finally {
            Arrays.fill(list, (byte) 0);
        }
        List<CardHash> hashes = made.stream().map(key::hash).toList();
        for (int from = 0; from < hashes.size(); from += CHUNK) {
            List<CardHash> chunk = hashes.subList(from, Math.min(hashes.size(), from + CHUNK));
            Outcome outcome = ledger.submit(new CardCommand.AddCardHashes(ORIGIN,
                    "cards-" + batch.range().first() + "-" + from, batch.batchId(), from, chunk)).join();
            if (outcome instanceof Outcome.Refused refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    /** Exactly what a printer needs: serial, number, denomination. */
    private static byte[] list(CardBatch batch, List<CardNumber> made) {
        String denomination = QuantityText.of(batch.denomination());
        StringBuilder list = new StringBuilder("serial,number,denomination\r\n");
        for (int i = 0; i < made.size(); i++) {
            list.append(new CardSerial(batch.range().first() + i).text())
                    .append(',')
                    .append(made.get(i).characters())
                    .append(',')
                    .append(denomination)
                    .append("\r\n");
        }
        return list.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String name(CardBatch batch) {
        return "cards-" + new CardSerial(batch.range().first()).text();
    }

    private Optional<CardBatchStatus> status(String batchId) {
        return ledger.ask(view -> view.cardBatch(batchId)).join();
    }

    private static Outcome.Refused refused(Refusal reason, String field, String detail) {
        return new Outcome.Refused(reason, field, detail);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
