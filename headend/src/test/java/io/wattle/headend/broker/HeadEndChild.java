package io.wattle.headend.broker;

import io.wattle.headend.HeadEnd;
import io.wattle.headend.TestSystem;
import io.wattle.headend.follow.EntryFollower;
import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.mqtt.MqttSettings;
import io.wattle.protocols.mqtt.client.MqttSessionSettings;
import io.wattle.protocols.mqtt.talk.TalkSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** A head-end that can be killed. It says what its journal holds from the beginning, a line each. */
final class HeadEndChild {
    /** Of meters 10000000001 and up. */
    private static final long FIRST = 10_000_000_001L;

    private HeadEndChild() {}

    /** Folder, broker, and how many meters. */
    public static void main(String[] args) throws InterruptedException {
        InstantSource clock = InstantSource.system();
        MqttSettings mqtt = MqttSettings.of(
                MqttSessionSettings.of(URI.create(args[1]), "head-end").withLimits(8, 1_000),
                new TalkSettings(Duration.ofSeconds(1), 10, 100_000, 100_000));
        try (HeadEnd headEnd = HeadEnd.start(
                BrokerSystem.polled(TestSystem.config(Path.of(args[0])), Duration.ofHours(1)).withMqtt(mqtt),
                registry(Integer.parseInt(args[2])), _ -> Optional.empty(), clock);
                EntryFollower _ = EntryFollower.start("child", headEnd.ledger(), 0, HeadEndChild::say)) {
            new CountDownLatch(1).await();
        }
    }

    static String serial(int place) {
        return String.valueOf(FIRST + place);
    }

    private static MeterRegistry registry(int meters) {
        return MeterRegistry.of(IntStream.range(0, meters)
                .mapToObj(place -> new MeterRecord(serial(place), "A-" + place, MeterRecord.Service.ELECTRICITY,
                        Optional.of(new MeterAddress(serial(place), URI.create("mqtt:" + serial(place)))),
                        Optional.empty()))
                .toList());
    }

    private static void say(List<LedgerEntry> entries) {
        for (LedgerEntry entry : entries) {
            for (Fact fact : entry.facts()) {
                switch (fact) {
                    case Fact.ReadingAccepted f -> say(f.meter(), "reading", f.reading().takenAt());
                    case Fact.LateReading f -> say(f.meter(), "reading", f.reading().takenAt());
                    case PremisesFact.EventNoted f -> say(f.meter(), "event", f.event().at());
                    case PremisesFact.ProfileNoted f -> say(f.meter(), "profile", f.profile().points().size());
                    case Fact.FindingRaised f -> say(f.meter(), "finding", f.words());
                    default -> {
                    }
                }
            }
        }
    }

    private static void say(String meter, String what, Object which) {
        System.out.println(meter + " " + what + " " + which);
    }
}
