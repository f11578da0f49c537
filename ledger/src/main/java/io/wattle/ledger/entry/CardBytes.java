package io.wattle.ledger.entry;

import io.wattle.ledger.card.CardAlphabet;
import io.wattle.ledger.card.CardBatch;
import io.wattle.ledger.card.CardForm;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.till.Tender;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Facts about cards, and the parts that they are made of, as bytes and back. Pure. */
public final class CardBytes {
    static final int BATCH_CREATED = 60;
    static final int HASHED = 61;
    static final int BATCH_EXPORTED = 62;
    static final int BATCH_VOIDED = 63;
    static final int HANDED_OVER = 64;
    static final int ACTIVATED = 65;
    static final int GIVEN = 66;
    /** About a meter; {@link FactEncoder} writes it. */
    static final int REDEEMED = 67;
    static final int BLOCKED = 68;
    static final int EXPIRY_SET = 69;
    static final int BUYER_FORGOTTEN = 165;

    private CardBytes() {}

    static int number(CardFact fact) {
        return switch (fact) {
            case CardFact.CardBatchCreated _ -> BATCH_CREATED;
            case CardFact.CardsHashed _ -> HASHED;
            case CardFact.CardBatchExported _ -> BATCH_EXPORTED;
            case CardFact.CardBatchVoided _ -> BATCH_VOIDED;
            case CardFact.CardsHandedOver _ -> HANDED_OVER;
            case CardFact.CardsActivated _ -> ACTIVATED;
            case CardFact.CardsGiven _ -> GIVEN;
            case CardFact.CardsBlocked _ -> BLOCKED;
            case CardFact.CardExpirySet _ -> EXPIRY_SET;
            case CardFact.CardBuyerForgotten _ -> BUYER_FORGOTTEN;
        };
    }

    static void write(CardFact fact, EntryBytes to) {
        switch (fact) {
            case CardFact.CardBatchCreated f -> write(f.batch(), to);
            case CardFact.CardsHashed f -> {
                to.text(f.batchId()).i32(f.from()).u16(f.hashes().size());
                f.hashes().forEach(hash -> write(hash, to));
            }
            case CardFact.CardBatchExported f -> to.text(f.batchId()).text(f.printerKey()).text(f.fileSha256());
            case CardFact.CardBatchVoided f -> to.text(f.batchId()).text(f.reason());
            case CardFact.CardsHandedOver f -> write(f.range(), to).text(f.from()).text(f.to());
            case CardFact.CardsActivated f -> write(f.range(), to).text(f.batchId())
                    .text(f.buyer())
                    .enumerated(f.tender())
                    .text(f.cashier())
                    .quantity(f.total());
            case CardFact.CardsGiven f -> write(f.range(), to).text(f.batchId())
                    .text(f.campaign())
                    .text(f.reason())
                    .quantity(f.total());
            case CardFact.CardsBlocked f -> write(f.range(), to).flag(f.blocked()).text(f.reason());
            case CardFact.CardExpirySet f -> day(f.lastDay(), write(f.range(), to)).text(f.reason());
            case CardFact.CardBuyerForgotten f -> write(f.range(), to).text(f.reason());
        }
    }

    /** Empty if the number is of another kind of fact. */
    static Optional<CardFact> read(int number, EntrySource from) {
        return Optional.ofNullable(switch (number) {
            case BATCH_CREATED -> new CardFact.CardBatchCreated(readBatch(from));
            case HASHED -> new CardFact.CardsHashed(from.text(), from.i32(), hashes(from));
            case BATCH_EXPORTED -> new CardFact.CardBatchExported(from.text(), from.text(), from.text());
            case BATCH_VOIDED -> new CardFact.CardBatchVoided(from.text(), from.text());
            case HANDED_OVER -> new CardFact.CardsHandedOver(readRange(from), from.text(), from.text());
            case ACTIVATED -> new CardFact.CardsActivated(readRange(from), from.text(), from.text(),
                    from.enumerated(Tender.values()), from.text(), from.money());
            case GIVEN ->
                new CardFact.CardsGiven(readRange(from), from.text(), from.text(), from.text(), from.money());
            case BLOCKED -> new CardFact.CardsBlocked(readRange(from), from.flag(), from.text());
            case EXPIRY_SET -> new CardFact.CardExpirySet(readRange(from), readDay(from), from.text());
            case BUYER_FORGOTTEN -> new CardFact.CardBuyerForgotten(readRange(from), from.text());
            default -> null;
        });
    }

    public static void write(CardBatch batch, EntryBytes to) {
        to.text(batch.batchId()).text(batch.purchaseOrder()).quantity(batch.denomination());
        write(batch.range(), to).enumerated(batch.form().alphabet()).u8(batch.form().length());
        day(batch.lastDay(), to.text(batch.keyCheckValue()));
    }

    public static CardBatch readBatch(EntrySource from) {
        return new CardBatch(from.text(), from.text(), from.money(), readRange(from),
                new CardForm(from.enumerated(CardAlphabet.values()), from.u8()), from.text(), readDay(from));
    }

    public static void write(CardHash hash, EntryBytes to) {
        to.i64(hash.first()).i64(hash.second()).i64(hash.third()).i64(hash.fourth());
    }

    public static CardHash readHash(EntrySource from) {
        return new CardHash(from.i64(), from.i64(), from.i64(), from.i64());
    }

    private static List<CardHash> hashes(EntrySource from) {
        int count = from.u16();
        List<CardHash> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(readHash(from));
        }
        return hashes;
    }

    private static EntryBytes write(CardRange range, EntryBytes to) {
        return to.i32(range.first()).i32(range.last());
    }

    private static CardRange readRange(EntrySource from) {
        return new CardRange(from.i32(), from.i32());
    }

    private static EntryBytes day(Optional<LocalDate> day, EntryBytes to) {
        return to.optional(day, date -> to.i64(date.toEpochDay()));
    }

    private static Optional<LocalDate> readDay(EntrySource from) {
        return from.optional(() -> {
            long day = from.i64();
            try {
                return LocalDate.ofEpochDay(day);
            } catch (DateTimeException e) {
                throw from.malformed("no day: " + day);
            }
        });
    }
}
