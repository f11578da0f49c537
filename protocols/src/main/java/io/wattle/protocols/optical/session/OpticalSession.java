package io.wattle.protocols.optical.session;

import io.wattle.protocols.optical.message.BlockCheck;
import io.wattle.protocols.optical.message.Control;
import io.wattle.protocols.optical.message.DataSet;
import io.wattle.protocols.optical.message.DataSets;
import io.wattle.protocols.optical.message.Deadline;
import io.wattle.protocols.optical.message.Identification;
import io.wattle.protocols.optical.message.Message;
import io.wattle.protocols.optical.message.MessageReader;
import io.wattle.protocols.optical.message.Trouble;
import io.wattle.protocols.serial.EchoCancellingLine;
import io.wattle.protocols.serial.LineSettings;
import io.wattle.protocols.serial.SerialLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One conversation with a meter over a line that somebody else opened; closing the session does not close the line. Every
 * call blocks, fails with {@link OpticalException} where the meter is the reason, and with another {@link IOException}
 * where the line is. For one thread.
 */
public final class OpticalSession implements AutoCloseable {
    private final SerialLine line;
    private final SessionSettings settings;
    private final TroubleCounts troubles;
    private final Talk talk;
    private boolean programming;

    /** Its deadline begins to run now. */
    public OpticalSession(SerialLine line, SessionSettings settings, TroubleCounts troubles) {
        this.line = line;
        this.settings = settings;
        this.troubles = troubles;
        SerialLine heard = new EchoCancellingLine(line);
        MessageReader reader = new MessageReader(heard, settings.responseTime(), settings.characterTime(),
                settings.messageCharsMax(), Deadline.after(settings.sessionMax()));
        this.talk = new Talk(heard, reader, settings, troubles);
    }

    /** What is to be done once signed on; begun again after trouble that a new sign-on may mend. */
    private interface Work<T> {
        T after(Identification identification) throws IOException;
    }

    /**
     * Everything that the meter shows: modes A, B, C, and E as C.
     *
     * @param device the address on a bus (at most 32 letters and digits), or empty for whoever is before the probe
     */
    public ReadOut readOut(String device) throws IOException {
        return signedOn(device, identification -> {
            switch (identification.mode()) {
                case A -> talk.speed(settings.baudFirst());
                case B -> talk.speed(identification.baud());
                case C, E -> choose(identification, '0', '0');
            }
            return new ReadOut(identification, talk.block());
        });
    }

    /**
     * Listens for a meter that speaks unasked (mode D).
     *
     * @param baud 2400 by the standard; many household meters push at 9600
     * @param patience how long until it begins
     */
    public ReadOut listen(int baud, Duration patience) throws IOException {
        talk.speed(baud);
        MessageReader patient = new MessageReader(line, patience, settings.characterTime(), settings.messageCharsMax(),
                Deadline.after(patience.plus(settings.sessionMax())));
        MessageReader.Line first = patient.identification();
        Identification identification = Identification.parse(first.wrong().isEmpty() ? first.text() : "")
                .orElseThrow(() -> first.wrong()
                        .map(bad -> talk.failed(bad.trouble(), bad.detail(), false))
                        .orElseGet(() -> talk.failed(Trouble.MALFORMED, "what came is no identification", false)));
        MessageReader.Line body = patient.plainReadOut();
        if (body.wrong().isPresent()) {
            throw talk.failed(body.wrong().get().trouble(), body.wrong().get().detail(), false);
        }
        return switch (DataSets.parse(body.text())) {
            case DataSets.Parsed.Good(List<DataSet> sets) -> new ReadOut(identification, sets);
            case DataSets.Parsed.Malformed(String reason) -> throw talk.failed(Trouble.MALFORMED, reason, false);
        };
    }

    /**
     * Enters programming mode.
     *
     * @param passwords what to say to a meter that presents itself so (P1); empty for nothing
     */
    public Identification beginProgramming(String device, Function<Identification, Optional<Password>> passwords)
            throws IOException {
        return signedOn(device, identification -> {
            Identification.Mode mode = identification.mode();
            if (mode == Identification.Mode.A || mode == Identification.Mode.B) {
                throw talk.failed(Trouble.NOT_OFFERED, "mode " + mode + " has no programming mode", false);
            }
            choose(identification, '0', '1');
            Message greeting = talk.reader().message();
            programming = switch (greeting) {
                case Message.Command command when command.name().equals("P0") -> true;
                case Message.Command command -> throw talk.broken(command, false);
                case Message.Bad(Trouble trouble, String detail) -> throw talk.failed(trouble, detail, false);
                case Message.Ack _,Message.Nak _,Message.Block _ ->
                    throw talk.failed(Trouble.MALFORMED, "no P0 came where programming mode begins", false);
            };
            Optional<Password> password = passwords.apply(identification);
            if (password.isPresent()) {
                prove(password.get());
            }
            return identification;
        });
    }

    private void prove(Password password) throws IOException {
        try {
            talk.instruct("P1", "(" + password.text() + ")");
        } catch (OpticalException refused) {
            if (refused.trouble() == Trouble.METER_ERROR || refused.trouble() == Trouble.BROKEN_OFF
                    || refused.trouble() == Trouble.NOT_UNDERSTOOD) {
                programming = refused.trouble() != Trouble.BROKEN_OFF;
                throw talk.failed(Trouble.WRONG_PASSWORD, "the meter does not take the password", false);
            }
            throw talk.failed(refused.trouble(), String.valueOf(refused.getMessage()), false);
        }
    }

