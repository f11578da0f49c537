package io.wattle.protocols.dlms;

import static io.wattle.protocols.dlms.DlmsConversationTest.assertUnknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.meter.Outcome;
import io.wattle.protocols.meter.Outcome.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What else comes along on a meter's connection. */
class DialogueTest {
    private static final byte[] REPLY = {(byte) 0xC4, 1, 2, 3};

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Dialogue dialogue = new Dialogue(channel, 1, 17, Duration.ofMinutes(1));

    @ParameterizedTest
    @ValueSource(ints = {0x0A, 0x0C, 0x0F, 0xC2, 0xCA})
    void shouldGoOnAfterWhatAMeterSendsUnasked(int tag) {
        channel.pipeline().addLast(dialogue);
        channel.writeInbound(frame(17, 1, (byte) tag, 9));
        CompletableFuture<Outcome<byte[]>> answer = dialogue.ask(new byte[] {1});
        channel.writeInbound(frame(17, 1, (byte) tag, 9), frame(0, 102, 0x0F, 5), frame(17, 1, REPLY));
        assertThat(answer).isCompletedWithValueMatching(
                outcome -> outcome instanceof Outcome.Done<byte[]>(byte[] apdu) && apdu[0] == REPLY[0]);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void shouldEndWhenNothingElseComes() {
        channel.pipeline().addLast(dialogue);
        for (int question = 0; question < 2; question++) {
            CompletableFuture<Outcome<byte[]>> answer = dialogue.ask(new byte[] {1});
            for (int i = 0; i < 16; i++) {
                channel.writeInbound(frame(0, 102, 0x0F, 5));
            }
            assertThat(answer).isNotDone();
            if (question == 0) {
                channel.writeInbound(frame(17, 1, REPLY));
            } else {
                channel.writeInbound(frame(0, 102, 0x0F, 5));
                assertUnknown(answer.join(), Cause.UNTRUSTED_REPLY);
                assertThat(answer.join().toString()).contains("after 16 frames");
            }
        }
    }

    @Test
    void shouldEndOnAReplyThatNobodyAskedFor() {
        channel.pipeline().addLast(dialogue);
        channel.writeInbound(frame(17, 1, REPLY));
        assertThat(dialogue.ended()).isCompleted();
    }

    @Test
    void shouldHearPushesInBlocksWhileNothingIsAsked() {
        List<String> pushes = new ArrayList<>();
        dialogue.onPush(push -> {
            pushes.add(HexFormat.of().formatHex(push));
            return CompletableFuture.completedFuture(Optional::empty);
        });
        channel.pipeline().addLast(dialogue);
        block(0x00, 1, 0x0F, 7);
        block(0x80, 2, 8, 9);
        block(0x80, 1, 0xDB, 1, 2);
        assertThat(pushes).containsExactly("0f070809", "db0102");
        block(0x00, 1, 0x0F, 7);
        block(0x80, 3, 8, 9); // one is missing
        block(0x80, 1, 0xC4, 1); // nobody asked
        assertThat(pushes).hasSize(2);
        CompletableFuture<Outcome<byte[]>> answer = dialogue.ask(new byte[] {1});
        channel.writeInbound(frame(17, 1, REPLY));
        assertThat(answer).isCompletedWithValueMatching(Outcome.Done.class::isInstance);
        for (int i = 0; i < 16; i++) {
            block(0x80, 3, 8, 9);
        }
        assertThat(dialogue.ended()).isNotDone();
        block(0x80, 3, 8, 9);
        assertUnknown(dialogue.ended().join(), Cause.UNTRUSTED_REPLY);
    }

    /** Between its blocks no more is waited than a moment. */
    @Test
    void shouldKeepTheQuestionOpenForItsOwnTimeAfterAPushInBlocks() {
        channel.freezeTime();
        channel.pipeline().addLast(dialogue);
        CompletableFuture<Outcome<byte[]>> first = dialogue.ask(new byte[] {1});
        block(0x00, 1, 0x0F, 7);
        assertThat(first).isCompleted();
        CompletableFuture<Outcome<Optional<byte[]>>> rest = dialogue.hear(Duration.ofMillis(400));
        block(0x80, 2, 8, 9);
        assertThat(rest).isCompleted();
        CompletableFuture<Outcome<byte[]>> answer = dialogue.askedStill(new byte[] {0x0F, 7, 8, 9});
        pass(Duration.ofSeconds(59));
        assertThat(answer).isNotDone();
        pass(Duration.ofSeconds(1));
        assertUnknown(answer.join(), Cause.TIMEOUT);
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    /** A general block without acknowledgement. */
    private void block(int control, int number, int... data) {
        int[] apdu = IntStream.concat(IntStream.of(0xE0, control, 0, number, 0, 0, data.length), IntStream.of(data))
                .toArray();
        channel.writeInbound(frame(17, 1, apdu));
    }

    /** An answer in a general form would look like a push, and like a forged one. */
    @Test
    void shouldNotLookAtWhatComesBehindItsEnd() {
        AtomicInteger pushes = new AtomicInteger();
        EmbeddedChannel closesLater = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
            @Override
            public void close(ChannelHandlerContext context, ChannelPromise promise) {}
        });
        Dialogue over = new Dialogue(closesLater, 1, 17, Duration.ofMinutes(1));
        over.onPush(_ -> {
            pushes.incrementAndGet();
            return CompletableFuture.completedFuture(Optional::empty);
        });
        closesLater.pipeline().addLast(over);
        closesLater.writeInbound(frame(17, 1, 0xDD, 1));
        over.end(Cause.UNTRUSTED_REPLY, "a bad answer");
        closesLater.writeInbound(frame(17, 1, 0xDD, 1));
        assertThat(pushes).hasValue(1);
    }

    private static AddressedApdu frame(int from, int to, int... apdu) {
        byte[] bytes = new byte[apdu.length];
        for (int i = 0; i < apdu.length; i++) {
            bytes[i] = (byte) apdu[i];
        }
        return frame(from, to, bytes);
    }

    private static AddressedApdu frame(int from, int to, byte[] apdu) {
        return new AddressedApdu(from, to, apdu);
    }
}
