package io.wattle.headend.card;

/**
 * A wish to redeem a card.
 *
 * @param source who wishes, as the channel knows him: telephone number, address, cashier's name. Wrong numbers are counted by it
 * @param key idempotency key: the message's or the request's own name
 * @param meter serial of the meter, or number of an account that has one meter
 * @param card as it was typed; hidden by {@code toString}
 */
public record Redemption(RedemptionChannel channel, String source, String key, String meter, String card) {

    @Override
    public String toString() {
        return "Redemption[" + channel + ", " + key + ", " + meter + "]";
    }
}
