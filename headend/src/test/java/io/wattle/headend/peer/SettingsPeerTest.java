package io.wattle.headend.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wattle.headend.ChildProcess;
import io.wattle.headend.registry.CounterFile;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.DlmsAddress;
import io.wattle.protocols.dlms.DlmsConnector;
import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.DlmsSettings;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.field.CalendarWork;
import io.wattle.protocols.dlms.field.Found;
import io.wattle.protocols.dlms.field.ImageWork;
import io.wattle.protocols.dlms.field.LimiterWork;
import io.wattle.protocols.dlms.field.PushWork;
import io.wattle.protocols.dlms.object.typed.CalendarPlan;
import io.wattle.protocols.dlms.object.typed.DatePattern;
import io.wattle.protocols.dlms.object.typed.DayTime;
import io.wattle.protocols.dlms.object.typed.ImageTransfer;
import io.wattle.protocols.dlms.object.typed.Moment;
import io.wattle.protocols.dlms.object.typed.PushTarget;
import io.wattle.protocols.dlms.object.typed.Shown;
import io.wattle.protocols.dlms.object.typed.SpecialDay;
import io.wattle.protocols.dlms.object.typed.TypedObject;
import io.wattle.protocols.dlms.security.KeyUse;
import io.wattle.protocols.meter.MeterAddress;
import io.wattle.protocols.meter.Outcome;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is set in a meter that we did not make: read as utility values, written, and read back. */
class SettingsPeerTest {
    private static final String KEY = "000102030405060708090A0B0C0D0E0F";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-04T00:30:00Z"));
    private static final ObisCode SCRIPTS = new ObisCode("0.0.10.0.100.255");

    @TempDir
    private Path folder;

    @Test
    void shouldReadAndWriteTheSettingsOfAMeterOfGurux() throws Exception {
        byte[] key = HexFormat.of().parseHex(KEY);
        try (ChildProcess child = ChildProcess.start(folder, GuruxSettingsMeter.class, List.of(KEY));
                CounterFile counters = CounterFile.open(folder.resolve("counters"));
                DlmsConnector connector = new DlmsConnector(DlmsSettings.defaults(),
                        _ -> Optional.of(new DlmsKeys(Map.of(KeyUse.ENCRYPTION, key, KeyUse.AUTHENTICATION, key))),
                        counters, CLOCK)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> !child.lines().isEmpty());
            URI uri = URI.create("dlms://127.0.0.1:" + child.lines().getFirst().substring("port ".length()));
            try (CosemLink link = done(connector.openCosem(new MeterAddress("GURUX-4047", uri))
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join())) {
                limiter(new LimiterWork(link, DlmsAddress.parse(uri)));
                calendar(new CalendarWork(link, DlmsAddress.parse(uri)));
                push(new PushWork(link, DlmsAddress.parse(uri)));
                image(new ImageWork(link, DlmsAddress.parse(uri), CLOCK, Duration.ofMinutes(1), _ -> {
                }));
            }
        }
    }

    private static void limiter(LimiterWork limiter) {
        assertSound(limiter.read());
        assertThat(texts(limiter.read())).contains("3/1.0.1.8.0.255/2", "5000 Wh", "1000 Wh", "30 s", "7",
                "above: 0.0.10.0.106.255 script 1; below: 0.0.10.0.106.255 script 2");
        assertThat(texts(limiter.change(new LimiterWork.Change(Optional.of(new BigDecimal(4_600)), Optional.empty(),
                Optional.of(Duration.ofSeconds(90)), Optional.empty())))).contains("4600 Wh", "90 s");
    }

    private static void calendar(CalendarWork calendar) {
        assertSound(calendar.read());
        assertThat(texts(calendar.read())).contains("GURUX", "S1 from *-01-01 4 00:00 week W1", "W1: 0 0 0 0 0 0 1",
                "day 0: 00:00 script 1; day 1: 00:00 script 2");
        CalendarPlan plan = new CalendarPlan("WINTER",
                List.of(new CalendarPlan.Season("S2", Moment.parse("*-10-01"), "W2")),
                List.of(new CalendarPlan.Week("W2", List.of(1, 1, 1, 1, 1, 2, 2))),
                List.of(day(1, "00:00", 3), day(2, "00:00", 4)));
        assertThat(done(calendar.write(plan, Moment.parse("2027-01-01T00:00:00Z"))).object().passive().plan())
                .contains(plan);
        assertSound(calendar.days());
        assertThat(texts(calendar.days())).containsExactly("1: 2026-12-25 day 1");
        assertThat(texts(calendar.insert(new SpecialDay(2, DatePattern.parse("2026-12-26"), 2))))
                .containsExactly("1: 2026-12-25 day 1; 2: 2026-12-26 day 2");
        assertThat(texts(calendar.delete(1))).containsExactly("2: 2026-12-26 day 2");
    }

    private static CalendarPlan.Day day(int id, String from, int script) {
        return new CalendarPlan.Day(id, List.of(new CalendarPlan.Switch(DayTime.parse(from), SCRIPTS, script)));
    }

    private static void push(PushWork push) {
        assertSound(push.read());
        assertThat(texts(push.read())).contains("3/1.0.1.8.0.255/2", "TCP to 127.0.0.1:4059, A-XDR", "2");
        List<PushTarget.Item> items = List.of(
                new PushTarget.Item(new CosemAttribute(1, "0.0.96.1.0.255", 2), 0),
                new PushTarget.Item(new CosemAttribute(3, "1.0.1.8.0.255", 2), 0));
        assertThat(texts(push.change(new PushWork.Change(Optional.of(new PushTarget(1, "10.0.0.1:4059", 0)),
                Optional.of(items), Optional.of(5)))))
                .contains("1/0.0.96.1.0.255/2; 3/1.0.1.8.0.255/2", "UDP to 10.0.0.1:4059, A-XDR", "5");
    }

    private static void image(ImageWork image) {
        byte[] id = "PROGRAM-2".getBytes(StandardCharsets.US_ASCII);
        byte[] program = new byte[1_000 + 7];
        assertThat(done(image.send(id, program, false, _ -> {
        })).object().blocks().known()).contains("111111");
        assertThat(done(image.verify(id, program.length)).object().status().known())
                .contains(ImageTransfer.Status.VERIFIED);
        assertThat(done(image.activate()).object().status().known()).contains(ImageTransfer.Status.ACTIVATED);
    }

    private static <T extends TypedObject> void assertSound(Outcome<Found<T>> outcome) {
        assertThat(done(outcome).shown()).noneMatch(Shown::odd);
    }

    private static <T extends TypedObject> List<String> texts(Outcome<Found<T>> outcome) {
        return done(outcome).shown().stream().map(Shown::text).toList();
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }
}
