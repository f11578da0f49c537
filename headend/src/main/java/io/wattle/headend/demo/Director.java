package io.wattle.headend.demo;

import io.wattle.ledger.entry.Command;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.quantity.Money;
import io.wattle.simulator.fault.MeterFault;
import io.wattle.simulator.scenario.Fleet;
import io.wattle.simulator.scenario.FleetMeter;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the customers, the cashier and the thief: pays, steals, and does nothing else. Every payment has a fixed key and
 * the theft leaves its mark in the meter, so that a second run in the same folder does nothing twice.
 */
final class Director {
    private static final Logger LOG = LoggerFactory.getLogger(Director.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Origin CASHIER = Origin.manual("cashier Ama", "demo");

    private final Ledger ledger;
    private final Fleet fleet;
    private final Story story;
    private final Cast cast;
    private final List<FleetMeter> keypads;
    private final long stolenUnits;
    private final String currency;
    private final List<FleetMeter> others;
    private final Random random;

    Director(Ledger ledger, Fleet fleet, Story story, Cast cast, List<FleetMeter> keypads, long stolenUnits,
            String currency, long seed) {
        this.ledger = ledger;
        this.fleet = fleet;
        this.story = story;
        this.cast = cast;
        this.keypads = keypads;
        this.stolenUnits = stolenUnits;
        this.currency = currency;
        this.others = fleet.meters().stream().filter(meter -> !cast.plays(meter.serial())).toList();
        this.random = new Random(seed);
    }

    /** The main thread of the story; returns when it is told. */
    void play() throws InterruptedException {
        if (!story.await(Step.METERS_READ, PATIENCE)) {
            return;
        }
        pay("demo-payer", cast.payer(), 500);
        story.await(Step.CREDIT_PROVED, PATIENCE);
        if (fleet.meter(cast.thief()).truth().creditByFraud() == 0) {
            fleet.meter(cast.thief()).inject(new MeterFault.IllegalCredit(stolenUnits));
        }
        if (story.await(Step.CUT, PATIENCE)) {
            story.paymentBegins(System.nanoTime());
            pay("demo-poor", cast.poor(), 1000);
        }
    }

    /** The life around it: from time to time somebody else pays. Until interrupted. */
    void playOthers() throws InterruptedException {
        if (others.isEmpty() || !story.await(Step.METERS_READ, PATIENCE)) {
            return;
        }
        // So that one of them is seen soon.
        for (FleetMeter meter : keypads.subList(0, Math.min(1, keypads.size()))) {
            pay("demo-keypad", meter.serial(), 500);
        }
        for (int round = 1;; round++) {
            FleetMeter meter = others.get(random.nextInt(others.size()));
            long amountMinor = 100L * (1 + random.nextInt(10));
            String key = "demo-round-" + round;
            if (!story.knows(key)) {
                pay(key, meter.serial(), amountMinor);
                Thread.sleep(ROUND);
            }
        }
    }

    private void pay(String key, String meter, long amountMinor) {
        Outcome outcome = ledger.submit(new Command.TakePayment(CASHIER, key, meter, new Money(amountMinor, currency)))
                .join();
        if (outcome instanceof Outcome.Refused refused) {
            LOG.warn("payment {} refused: {}", key, refused);
        }
    }
}
