package io.wattle.ledger.entry;

import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.balance.UsagePoint;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.quantity.Unit;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the ledger can be asked about meters whose balance lives here and not in the meter.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface BalanceCommand extends Command.OfLedger {

    /**
     * From now on the balance lives here: usage is deducted from the wallet of the account that pays for the meter, or from
     * its units. Refused while credit is under way to the meter. The same again has no effect; another unit is refused.
     *
     * @param unit a currency that the service is sold in, or the unit of the register
     * @param zone of the utility's days and hours; empty for that of the tariff, or UTC
     * @param setAside whether a balance that the meter itself has shown is written off, by hand only; else it is refused
     */
    record KeepBalance(Origin origin, String meter, Unit unit, Optional<ZoneId> zone, boolean setAside)
            implements
                BalanceCommand {}

    /**
     * A reading that somebody brings. The same again has no effect. An actual one is taken as any reading of the meter; an
     * estimated one stands until a real one is newer; a corrected one takes the place of another, or comes between two,
     * and what was deducted is priced anew. Estimates and corrections only where the balance lives here.
     *
     * @param register unit of {@code point}'s register
     */
    record ImportReading(Origin origin, String meter, Unit register, UsagePoint point) implements BalanceCommand {}

    /**
     * A balance rises without a payment: free, or put right by an engineer. By hand only, up to the month's limit of each.
     * Emergency credit is {@link Command.GrantEmergency}.
     *
     * @param key idempotency key, as for {@link Command.TakePayment}
     * @param amount above zero, in the unit of the balance
     * @param reason in words, not blank
     */
    record GrantCredit(Origin origin, String key, String meter, GrantKind kind, Quantity amount, String reason)
            implements
                BalanceCommand {}

    /**
     * From how many days left on a customer is warned. The same again has no effect.
     *
     * @param days 0..90
     */
    record SetWarningDays(Origin origin, String meter, int days) implements BalanceCommand {}

    /**
     * Orders how much the meter lets through. The same again has no effect. A limit only where the balance lives here, and
     * not where somebody's life hangs on the supply; the normal one only for a meter that may be limited.
     *
     * @param perHour 1..1,000,000,000 Wh or l an hour
     * @param normal whether that is what a meter that is paid for lets through
     */
    record OrderLimit(Origin origin, String meter, long perHour, boolean normal, String reason)
            implements
                BalanceCommand {}

    /**
     * What the meter said to the limit. The same again has no effect.
     *
     * @param perHour that was ordered last
     */
    record AnswerLimit(Origin origin, String meter, long perHour, Command.Answer answer, String detail)
            implements
                BalanceCommand {}

    /** A limit that the meter refused, and never took, is wanted no more. */
    record WithdrawLimit(Origin origin, String meter, String reason) implements BalanceCommand {}

    /** Takes the daily charges of days that are over. A bounded piece at a time: ask again until there is nothing to do. */
    record AccrueCharges(Origin origin) implements BalanceCommand {}
}
