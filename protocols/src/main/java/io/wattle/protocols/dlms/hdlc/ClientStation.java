package io.wattle.protocols.dlms.hdlc;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.wattle.protocols.dlms.frame.AddressedApdu;
import io.wattle.protocols.dlms.frame.LinkDown;
import io.wattle.protocols.dlms.frame.StillAwaited;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Information;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Kind;
import io.wattle.protocols.dlms.hdlc.HdlcControl.NotReady;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Ready;
import io.wattle.protocols.dlms.hdlc.HdlcControl.Unnumbered;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The primary station: raises the link, speaks when it is its turn, polls when the meter has not finished, and takes the
 * turn back when the meter is silent. A silent meter is not sent its question again but asked what it has: its N(R) tells
 * whether the question got lost or the answer, and whichever was lost is then sent again. Closing takes leave first.
 * Owned by its channel's event loop.
 */
final class ClientStation extends ChannelDuplexHandler {
    private enum State {
        NEW, RAISING, UP, LEAVING, OVER
    }

    private final HdlcAddress own;
    private final HdlcAddress meter;
    private final HdlcSettings settings;
    private final HdlcCounts counts;
    private final CompletableFuture<Optional<String>> raised = new CompletableFuture<>();
    private final StationWire wire = new StationWire();
    private final UnaskedFrames unasked;
    private final AwaitedAnswer answer = new AwaitedAnswer();
    private State state = State.NEW;
    private InformationFlow flow;
    private @Nullable ChannelPromise leave; // set once this end wants to go
    private boolean ourTurn;
    private boolean progress; // in the meter's turn: a frame came that was new, or an acknowledgement
    private boolean meterBusy; // in the meter's turn: it said RNR
    private int silences; // polls in a row that nobody answered

    ClientStation(HdlcAddress own, HdlcAddress meter, HdlcSettings settings, int apduBytesMax, HdlcCounts counts) {
        this.own = own;
        this.meter = meter;
        this.settings = settings;
        this.counts = counts;
        this.flow = new InformationFlow(own, meter, HdlcLimits.DEFAULTS, apduBytesMax + LogicalLink.BYTES);
        this.unasked = new UnaskedFrames(apduBytesMax + LogicalLink.BYTES, counts);
    }

    CompletableFuture<Optional<String>> raise() {
        state = State.RAISING;
        sendSetMode();
        return raised;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        wire.attach(added);
    }

