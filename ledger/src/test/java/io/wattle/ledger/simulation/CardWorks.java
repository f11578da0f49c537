package io.wattle.ledger.simulation;

import io.wattle.ledger.card.CardAlphabet;
import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardBuyer;
import io.wattle.ledger.account.Sealed;
import java.nio.charset.StandardCharsets;
import io.wattle.ledger.card.CardForm;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.card.CardState;
import io.wattle.ledger.till.Tender;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.quantity.Money;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Orders cards, prints, sells, gives and blocks them, and redeems them: some as they should be, some not. */
final class CardWorks {
    private final Random random;
    private final ModelCards cards;

    CardWorks(Random random, Model model) {
        this.random = random;
        this.cards = model.figures.cards;
    }

    Command work(Origin person, String key) {
        int known = cards.hashed.size();
        int batch = random.nextInt(known + 1);
        String batchId = "b" + batch;
        boolean isNew = !cards.hashed.containsKey(batchId);
        int hashed = cards.hashed.getOrDefault(batchId, 0);
        if (isNew || random.nextInt(20) == 0) {
            return create(person, key, known < 6 ? known : batch);
        }
        if (hashed < ModelCards.BATCH_CARDS) {
            return add(person, key, batch, hashed);
        }
        if (!cards.exported.contains(batchId)) {
            return random.nextInt(20) == 0
                    ? new CardCommand.VoidCardBatch(person, key, batchId, "spoilt")
                    : new CardCommand.ExportCardBatch(person, key, batchId, "printer's key", "ab".repeat(32));
        }
        CardRange range = range(batch);
        return switch (random.nextInt(12)) {
            case 0, 1 -> new CardCommand.HandOverCards(person, key, range,
                    random.nextBoolean() ? "printer" : "vault", "vault");
            case 2 -> new CardCommand.BlockCards(person, key, range, random.nextBoolean(), "lost");
            case 3 -> new CardCommand.GiveCards(person, key, range, ticket(range), "opening", "gift " + key);
            case 4 -> random.nextBoolean()
                    ? new CardCommand.VoidCardBatch(person, key, batchId, "spoilt")
                    : new CardCommand.ForgetCardBuyer(person, key, range, "asked for it");
            default -> new CardCommand.ActivateCards(person, key, range,
                    random.nextInt(10) == 0 ? "no ticket" : ticket(range), buyer(key), Tender.CASH, "bob");
        };
    }

    Command redeem(Origin origin, String key, String meter) {
        List<Integer> activated = cards.cards.entrySet()
                .stream()
                .filter(card -> card.getValue().state == CardState.ACTIVATED)
                .map(Map.Entry::getKey)
                .toList();
        int serial = activated.isEmpty() || random.nextInt(5) == 0
                ? 1 + random.nextInt(60)
                : activated.get(random.nextInt(activated.size()));
        return new Command.RedeemCard(origin, key, meter, hash(serial));
    }

    static CardCommand withKey(CardCommand command, String key) {
        return switch (command) {
            case CardCommand.CreateCardBatch c -> new CardCommand.CreateCardBatch(c.origin(), key, c.batch());
            case CardCommand.AddCardHashes c ->
                new CardCommand.AddCardHashes(c.origin(), key, c.batchId(), c.from(), c.hashes());
            case CardCommand.ExportCardBatch c ->
                new CardCommand.ExportCardBatch(c.origin(), key, c.batchId(), c.printerKey(), c.fileSha256());
            case CardCommand.VoidCardBatch c ->
                new CardCommand.VoidCardBatch(c.origin(), key, c.batchId(), c.reason());
            case CardCommand.HandOverCards c ->
                new CardCommand.HandOverCards(c.origin(), key, c.range(), c.from(), c.to());
            case CardCommand.ActivateCards c -> new CardCommand.ActivateCards(c.origin(), key, c.range(), c.ticket(),
                    c.buyer(), c.tender(), c.cashier());
            case CardCommand.GiveCards c -> new CardCommand.GiveCards(c.origin(), key, c.range(), c.ticket(),
                    c.campaign(), c.reason());
            case CardCommand.BlockCards c ->
                new CardCommand.BlockCards(c.origin(), key, c.range(), c.blocked(), c.reason());
            case CardCommand.ForgetCardBuyer c ->
                new CardCommand.ForgetCardBuyer(c.origin(), key, c.range(), c.reason());
            case CardCommand.SetCardExpiry c ->
                new CardCommand.SetCardExpiry(c.origin(), key, c.range(), c.lastDay(), c.reason());
        };
    }

