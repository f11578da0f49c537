package io.wattle.simulator.optical;

import io.wattle.protocols.optical.message.BlockCheck;
import io.wattle.protocols.optical.message.Control;
import io.wattle.protocols.optical.message.DataSets;
import io.wattle.protocols.optical.message.Deadline;
import io.wattle.protocols.optical.message.Identification;
import io.wattle.protocols.optical.message.Message;
import io.wattle.protocols.optical.message.MessageReader;
import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import io.wattle.simulator.meter.SimulatedMeter;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** One meter's side of a conversation that has begun with a sign-on. For one thread at a time. */
final class OpticalPort {
    /** A part of a long answer has so many characters. */
    private static final int PART_CHARS = 1_024;
    private static final Duration MESSAGE_TIME = Duration.ofMinutes(1);
    private static final int REPEATS_MAX = 5;
    private static final String UNKNOWN_ADDRESS = "(ER06)";
    private static final String NOT_TAKEN = "(ER07)";

    private final OpticalManners manners;
    private final OpticalData data;
    private final Identification identification;
    private final Optional<Consumer<SerialLine>> hdlc;

    OpticalPort(SimulatedMeter meter, OpticalManners manners, Optional<Consumer<SerialLine>> hdlc) {
        this.manners = manners;
        this.hdlc = hdlc;
        this.data = new OpticalData(meter);
        this.identification = Identification.parse(manners.identification())
                .orElseThrow(() -> new IllegalArgumentException(
                        "identification must begin with three letters, was: " + manners.identification()));
    }

    /** What it says to whoever signed on, and what comes of that, until the conversation is over. */
    void answer(SerialLine line, MessageReader reader) throws IOException {
        line.write(BlockCheck.ascii(identification.text() + Control.CRLF));
        switch (identification.mode()) {
            case A -> readOut(line, reader);
            case B -> {
                line.configure(LineSettings.sevenEvenOne(identification.baud()));
                readOut(line, reader);
            }
            case C, E -> choice(line, reader);
        }
        line.configure(LineSettings.sevenEvenOne(manners.baudFirst()));
    }

    /** Mode D: says everything unasked, without a check. */
    void push(SerialLine line) throws IOException {
        line.configure(LineSettings.sevenEvenOne(2_400));
        line.write(BlockCheck.ascii(identification.text() + Control.CRLF + Control.CRLF
                + DataSets.readOut(data.readOut())));
        line.configure(LineSettings.sevenEvenOne(manners.baudFirst()));
    }

    private void choice(SerialLine line, MessageReader reader) throws IOException {
        if (next(reader, manners.choiceTime()).filter(one -> one == '/').isPresent()) {
            return;
        }
        String choice = reader.line(Control.ACK, 8).text();
        if (choice.length() != 3 || choice.charAt(1) < '0' || choice.charAt(1) > identification.baudCode()) {
            // Nobody chose: mode C falls back to a read-out at the first speed (clause 6.4.4).
            readOut(line, reader);
            return;
        }
        int baud = new Identification("WTL", choice.charAt(1), "", "").baud();
        if (choice.charAt(0) == '2' && choice.charAt(2) == '2' && identification.mode() == Identification.Mode.E) {
            line.configure(LineSettings.sevenEvenOne(baud));
            line.write(BlockCheck.ascii(Control.ACK + choice + Control.CRLF));
            line.configure(LineSettings.eightNoneOne(baud));
            if (hdlc.isPresent()) {
                LentLine lent = new LentLine(line, manners.idleTime());
                hdlc.get().accept(lent);
                lent.awaitBack();
            }
            return;
        }
        line.configure(LineSettings.sevenEvenOne(baud));
        switch (choice.charAt(2)) {
            case '0' -> readOut(line, reader);
            case '1' -> programming(line, reader);
            default -> {
                // A mode of other makers: nothing is said, and the next sign-on is waited for.
            }
        }
    }

