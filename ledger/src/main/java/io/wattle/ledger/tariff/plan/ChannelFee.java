package io.wattle.ledger.tariff.plan;

/**
 * What a way of paying costs the customer, shown apart from the price.
 *
 * <p>Immutable, safe for any thread.
 *
 * @param channel which one, or {@code any}
 * @param ppm share of the tender, below the whole
 * @param fixedMinor besides
 * @param minorMax at most this together
 */
public record ChannelFee(String channel, long ppm, long fixedMinor, long minorMax) implements Component {
    public ChannelFee {
        Exact.named("channel", channel);
        Exact.within("percent", ppm, 0, Exact.WHOLE_PPM - 1);
        Exact.within("fixed", fixedMinor, 0, Exact.AMOUNT_MAX);
        Exact.within("most", minorMax, 0, Exact.AMOUNT_MAX);
    }

    /** The fee on a tender, never more than the tender. */
    public long of(long tenderMinor) {
        return Math.min(tenderMinor, Math.min(minorMax, Exact.share(tenderMinor, ppm) + fixedMinor));
    }

    /** Whether it is taken there. */
    public boolean isFor(String way) {
        return channel.equals("any") || channel.equals(way);
    }
}