    /** Reads one value (R1), or all that stand under its address. */
    public List<DataSet> readValue(String address) throws IOException {
        return talk.ask("R1", address + "()");
    }

    /**
     * Writes one value (W1). If its answer is lost the exception says that the meter was instructed, and this session must
     * not write again.
     *
     * @param value may be a secret: it is in no exception
     */
    public void writeValue(String address, String value) throws IOException {
        new DataSet(address, value, "");
        talk.instruct("W1", address + "(" + value + ")");
    }

    /**
     * Reads a list, such as a load profile (R5; R6 where the meter sends it in parts).
     *
     * @param command R5 or R6
     * @param arguments with their parentheses, such as {@code (0261122000000;0261122120000)}
     */
    public List<DataSet> readList(String command, String address, String arguments) throws IOException {
        return talk.ask(command, address + arguments);
    }

    /**
     * Changes over to HDLC (mode E): signs on, and agrees with the meter on protocol 2. Not all meters echo the choice,
     * and an echo may get lost: then whether HDLC is spoken shows by speaking it.
     *
     * @return the line, at the new speed and 8N1, on which HDLC may begin; this session must not speak again
     */
    public SerialLine handOverToHdlc(String device) throws IOException {
        return signedOn(device, identification -> {
            if (identification.mode() != Identification.Mode.E) {
                throw talk.failed(Trouble.NOT_OFFERED, "the meter does not offer HDLC: " + identification.text(),
                        false);
            }
            int baud = choose(identification, '2', '2');
            MessageReader.Line echoed = talk.reader().line(Control.ACK, 8);
            echoed.wrong().ifPresent(bad -> troubles.count(bad.trouble()));
            if (echoed.wrong().isEmpty()
                    && !echoed.text().equals("2" + Identification.codeOf(baud).orElseThrow() + "2")) {
                throw talk.failed(Trouble.NOT_OFFERED, "the meter did not agree to HDLC", false);
            }
            Talk.pause(settings.reaction());
            line.configure(LineSettings.eightNoneOne(baud));
            line.discardInput();
            return line;
        });
    }

    private <T> T signedOn(String device, Work<T> work) throws IOException {
        if (!device.matches("[0-9A-Za-z ]{0,32}")) {
            throw new IllegalArgumentException("device must be at most 32 letters and digits, was: " + device);
        }
        for (int attempt = 1;; attempt++) {
            try {
                return work.after(signOn(device));
            } catch (OpticalException failed) {
                boolean mayMend = failed.trouble().isRepeatable() || failed.trouble() == Trouble.NO_ANSWER;
                if (attempt >= settings.attempts() || !mayMend || failed.isInstructed()) {
                    throw failed;
                }
                close();
            }
        }
    }

    private Identification signOn(String device) throws IOException {
        talk.speed(settings.baudFirst());
        talk.reader().discard();
        if (settings.wakeUp().isPositive()) {
            wakeUp();
        }
        talk.send(BlockCheck.ascii("/?" + device + "!" + Control.CRLF));
        MessageReader.Line answer = talk.reader().identification();
        if (answer.wrong().isPresent()) {
            throw talk.failed(answer.wrong().get().trouble(), answer.wrong().get().detail(), false);
        }
        return Identification.parse(answer.text())
                .orElseThrow(() -> talk.failed(Trouble.MALFORMED, "what came is no identification", false));
    }

    /** Zeros for as long as it takes, then silence (annex B). */
    private void wakeUp() throws IOException {
        int charsPerSecond = settings.baudFirst() / LineSettings.sevenEvenOne(settings.baudFirst()).bitsPerCharacter();
        talk.send(new byte[(int) (settings.wakeUp().toMillis() * charsPerSecond / 1_000)]);
        Talk.pause(settings.paced() ? Duration.ofMillis(1_600) : Duration.ZERO);
    }

    /** Acknowledges the identification, and changes to the agreed speed. */
    private int choose(Identification identification, char protocol, char mode) throws IOException {
        int baud = Math.min(identification.baud(), Math.max(settings.baudMax(), settings.baudFirst()));
        Optional<Character> code = Identification.codeOf(baud);
        if (code.isEmpty()) {
            throw new IllegalArgumentException("baudMax must be one of the standard's speeds, was: " + baud);
        }
        Duration reaction = identification.isQuick() ? Duration.ofMillis(20) : settings.reaction();
        Talk.pause(settings.reaction().isZero() ? Duration.ZERO : reaction);
        talk.send(BlockCheck.ascii("" + Control.ACK + protocol + code.get() + mode + Control.CRLF));
        talk.speed(baud);
        return baud;
    }

    /** Ends programming mode if it was entered (B0). Never throws: a meter ends it by itself after a while. */
    @Override
    public void close() {
        if (programming) {
            programming = false;
            try {
                talk.command("B0", "");
            } catch (IOException _) {
                troubles.count(Trouble.LINE_LOST);
            }
        }
    }
}
