package io.wattle.protocols.optical.session;

import io.wattle.protocols.optical.message.BlockCheck;
import io.wattle.protocols.optical.message.Control;
import io.wattle.protocols.optical.message.DataSet;
import io.wattle.protocols.optical.message.DataSets;
import io.wattle.protocols.optical.message.Message;
import io.wattle.protocols.optical.message.MessageReader;
import io.wattle.protocols.optical.message.Trouble;
import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;

/** Messages there and back, with repetitions. For one thread. */
final class Talk {
    /** An error message (clause 6.3.7) has no address and begins so. */
    private static final String ERROR = "ER";

    private final SerialLine line;
    private final MessageReader reader;
    private final SessionSettings settings;
    private final TroubleCounts troubles;
    private int baud;

    Talk(SerialLine line, MessageReader reader, SessionSettings settings, TroubleCounts troubles) {
        this.line = line;
        this.reader = reader;
        this.settings = settings;
        this.troubles = troubles;
        this.baud = settings.baudFirst();
    }

    MessageReader reader() {
        return reader;
    }

    void speed(int newBaud) throws IOException {
        baud = newBaud;
        line.configure(LineSettings.sevenEvenOne(newBaud));
    }

    /** Sends, and waits until it must have left. */
    void send(byte[] bytes) throws IOException {
        long began = System.nanoTime();
        line.write(bytes);
        if (settings.paced()) {
            long bits = (long) bytes.length * LineSettings.sevenEvenOne(baud).bitsPerCharacter();
            Duration needed = Duration.ofMillis(bits * 1_000 / baud);
            pause(needed.minusNanos(System.nanoTime() - began));
        }
    }

    void command(String name, String body) throws IOException {
        send(BlockCheck.sealed(Control.SOH, body.isEmpty() ? name : name + Control.STX + body, Control.ETX));
    }

    /**
     * A question that changes nothing: asked again, and its answer asked for again, as often as allowed.
     *
     * @return all data sets of all parts of the answer
     */
    List<DataSet> ask(String name, String body) throws IOException {
        command(name, body);
        StringBuilder whole = new StringBuilder();
        int left = settings.attempts();
        while (true) {
            Message answer = reader.message();
            switch (answer) {
                case Message.Block(String part, boolean last) -> {
                    if (whole.length() + part.length() > settings.messageCharsMax()) {
                        throw failed(Trouble.TOO_LONG, "an answer of more than " + settings.messageCharsMax(), false);
                    }
                    whole.append(part);
                    if (last) {
                        return sets(whole.toString());
                    }
                    send(BlockCheck.ascii(String.valueOf(Control.ACK)));
                }
                case Message.Nak _ -> {
                    left = again(left, new Message.Bad(Trouble.NOT_UNDERSTOOD, "the meter wants it repeated"));
                    command(name, body);
                }
                case Message.Bad bad -> {
                    left = again(left, bad);
                    send(BlockCheck.ascii(String.valueOf(Control.NAK)));
                }
                case Message.Ack _ ->
                    throw failed(Trouble.MALFORMED, "an acknowledgement where values should be", false);
                case Message.Command command -> throw broken(command, false);
            }
        }
    }

    /** The block of a read-out that has begun by itself. */
    List<DataSet> block() throws IOException {
        int left = settings.attempts();
        while (true) {
            Message answer = reader.message();
            switch (answer) {
                case Message.Block(String body, _) -> {
                    return sets(body);
                }
                case Message.Bad bad -> {
                    left = again(left, bad);
                    send(BlockCheck.ascii(String.valueOf(Control.NAK)));
                }
                case Message.Ack _,Message.Nak _ -> throw failed(Trouble.MALFORMED, "no read-out came", false);
                case Message.Command command -> throw broken(command, false);
            }
        }
    }

    /** An instruction: sent again only if the meter says that it was not understood. */
    void instruct(String name, String body) throws IOException {
        int left = settings.attempts();
        while (true) {
            command(name, body);
            Message answer = reader.message();
            switch (answer) {
                case Message.Ack _ -> {
                    return;
                }
                case Message.Nak _ -> left = again(left,
                        new Message.Bad(Trouble.NOT_UNDERSTOOD, "the meter does not understand the command"));
                case Message.Block(String error, _) -> {
                    List<DataSet> unused = sets(error);
                    throw failed(Trouble.MALFORMED, unused.size() + " values where an acknowledgement should be", true);
                }
                case Message.Bad(Trouble trouble, String detail) -> throw failed(trouble, detail, true);
                case Message.Command command -> throw broken(command, true);
            }
        }
    }

    /** What the body says, unless it is an error message. */
    private List<DataSet> sets(String body) throws OpticalException {
        return switch (DataSets.parse(body)) {
            case DataSets.Parsed.Good(List<DataSet> sets) -> {
                if (sets.size() == 1 && sets.getFirst().address().isEmpty()
                        && sets.getFirst().value().startsWith(ERROR)) {
                    throw failed(Trouble.METER_ERROR, "the meter answers " + sets.getFirst().value(), false);
                }
                yield sets;
            }
            case DataSets.Parsed.Malformed(String reason) -> throw failed(Trouble.MALFORMED, reason, false);
        };
    }

    private int again(int left, Message.Bad bad) throws IOException {
        boolean repeatable = bad.trouble().isRepeatable() || bad.trouble() == Trouble.NOT_UNDERSTOOD;
        if (left <= 1 || !repeatable) {
            throw failed(bad.trouble(), bad.detail(), false);
        }
        troubles.count(bad.trouble());
        pause(settings.reaction());
        reader.discard();
        return left - 1;
    }

    OpticalException broken(Message.Command command, boolean instructed) {
        return command.name().equals("B0")
                ? failed(Trouble.BROKEN_OFF, "the meter broke off", instructed)
                : failed(Trouble.MALFORMED, "the meter sent the command " + command.name(), instructed);
    }

    OpticalException failed(Trouble trouble, String detail, boolean instructed) {
        troubles.count(trouble);
        return new OpticalException(trouble, detail, instructed);
    }

    static void pause(Duration time) throws InterruptedIOException {
        try {
            if (time.isPositive()) {
                Thread.sleep(time);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting to speak");
        }
    }
}