    static boolean fits(CardCommand command, CardFact fact) {
        return switch (command) {
            case CardCommand.CreateCardBatch c -> fact.equals(new CardFact.CardBatchCreated(c.batch()));
            case CardCommand.AddCardHashes c ->
                fact.equals(new CardFact.CardsHashed(c.batchId(), c.from(), c.hashes()));
            case CardCommand.ExportCardBatch c ->
                fact.equals(new CardFact.CardBatchExported(c.batchId(), c.printerKey(), c.fileSha256()));
            case CardCommand.VoidCardBatch c -> fact.equals(new CardFact.CardBatchVoided(c.batchId(), c.reason()));
            case CardCommand.HandOverCards c ->
                fact.equals(new CardFact.CardsHandedOver(c.range(), c.from(), c.to()));
            case CardCommand.ActivateCards c -> fact instanceof CardFact.CardsActivated f
                    && f.range().equals(c.range()) && f.buyer().equals(c.buyer());
            case CardCommand.GiveCards c -> fact instanceof CardFact.CardsGiven f && f.range().equals(c.range())
                    && f.reason().equals(c.reason());
            case CardCommand.BlockCards c ->
                fact.equals(new CardFact.CardsBlocked(c.range(), c.blocked(), c.reason()));
            case CardCommand.ForgetCardBuyer c ->
                fact.equals(new CardFact.CardBuyerForgotten(c.range(), c.reason()));
            case CardCommand.SetCardExpiry c ->
                fact.equals(new CardFact.CardExpirySet(c.range(), c.lastDay(), c.reason()));
        };
    }

    private static String buyer(String key) {
        return CardBuyer.of(Sealed.of(("buyer " + key).getBytes(StandardCharsets.UTF_8)));
    }

    private Command create(Origin person, String key, int batch) {
        return new CardCommand.CreateCardBatch(person, key, new CardBatch("b" + batch, "PO " + batch,
                new Money(ModelCards.VALUE_MINOR, "USD"), ModelCards.rangeOf(batch),
                new CardForm(CardAlphabet.ALPHANUMERIC, 16), "c0ffee", Optional.empty()));
    }

    private Command add(Origin person, String key, int batch, int from) {
        int count = Math.min(5 + random.nextInt(6), ModelCards.BATCH_CARDS - from);
        int first = ModelCards.rangeOf(batch).first() + (random.nextInt(15) == 0 ? 0 : from);
        return new CardCommand.AddCardHashes(person, key, "b" + batch, from,
                ModelCards.serials(new CardRange(first, first + count - 1)).mapToObj(CardWorks::hash).toList());
    }

    private CardRange range(int batch) {
        CardRange all = ModelCards.rangeOf(batch);
        int first = all.first() + random.nextInt(ModelCards.BATCH_CARDS);
        return new CardRange(first, Math.min(all.last(), first + random.nextInt(3)));
    }

    private static CardHash hash(int serial) {
        return new CardHash(serial * 0x9E3779B97F4A7C15L, serial, 7, -serial);
    }

    /** Of cards that can all be activated: what anybody would see of them. */
    private static String ticket(CardRange range) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((range.first() + " " + range.last() + " " + ModelCards.batchOf(range.first()) + " "
                    + new Money(ModelCards.VALUE_MINOR, "USD")).getBytes(StandardCharsets.UTF_8));
            ByteBuffer seen = ByteBuffer.allocate(5 * range.count());
            ModelCards.serials(range).forEach(_ -> seen.put((byte) -1).putInt(0));
            return HexFormat.of().formatHex(digest.digest(seen.array()), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
