package io.wattle.headend.link;

import io.wattle.protocols.meter.LoadProfile;
import io.wattle.protocols.meter.MeterInbox;
import io.wattle.protocols.meter.MeterReading;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** An inbox that keeps in memory whatever it hears. */
public final class HeardMeters implements MeterInbox {
    private static final CompletionStage<Heard> KEPT = CompletableFuture.completedFuture(new Heard.Kept());
    private final List<MeterReading> readings = new CopyOnWriteArrayList<>();
    private final List<LoadProfile> profiles = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<Heard> reading(MeterReading reading) {
        readings.add(reading);
        return KEPT;
    }

    @Override
    public CompletionStage<Heard> profile(LoadProfile profile) {
        profiles.add(profile);
        return KEPT;
    }

    @Override
    public CompletionStage<Heard> event(String meterSerial, Instant at, String kind, String detail) {
        events.add(meterSerial + " " + kind + " " + detail);
        return KEPT;
    }

    public List<MeterReading> readings() {
        return readings;
    }

    public List<LoadProfile> profiles() {
        return profiles;
    }

    /** Serial, kind and detail. */
    public List<String> events() {
        return events;
    }
}
