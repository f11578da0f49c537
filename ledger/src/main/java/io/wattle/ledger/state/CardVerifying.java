package io.wattle.ledger.state;

import io.wattle.ledger.card.CardRange;
import io.wattle.ledger.card.CardSerial;
import io.wattle.ledger.card.CardVerification;
import io.wattle.ledger.card.CardVerification.Reason;
import io.wattle.ledger.quantity.Money;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at cards before they are activated. The ticket is a digest of all that was seen, so that it need not be kept: who
 * looks again and sees the same gets the same. For the ledger thread.
 */
public final class CardVerifying {
    private static final int TICKET_BYTES = 16;

    private CardVerifying() {}

    public static CardVerification look(Cards cards, CardRange range, LocalDate today) {
        CardBatchState batch = cards.ofSerial(range.first());
        List<CardVerification.Excepted> exceptions = new ArrayList<>();
        int exceptionCount = 0;
        MessageDigest seen = digest(batch, range);
        ByteBuffer one = ByteBuffer.allocate(1 + Integer.BYTES);
        for (int serial = range.first(); serial <= range.last(); serial++) {
            Optional<Reason> reason = reason(cards, batch, serial, today);
            int reasonNumber = reason.map(Reason::ordinal).orElse(-1);
            int card = reason.filter(Reason.MISSING::equals).isPresent() || batch == null ? -1 : batch.card(serial);
            one.clear();
            one.put((byte) reasonNumber).putInt(card < 0 ? 0 : cards.table.lastDay(card));
            seen.update(one.flip());
            if (reason.isPresent() && exceptionCount++ < CardVerification.EXCEPTIONS_MAX) {
                exceptions.add(new CardVerification.Excepted(new CardSerial(serial), reason.get()));
            }
        }
        int good = range.count() - exceptionCount;
        return new CardVerification(range, Optional.ofNullable(batch).map(known -> known.batch.batchId()),
                Optional.ofNullable(batch).map(known -> value(known, good)), exceptions, exceptionCount,
                HexFormat.of().formatHex(seen.digest(), 0, TICKET_BYTES));
    }

    /** Batches are refused whose cards together are worth more than any sum may be: this does not overflow. */
    public static Money value(CardBatchState batch, int cards) {
        Money each = batch.batch.denomination();
        return new Money(Math.multiplyExact(each.amountMinor(), (long) cards), each.currency());
    }

    private static Optional<Reason> reason(Cards cards, @Nullable CardBatchState batch, int serial, LocalDate today) {
        if (batch == null || serial > batch.batch.range().last()) {
            return Optional.of(Reason.MISSING);
        }
        int card = batch.card(serial);
        return switch (cards.table.state(card)) {
            case ACTIVATED -> Optional.of(Reason.ALREADY_ACTIVATED);
            case REDEEMED -> Optional.of(Reason.REDEEMED);
            case AVAILABLE -> {
                if (!batch.isIssued()) {
                    yield Optional.of(Reason.NOT_ISSUED);
                }
                if (cards.table.isBlocked(card)) {
                    yield Optional.of(Reason.BLOCKED);
                }
                yield cards.isExpired(card, today) ? Optional.of(Reason.EXPIRED) : Optional.empty();
            }
        };
    }

    private static MessageDigest digest(@Nullable CardBatchState batch, CardRange range) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String head = range.first() + " " + range.last() + " "
                    + (batch == null ? "none" : batch.batch.batchId() + " " + batch.batch.denomination());
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