    @Override
    public void channelRead(ChannelHandlerContext in, Object message) {
        if (!(message instanceof HdlcFrame frame)) {
            in.fireChannelRead(message);
        } else if (!frame.destination().isSame(own) || !frame.source().isSame(meter)) {
            counts.foreignFrame();
        } else {
            switch (state) {
                case RAISING -> whileRaising(frame);
                case UP -> whileUp(frame);
                case LEAVING -> whileLeaving(frame);
                case NEW, OVER -> counts.foreignFrame();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext in) {
        over("connection was closed");
        in.fireChannelInactive();
    }

    /** Takes one APDU; the next only once this one was answered, as normal response mode has it. */
    @Override
    public void write(ChannelHandlerContext out, Object message, ChannelPromise promise) {
        if (!(message instanceof AddressedApdu apdu)) {
            var _ = out.write(message, promise);
            return;
        }
        if (state != State.UP || (apdu.asks() && answer.isOpen())) {
            promise.setFailure(new IllegalStateException("link is not up, or an answer is still awaited"));
        } else {
            flow.queue(LogicalLink.headed(LogicalLink.command(), apdu.payload()));
            answer.sent(apdu);
            promise.setSuccess();
            if (ourTurn) {
                speak();
            }
        }
    }

    /** What was handed up was a push in the form of an answer: the meter is polled on. */
    @Override
    public void userEventTriggered(ChannelHandlerContext in, Object event) {
        if (event instanceof StillAwaited) {
            answer.reopen();
        }
        in.fireUserEventTriggered(event);
    }

    /** DISC, and a little time for the meter to agree; a meter that has the turn is waited for first. */
    @Override
    public void close(ChannelHandlerContext out, ChannelPromise promise) {
        if (state != State.UP) {
            over("connection was closed by us");
            var _ = out.close(promise);
        } else {
            leave = promise;
            if (ourTurn) {
                disconnect();
            }
            wire.restart(settings.responseTimeout(), this::gone);
        }
    }

    private void whileRaising(HdlcFrame frame) {
        if (!(frame.control() instanceof Unnumbered(Kind kind, boolean _))) {
            counts.foreignFrame();
            return;
        }
        switch (kind) {
            case UA -> HdlcLimits.read(frame.information()).ifPresentOrElse(theirs -> {
                flow = flow.within(settings.limits().with(theirs));
                state = State.UP;
                silences = 0;
                yieldToUs();
                raised.complete(Optional.empty());
            }, () -> over("meter answered SNRM with limits that cannot be read"));
            case DM -> over("meter refused the link (DM)");
            case SNRM, DISC, FRMR, UI -> counts.foreignFrame();
        }
    }

    private void whileLeaving(HdlcFrame frame) {
        if (frame.control() instanceof Unnumbered(Kind kind, boolean _) && (kind == Kind.UA || kind == Kind.DM)) {
            gone();
        } else {
            counts.foreignFrame();
        }
    }

    private void whileUp(HdlcFrame frame) {
        boolean good = switch (frame.control()) {
            case Information control -> acknowledged(control.expected()) && taken(control, frame);
            case Ready(int expected, boolean _) -> acknowledged(expected);
            case NotReady(int expected, boolean _) -> {
                meterBusy = true;
                yield acknowledged(expected);
            }
            case Unnumbered(Kind kind, boolean _) -> unnumbered(kind, frame);
        };
        if (good && state == State.UP && frame.control().poll()) {
            wire.stopTimer();
            silences = 0;
            yieldToUs();
        }
    }

    private boolean acknowledged(int upTo) {
        int count = flow.acknowledge(upTo);
        if (count < 0) {
            down(false, "meter acknowledged frame " + upTo + ", which was not sent");
            return false;
        }
        progress |= count > 0;
        return true;
    }

    private boolean taken(Information control, HdlcFrame frame) {
        switch (flow.take(control, frame.segmented(), frame.information())) {
            case PART -> progress = true;
            case OUT_OF_ORDER -> counts.foreignFrame();
            case TOO_LONG -> {
                down(false, "meter sent more than was agreed");
                return false;
            }
            case WHOLE -> {
                progress = true;
                heard(flow.apdu(LogicalLink.response()), true);
            }
        }
        return true;
    }

    private void heard(Optional<byte[]> apdu, boolean numbered) {
        if (apdu.filter(one -> answer.isPush(one, numbered)).isPresent()) {
            handUp(apdu.get());
        } else if (apdu.isEmpty() || !numbered || !answer.hold(apdu.get())) {
            counts.foreignFrame();
        }
    }

    private void handUp(byte[] apdu) {
        wire.handUp(new AddressedApdu(meter.upper(), own.upper(), apdu));
    }

    private boolean unnumbered(Kind kind, HdlcFrame frame) {
        switch (kind) {
            case DM -> down(false, "meter ended the link (DM)");
            case FRMR -> down(false, "meter rejected a frame (FRMR)");
            case UI -> unasked.take(frame).ifPresent(push -> heard(Optional.of(push), false));
            case SNRM, DISC, UA -> counts.foreignFrame();
        }
        return kind == Kind.UI && !ourTurn;
    }

    /** The meter has finished: what it said is handed up, and we go on. */
    private void yieldToUs() {
        ourTurn = true;
        while (answer.isHeld()) {
            handUp(answer.take());
        }
        if (!ourTurn || state != State.UP) {
            return; // whoever took the answer has asked on, or has closed
        }
        if (leave != null) {
            disconnect();
            wire.restart(settings.responseTimeout(), this::gone);
        } else if (!flow.hasOutgoing() && !answer.isOpen()) {
            wire.restart(settings.keepAlive(), this::poll);
        } else if ((progress || flow.hasUnsent()) && !meterBusy) {
            speak();
        } else {
            wire.restart(settings.pollPause(), meterBusy ? this::poll : this::speak);
        }
    }

    /** What was not acknowledged; or a poll, if all was and the answer is not here. */
    private void speak() {
        if (flow.hasOutgoing()) {
            flow.burst().forEach(wire::send);
            handOver();
        } else {
            poll();
        }
    }

    private void poll() {
        wire.send(flow.ready());
        handOver();
    }

    private void handOver() {
        ourTurn = false;
        progress = false;
        meterBusy = false;
        wire.flush();
        wire.restart(settings.responseTimeout(), this::silent);
    }

    private void silent() {
        silences++;
        counts.repeat();
        if (silences >= settings.tries()) {
            down(true, "no answer on the link after " + silences + " tries");
        } else {
            poll();
        }
    }

    private void sendSetMode() {
        if (silences >= settings.tries()) {
            over("no answer to SNRM after " + silences + " tries");
            return;
        }
        if (silences++ > 0) {
            counts.repeat();
        }
        wire.send(new HdlcFrame(meter, own, false, new Unnumbered(Kind.SNRM, true), settings.limits().write()));
        wire.flush();
        wire.restart(settings.responseTimeout(), this::sendSetMode);
    }

    private void disconnect() {
        state = State.LEAVING;
        wire.send(HdlcFrame.bare(meter, own, new Unnumbered(Kind.DISC, true)));
        wire.flush();
    }

    private void down(boolean silent, String reason) {
        over(reason);
        wire.handUp(new LinkDown(silent, reason));
    }

    private void gone() {
        over("connection was closed by us");
        wire.close(leave);
    }

    private void over(String reason) {
        wire.stopTimer();
        state = State.OVER;
        raised.complete(Optional.of(reason));
    }
}
