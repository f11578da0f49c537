package io.wattle.headend.card;

import io.wattle.ledger.Ledger;
import io.wattle.ledger.card.CardHash;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door at which every channel redeems cards: so that the same text is understood, wrong numbers are counted and
 * nothing is given away, whichever way somebody comes. Safe for use by many threads.
 */
public final class RedemptionDoor {
    private static final Logger LOG = LoggerFactory.getLogger(RedemptionDoor.class);
    /** Of a source's name, in the log: enough to find it again, not enough to call it. */
    private static final int SOURCE_SHOWN = 4;
    private static final String ACTOR = "redemption";

    private final Ledger ledger;
    private final CardKey key;
    private final MeterNames meters;
    private final WrongNumbers wrongNumbers;
    private final InstantSource clock;

    RedemptionDoor(Ledger ledger, CardKey key, MeterNames meters, WrongNumbers wrongNumbers, InstantSource clock) {
        this.ledger = ledger;
        this.key = key;
        this.meters = meters;
        this.wrongNumbers = wrongNumbers;
        this.clock = clock;
    }

    /** Redeems what somebody wrote as {@code METER*CARD}; what is not so is not accepted, as a wrong number is not. */
    public CompletableFuture<RedemptionAnswer> redeem(RedemptionChannel channel, String source, String messageKey,
            String text) {
        RedemptionText parts = RedemptionText.parse(text).orElseGet(() -> new RedemptionText("", ""));
        return redeem(new Redemption(channel, source, messageKey, parts.meter(), parts.card()));
    }

    /** Redeems. Blocks for a query of the read store if the meter is named by its account. */
    public CompletableFuture<RedemptionAnswer> redeem(Redemption wish) {
        String source = wish.channel() + ":" + wish.source();
        Optional<Duration> locked = wrongNumbers.enter(source, clock.instant());
        if (locked.isPresent()) {
            LOG.warn("{} is locked out after wrong card numbers, for {} s more", masked(wish),
                    locked.get().toSeconds());
            return CompletableFuture.completedFuture(new RedemptionAnswer.LockedOut(locked.get()));
        }
        Optional<CardNumber> number = CardNumber.parse(wish.card());
        Optional<String> meter = meters.find(wish.meter());
        if (number.isEmpty() || meter.isEmpty()) {
            LOG.warn("a card was not redeemed, from {}: {}", masked(wish),
                    meter.isEmpty() ? "no such meter" : "that can be no card's number");
            return CompletableFuture.completedFuture(new RedemptionAnswer.NotAccepted());
        }
        CardHash hash = key.hash(number.get());
        return ledger.submit(new Command.RedeemCard(origin(wish), wish.key(), meter.get(), hash))
                .thenApply(outcome -> answer(outcome, source, wish, hash));
    }

    /** Customers are not named in the journal, which forgets nothing; staff are. */
    private static Origin origin(Redemption wish) {
        return wish.channel().isStaffed()
                ? Origin.manual(wish.source(), wish.channel().word())
                : Origin.automatic(ACTOR, wish.channel().word());
    }

    private RedemptionAnswer answer(Outcome outcome, String source, Redemption wish, CardHash hash) {
        return switch (outcome) {
            case Outcome.Accepted(LedgerEntry entry) -> redeemed(source, entry, false);
            case Outcome.Existing(LedgerEntry entry) -> redeemed(source, entry, true);
            case Outcome.NothingToDo _ -> throw new IllegalStateException("a card is redeemed or not");
            case Outcome.Refused refused -> refused(refused, source, wish, hash);
        };
    }

    /** Only a card that was used up makes good for wrong ones: said again, it would do so for ever. */
    private RedemptionAnswer redeemed(String source, LedgerEntry entry, boolean before) {
        if (before) {
            wrongNumbers.notTried(source);
        } else {
            wrongNumbers.right(source);
        }
        return new RedemptionAnswer.Redeemed(entry, before);
    }

    /**
     * What the ledger refuses before it looks at the card is said, and counts as no try: it says nothing about the number.
     * Whatever comes after it is the same to the customer as a wrong number, and counts as one; else a good card that is
     * refused would tell itself from a bad one.
     */
    private RedemptionAnswer refused(Outcome.Refused refused, String source, Redemption wish, CardHash hash) {
        return switch (refused.reason()) {
            case OVERLOADED, STOPPED, MALFORMED, UNREADABLE, UNDECIDED, KEY_USED_FOR_OTHER_CONTENTS, ACCOUNT_CLOSED,
                    VENDING_DISABLED, TOO_MANY_PENDING_CREDITS, OUTSIDE_BASE_DATE, KEY_EXPIRED, KEY_TAKES_NO_CREDIT,
                    TOO_FAR_AHEAD -> {
                wrongNumbers.notTried(source);
                yield new RedemptionAnswer.Refused(refused);
            }
            default -> {
                tell(wish, hash, refused.reason().name());
                yield new RedemptionAnswer.NotAccepted();
            }
        };
    }

    /** Staff may know which card it was, by its serial, and what is wrong with it. */
    private void tell(Redemption wish, CardHash hash, String reason) {
        CompletableFuture<?> _ = ledger.ask(view -> view.card(hash)).whenComplete((card, failure) -> {
            if (failure == null && card.isPresent()) {
                LOG.warn("a card was not redeemed, from {}: {}; it is {}, {}{}", masked(wish), reason,
                        card.get().serial(), card.get().state(), card.get().blocked() ? ", blocked" : "");
            } else {
                LOG.warn("a card was not redeemed, from {}: {}; no card has that number", masked(wish), reason);
            }
        });
    }

    private static String masked(Redemption wish) {
        String source = wish.source();
        return wish.channel() + " ..." + source.substring(Math.max(0, source.length() - SOURCE_SHOWN));
    }
}