    /** The read-out, and again as often as it is asked for. */
    private void readOut(SerialLine line, MessageReader reader) throws IOException {
        String body = DataSets.readOut(data.readOut());
        boolean again = true;
        for (int i = 0; again && i < REPEATS_MAX; i++) {
            line.write(BlockCheck.sealed(Control.STX, body, Control.ETX));
            again = next(reader, manners.choiceTime()).filter(one -> one == Control.NAK).isPresent();
            if (again) {
                reader.message();
            }
        }
    }

    private void programming(SerialLine line, MessageReader reader) throws IOException {
        line.write(BlockCheck.sealed(Control.SOH, "P0" + Control.STX + "(00000001)", Control.ETX));
        boolean open = false;
        for (int bad = 0; bad < REPEATS_MAX;) {
            if (next(reader, manners.idleTime()).filter(one -> one == '/').isPresent()) {
                return;
            }
            Message message = reader.message();
            switch (message) {
                case Message.Command(String name, String body) when name.equals("P1") -> {
                    open = body.equals("(" + manners.password() + ")");
                    if (!open) {
                        line.write(BlockCheck.sealed(Control.SOH, "B0", Control.ETX));
                        return;
                    }
                    line.write(ack());
                }
                case Message.Command(String name, var _) when name.equals("B0") -> {
                    return;
                }
                case Message.Command(String name, String body) ->
                    line.write(carriedOut(line, reader, name, body, open));
                case Message.Bad(var trouble, var _) -> {
                    if (!trouble.isRepeatable()) {
                        return; // nobody there any more
                    }
                    line.write(nak());
                    bad++;
                }
                case Message.Ack _,Message.Nak _,Message.Block _ -> bad++;
            }
        }
    }

    /** The answer, whose effect is kept by then. */
    private byte[] carriedOut(SerialLine line, MessageReader reader, String name, String body, boolean open)
            throws IOException {
        int parenthesis = body.indexOf('(');
        if (parenthesis < 0 || !body.endsWith(")")) {
            return error("(ER01)");
        }
        String address = body.substring(0, parenthesis);
        String value = body.substring(parenthesis + 1, body.length() - 1);
        return switch (name) {
            case "R1" -> data.value(address)
                    .map(set -> BlockCheck.sealed(Control.STX, set.text(), Control.ETX))
                    .orElseGet(() -> error(UNKNOWN_ADDRESS));
            case "W1" -> open && data.write(address, value) ? ack() : error(NOT_TAKEN);
            case "R5", "R6" -> address.equals(OpticalData.PROFILE)
                    ? inParts(line, reader, data.profile(body.substring(parenthesis)).orElse("(ER05)"))
                    : error(UNKNOWN_ADDRESS);
            default -> error("(ER02)");
        };
    }

    /** Sends all parts but the last, each when the one before was acknowledged; gives back the last. */
    private byte[] inParts(SerialLine line, MessageReader reader, String body) throws IOException {
        String rest = body;
        int repeats = 0;
        while (rest.length() > PART_CHARS) {
            int cut = rest.lastIndexOf('\n', PART_CHARS) + 1;
            line.write(BlockCheck.sealed(Control.STX, rest.substring(0, cut), Control.EOT));
            next(reader, manners.choiceTime());
            Message answer = reader.message();
            if (answer instanceof Message.Ack) {
                rest = rest.substring(cut);
            } else if (!(answer instanceof Message.Nak) || ++repeats > REPEATS_MAX) {
                return BlockCheck.sealed(Control.SOH, "B0", Control.ETX);
            }
        }
        return BlockCheck.sealed(Control.STX, rest, Control.ETX);
    }

    /** The character that the next message begins with. A slash begins a new sign-on, whatever was going on. */
    private static Optional<Character> next(MessageReader reader, Duration patience) throws IOException {
        reader.await(patience, Deadline.after(patience.plus(MESSAGE_TIME)));
        return reader.peek();
    }

    private static byte[] error(String text) {
        return BlockCheck.sealed(Control.STX, text, Control.ETX);
    }

    private static byte[] ack() {
        return BlockCheck.ascii(String.valueOf(Control.ACK));
    }

    private static byte[] nak() {
        return BlockCheck.ascii(String.valueOf(Control.NAK));
    }

}
