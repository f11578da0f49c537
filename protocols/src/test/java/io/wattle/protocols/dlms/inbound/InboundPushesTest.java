package io.wattle.protocols.dlms.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.channel.embedded.EmbeddedChannel;
import io.wattle.protocols.dlms.apdu.GeneralBlock;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.push.PushRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Pushes that come in blocks on many connections, all of which share some room. */
class InboundPushesTest {
    private static final int BLOCK_BYTES = 1_000;

    private final PushRoom room = new PushRoom(10 * BLOCK_BYTES);
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    private InboundPushes connection() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channels.add(channel);
        return new InboundPushes(channel, (_, _) -> CompletableFuture.completedFuture(Optional.empty()), room);
    }

    private static boolean isWhole(InboundPushes pushes, int number, boolean last) {
        byte[] block = new GeneralBlock(last, false, 1, number, 0, new byte[BLOCK_BYTES]).write();
        return pushes.whole(new AddressedApdu(1, 1, block)).isPresent();
    }

    @Test
    void shouldHoldNoMoreOfAllTogetherThanThereIsRoomFor() {
        for (int i = 0; i < 5; i++) {
            InboundPushes endless = connection();
            isWhole(endless, 1, false);
            isWhole(endless, 2, false);
        }
        assertThat(isWhole(connection(), 1, true)).as("no room is left").isFalse();
        assertThat(connection().whole(new AddressedApdu(1, 1, new byte[] {0x0F}))).as("in one piece").isPresent();
        var _ = channels.getFirst().close();
        InboundPushes next = connection();
        isWhole(next, 1, false);
        assertThat(isWhole(next, 2, true)).as("of who is gone").isTrue();
    }

    @Test
    void shouldGiveBackTheRoomOfWhatIsWholeOrDroppedOrLate() {
        InboundPushes gone = connection();
        var _ = channels.getFirst().close();
        InboundPushes broken = connection();
        InboundPushes good = connection();
        for (int i = 0; i < 50; i++) {
            assertThat(isWhole(gone, 1, true)).isFalse(); // it was still on its way
            isWhole(broken, 1, false);
            isWhole(broken, 3, false);
            isWhole(good, 1, false);
            assertThat(isWhole(good, 2, true)).as("push %d", i).isTrue();
        }
        isWhole(broken, 1, false); // and is never heard of again
        for (int number = 1; number < 9; number++) {
            isWhole(good, number, false);
        }
        assertThat(isWhole(good, 9, true)).isTrue();
    }

    @Test
    void shouldRefuseRoomBelowNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PushRoom(-1))
                .withMessage("bytes must be 0 or more, was: -1");
    }
}
