package io.wattle.protocols.dlms.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.wattle.protocols.dlms.push.PushRoom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Who waits for a meter that is not there, and which of them gets it when it comes. */
class MeterClaimsTest {
    private static final int WAITING_MAX = 65_536;

    private final MeterClaims claims = new MeterClaims();

    /** A meter that dials in and says its name; it is given to whoever waits for it. */
    private static InboundSession dialled(MeterClaims claims, String name) {
        InboundSession session = silent(claims);
        ((EmbeddedChannel) session.channel()).writeInbound(ModemMessage.login(name));
        return session;
    }

    private static InboundSession silent(MeterClaims claims) {
        InboundSession session = new InboundSession(new InboundDesk(InboundSettings.on("127.0.0.1", 0), claims,
                Duration.ofSeconds(5), (_, _) -> CompletableFuture.completedFuture(Optional.empty()),
                (_, _, _) -> CompletableFuture.completedFuture(Set.of()), new AskTurns(1), new PushRoom(0)));
        new EmbeddedChannel(session);
        return session;
    }

    @Test
    void shouldGiveAMeterToWhoWaitsLongestWhateverNameHeKnowsItBy() {
        var forAnother = claims.take(Set.of("M2"));
        var byTitle = claims.take(Set.of("other", "M1"));
        var first = claims.take(Set.of("M1"));
        var whoever = claims.take(Set.of(MeterClaims.WHOEVER));
        InboundSession once = dialled(claims, "M1");
        assertThat(byTitle.join()).contains(once);
        assertThat(List.of(forAnother.isDone(), first.isDone(), whoever.isDone())).containsOnly(false);
        InboundSession again = dialled(claims, "M1");
        assertThat(first.join()).contains(again);
        InboundSession third = dialled(claims, "M1");
        assertThat(whoever.join()).contains(third);
        assertThat(forAnother.isDone()).isFalse();
    }

    /** What says so in its certificate says it when it dials in, and not before its old connection's last heartbeat. */
    @Test
    void shouldTakeTheConnectionThatWasIdentifiedLastHoweverThatWas() {
        dialled(claims, "M1");
        InboundSession fresh = silent(claims);
        fresh.identified(Set.of("M1"));
        assertThat(claims.take(Set.of("M1")).join()).contains(fresh);
    }

    @Test
    void shouldNotMakeRoomForWhoProvedThatItIsAnother() {
        InboundSession honest = dialled(claims, "M1");
        honest.proved(Set.of("M1"));
        for (int i = 0; i < 4; i++) {
            InboundSession liar = dialled(claims, "L" + i);
            liar.proved(Set.of("L" + i));
            liar.identified(Set.of("M1"));
        }
        honest.proved(Set.of("M1"));
        ((EmbeddedChannel) honest.channel()).runPendingTasks();
        assertThat(honest.channel().isOpen()).isTrue();
        assertThat(List.of(honest.isProven("M1"), honest.isProven("L0"))).containsExactly(true, false);
    }

    @Property(tries = 200)
    void shouldServeThoseWhoWaitAsAListWouldThatIsWalkedFromItsHead(@ForAll long seed) {
        Random luck = new Random(seed);
        MeterClaims all = new MeterClaims();
        List<Set<String>> wanted = new ArrayList<>();
        List<CompletableFuture<Optional<InboundSession>>> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Set<String> names = luck.nextInt(6) == 0
                    ? Set.of(MeterClaims.WHOEVER)
                    : Set.of("M" + luck.nextInt(4), "T" + luck.nextInt(4));
            wanted.add(names);
            asked.add(all.take(names));
        }
        for (CompletableFuture<Optional<InboundSession>> one : asked) {
            if (luck.nextInt(3) == 0) {
                one.complete(Optional.empty());
            }
        }
        List<Integer> left = new ArrayList<>(IntStream.range(0, asked.size())
                .filter(i -> !asked.get(i).isDone())
                .boxed()
                .toList());
        assertThat(all.waiters()).isEqualTo(left.size());
        for (int i = 0; i < 30; i++) {
            String name = (luck.nextBoolean() ? "M" : "T") + luck.nextInt(4);
            Optional<Integer> next = left.stream()
                    .filter(one -> wanted.get(one).contains(name) || wanted.get(one).contains(MeterClaims.WHOEVER))
                    .findFirst();
            InboundSession session = dialled(all, name);
            next.ifPresent(one -> assertThat(asked.get(one).getNow(Optional.empty())).contains(session));
            left.removeAll(next.stream().toList());
            assertThat(asked.stream().filter(one -> !one.isDone()).count()).isEqualTo(left.size());
            assertThat(all.waiters()).isEqualTo(left.size());
            assertThat(session.reserve()).isEqualTo(next.isEmpty()); // or nobody would have it
        }
    }

    @Test
    void shouldBoundThoseWhoWaitAndForgetWhoGivesUp() {
        List<CompletableFuture<Optional<InboundSession>>> asked = IntStream.range(0, WAITING_MAX)
                .mapToObj(i -> claims.take(Set.of("M" + i % 1_000, "T" + i)))
                .toList();
        assertThat(claims.take(Set.of("one", "more")).join()).isEmpty();
        assertThat(asked.getFirst().cancel(false)).isTrue();
        asked.get(1_000).complete(Optional.empty());
        assertThat(claims.waiters()).isEqualTo(WAITING_MAX - 2);
        assertThat(claims.take(Set.of("one", "more")).isDone()).isFalse();
        InboundSession session = dialled(claims, "M0");
        assertThat(asked.get(2_000).join()).contains(session);
        claims.close();
        assertThat(asked).allMatch(CompletableFuture::isDone);
        assertThat(claims.waiters()).isZero();
        assertThat(claims.take(Set.of("M1")).join()).isEmpty();
    }
}
