package io.wattle.ledger.tariff.plan;

/**
 * What leaves by the sewer, charged with the water that came.
 *
 * <p>Immutable, safe for any thread.
 */
public sealed interface Sewerage extends Component {

    /**
     * A share of the water charge after discounts.
     *
     * @param ppm 1..10,000,000
     */
    record OfCharge(long ppm) implements Sewerage {
        public OfCharge {
            Exact.within("percent", ppm, 1, 10 * Exact.WHOLE_PPM);
        }
    }

    /**
     * Its own price for a share of the volume.
     *
     * @param returnedPpm how much of the water is taken to come back, 1..1,000,000
     * @param price flat or blocks, the blocks in returned volume
     */
    record OfVolume(long returnedPpm, UnitPrice price) implements Sewerage {
        public OfVolume {
            Exact.within("returned", returnedPpm, 1, Exact.WHOLE_PPM);
            if (price instanceof TimeOfUse) {
                throw new IllegalArgumentException("sewerage has no time of use");
            }
        }

        /** Returned volume of so much water, in litres: counted over the month, so that no litre is lost between sales. */
        public long returned(long water) {
            return Exact.share(water, returnedPpm);
        }
    }
}
