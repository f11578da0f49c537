package io.wattle.simulator.meter;

import io.wattle.simulator.ManualClock;
import java.nio.file.Path;
import java.time.Duration;

/** A process that loads one unit of credit after the other into a meter and prints each that was answered. */
final class KilledMeter {
    static final FleetMark MARK = new FleetMark(5, 1, 0, 0, 0);

    private KilledMeter() {}

    public static void main(String[] arguments) {
        ManualClock clock = new ManualClock();
        // Not closed: this process is killed.
        SimulatedMeter meter = TestMeters.electricity(clock, FleetMemory.open(Path.of(arguments[0]), MARK).slot(0));
        while (true) {
            clock.advance(Duration.ofSeconds(1));
            TestMeters.credit(meter, 1);
            System.out.println(meter.truth().creditCount());
        }
    }
}
