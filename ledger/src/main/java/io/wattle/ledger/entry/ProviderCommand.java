package io.wattle.ledger.entry;

import io.wattle.ledger.provider.ProviderAnswer;
import io.wattle.ledger.provider.ProviderStep;
import io.wattle.ledger.quantity.Money;

/**
 * What the ledger can be asked to do about payments by credit card through a payment provider. Each step stands in the
 * journal before the provider is asked, so that whoever comes after a crash knows what may have happened.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface ProviderCommand extends Command.OfLedger {

    /**
     * A customer is going to pay. Refused with the same words as {@link Command.TakePayment} where nothing could be sold
     * for it now.
     *
     * @param key idempotency key, as for {@link Command.TakePayment}
     * @param amount above zero
     * @param provider its name, 1..64 characters
     * @param reference by which the provider will know the payment, 1..64 characters; not part of what is compared when a
     *        key comes again. One that is known is refused
     */
    record BeginProviderPayment(Origin origin, String key, String meter, Money amount, String provider,
            String reference) implements ProviderCommand {}

    /**
     * The provider is about to be asked. CAPTURE only for what is authorised, can be sold for now, and was not asked for
     * five times before; CANCEL only for what is not captured and not being captured; REFUND only once more, for what the
     * provider refused to give back. The same again has no effect.
     *
     * @param reason in words; may be empty for CAPTURE, and for others may not
     */
    record AskProvider(Origin origin, String paymentId, ProviderStep step, String reason) implements ProviderCommand {}

    /**
     * What the provider says, or a person who has asked it. For CAPTURED the sale is made in the same entry; where nothing
     * can be sold any more, the money is to go back. The same again has no effect.
     *
     * @param detail in words, may be empty; by hand it is the reason and may not
     */
    record RecordProvider(Origin origin, String paymentId, ProviderAnswer answer, String detail)
            implements
                ProviderCommand {}
}
