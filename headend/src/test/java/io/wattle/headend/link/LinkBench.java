package io.wattle.headend.link;

import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.MeterConnector;
import io.wattle.protocols.meter.MeterToken;
import io.wattle.simulator.meter.SimulatedMeter;
import java.time.Duration;
import java.util.Set;

/** One protocol, set up for {@link MeterLinkContract}: a simulated meter, and the way to it. */
public interface LinkBench extends AutoCloseable {

    /** What a protocol may leave out; then it must refuse it as NOT_SUPPORTED. */
    enum Offer {
        RELAY, CREDIT, TOKEN, POWER_LIMIT, PAYMENT_MODE, TARIFF, CLOCK, PROFILE
    }

    Set<Offer> offers();

    MeterConnector connector();

    /** The meter itself: an electricity meter that takes tokens if the protocol offers them. */
    SimulatedMeter meter();

    /** Where the meter is. */
    MeterAddress address();

    /** The same place, said to be another meter's, whose serial number is not the one of the meter there. */
    MeterAddress mistakenAddress();

    /** Where there is no meter. */
    MeterAddress emptyAddress();

    /** An address of this scheme that cannot be understood. */
    MeterAddress badAddress();

    /** Lets the time of meter and connector pass. */
    void advance(Duration time);

    /** From now on the meter does what it is told and its answers to instructions are lost; opening still goes well. */
    void loseAnswers();

    /** Answers arrive again. */
    void endLosses();

    /**
     * A token for tenths of a kilowatt-hour; asked for only where tokens are offered.
     *
     * @param number no two tokens of a number are the same
     */
    MeterToken token(int number, long tenths);

    @Override
    void close();
}
