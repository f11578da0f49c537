package io.wattle.protocols.meter;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One open conversation with one meter.
 *
 * <p>One question at a time: a second one before the first is answered is refused as {@link Outcome.Refusal#BUSY}. Every
 * question is answered within the connector's deadline. What a protocol or a meter does not offer is refused as
 * {@link Outcome.Refusal#NOT_SUPPORTED}, without sending anything. Stages complete on a thread of the connector: do not
 * block in them. No answer ever throws.
 *
 * <p>An instruction whose outcome is {@link Outcome.Unknown} can no longer take effect once a <em>later</em>
 * conversation with the meter has been opened: each protocol guarantees that by what it has (DLMS by invocation
 * counters). So a reading over a new link tells what became of it. A token is another matter, see {@link #enterToken}.
 */
public interface MeterLink extends AutoCloseable {

    /** Reads clock, register, balance and relay as of one instant. */
    CompletionStage<Outcome<MeterReading>> read();

    /** Switches the supply and answers with the state that the meter then gave when it was read back. */
    default CompletionStage<Outcome<RelayState>> switchRelay(RelayState target) {
        return notSupported("relay");
    }

    /** Adds to the balance and reads it back. Never repeated by the link itself. */
    default CompletionStage<Outcome<CreditReceipt>> loadCredit(CreditLoad load) {
        return notSupported("credit load");
    }

    /**
     * Hands the meter a token as if it were keyed in, and waits until it has said what came of it. A meter takes a token
     * once, so that what is {@link Outcome.Unknown} is found out by entering the same token again: {@link
     * TokenAnswer.AlreadyUsed} proves that it had arrived. A reading proves less, as a meter may take its time over a
     * token that it has received.
     */
    default CompletionStage<Outcome<TokenAnswer>> enterToken(MeterToken token) {
        return notSupported("token entry");
    }

    /** Limits the power (watts) above which the meter cuts off by itself; answers with the limit read back. */
    default CompletionStage<Outcome<Long>> setPowerLimit(long powerW) {
        return notSupported("power limit");
    }

    /** The same for water: litres an hour. */
    default CompletionStage<Outcome<Long>> setFlowLimit(long litresPerHour) {
        return notSupported("flow limit");
    }

    /** Switches between credit and prepayment; answers with the mode read back. */
    default CompletionStage<Outcome<PaymentMode>> setPaymentMode(PaymentMode mode) {
        return notSupported("payment mode");
    }

    /** Gives the meter new prices; answers with the tariff name read back. */
    default CompletionStage<Outcome<String>> setTariff(MeterTariff tariff) {
        return notSupported("tariff");
    }

    /** Sets the meter's clock; answers with the clock read back. */
    default CompletionStage<Outcome<Instant>> setClock(Instant time) {
        return notSupported("clock");
    }

    /** Reads the load profile from {@code from} (included) to {@code to} (excluded). */
    default CompletionStage<Outcome<LoadProfile>> readProfile(Instant from, Instant to) {
        return notSupported("load profile");
    }

    /** Takes leave of the meter in good order if there is time, and closes. Never blocks, may be called twice. */
    @Override
    void close();

    private static <T> CompletionStage<Outcome<T>> notSupported(String what) {
        return CompletableFuture.completedFuture(Outcome.refused(Outcome.Refusal.NOT_SUPPORTED, what));
    }
}
