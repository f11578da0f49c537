package io.wattle.protocols.dlms.push;

import io.wattle.protocols.dlms.apdu.ApduTag;
import io.wattle.protocols.dlms.axdr.AxdrReader;
import io.wattle.protocols.dlms.axdr.AxdrWriter;
import io.wattle.protocols.dlms.axdr.MalformedApduException;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.util.Optional;

/** A notification, plain (IEC 62056-5-3, DataNotification and EventNotification). */
public sealed interface Notification {

    /**
     * Values of a push setup.
     *
     * @param id long-invoke-id-and-priority, 0..4294967295
     * @param at when it was sent, a date-time of the meter, or no octets
     * @param body a structure in the order of the push object list
     */
    record Data(long id, CosemValue.Octets at, CosemValue body) implements Notification {
        private static final long CONFIRMED = 1L << 30; // service class

        /** Whether the meter wants to be told that it arrived. */
        public boolean wantsConfirmation() {
            return (id & CONFIRMED) != 0;
        }

        /** What tells it so (DataNotificationConfirm). */
        public byte[] confirmation() {
            return new AxdrWriter().unsigned8(ApduTag.DATA_NOTIFICATION_CONFIRM)
                    .unsigned32(id)
                    .octets(new byte[0])
                    .toByteArray();
        }

        /** The same, asking for confirmation. */
        public Data confirmed() {
            return new Data(id | CONFIRMED, at, body);
        }
    }

    /**
     * One attribute changed. Nothing confirms it.
     *
     * @param at when, a date-time of the meter, or no octets
     */
    record Event(CosemValue.Octets at, CosemAttribute source, CosemValue value) implements Notification {}

    /** Whether an APDU with this tag is a push, whoever waits for whatever. */
    static boolean isPush(int tag) {
        return tag == ApduTag.DATA_NOTIFICATION || tag == ApduTag.EVENT_NOTIFICATION
                || tag == ApduTag.GLO_EVENT_NOTIFICATION;
    }

    /**
     * Whether what was ciphered may be a push, which the general forms do not show outside, nor a signature what it is
     * under: what an answer's own was not taken from.
     */
    static boolean isIn(byte[] plain) {
        return plain.length > 0 && (isPush(plain[0] & 0xFF) || (plain[0] & 0xFF) == ApduTag.GENERAL_SIGNING);
    }

    /**
     * Whether it is one where a question is open: under general-glo-ciphering and general-ciphering comes what was asked
     * under it, and else nothing but pushes.
     *
     * @param asked tag of the question; 0 if none is open
     */
    static boolean isPush(int tag, int asked) {
        return isPush(tag)
                || ((tag == ApduTag.GENERAL_GLO_CIPHERING || tag == ApduTag.GENERAL_CIPHERING) && asked != tag);
    }

    /** As it goes on the wire. */
    default byte[] write() {
        return switch (this) {
            case Data(long id, CosemValue.Octets at, CosemValue body) ->
                new AxdrWriter().unsigned8(ApduTag.DATA_NOTIFICATION)
                        .unsigned32(id)
                        .octets(at.bytes())
                        .value(body)
                        .toByteArray();
            case Event(CosemValue.Octets at, CosemAttribute source, CosemValue value) -> {
                AxdrWriter out = new AxdrWriter().unsigned8(ApduTag.EVENT_NOTIFICATION);
                out = at.bytes().length == 0 ? out.unsigned8(0) : out.unsigned8(1).octets(at.bytes());
                yield out.attribute(source).value(value).toByteArray();
            }
        };
    }

    /** Reads one; empty if it is none, is cut short, or goes on behind its end. */
    static Optional<Notification> read(byte[] apdu) {
        try {
            AxdrReader in = new AxdrReader(apdu);
            Notification read = switch (in.unsigned8()) {
                case ApduTag.DATA_NOTIFICATION ->
                    new Data(in.unsigned32(), new CosemValue.Octets(in.octets()), in.value());
                case ApduTag.EVENT_NOTIFICATION -> event(in);
                default -> throw in.malformed("no notification");
            };
            in.end();
            return Optional.of(read);
        } catch (MalformedApduException malformed) {
            return Optional.empty();
        }
    }

    /** Whether it is a DataNotificationConfirm in clear. */
    static boolean isConfirmation(byte[] apdu) {
        return apdu.length > 0 && (apdu[0] & 0xFF) == ApduTag.DATA_NOTIFICATION_CONFIRM;
    }

    /** The id of a DataNotificationConfirm; empty if it is none. */
    static Optional<Long> confirmedId(byte[] apdu) {
        try {
            AxdrReader in = new AxdrReader(apdu);
            return in.unsigned8() == ApduTag.DATA_NOTIFICATION_CONFIRM
                    ? Optional.of(in.unsigned32())
                    : Optional.empty();
        } catch (MalformedApduException malformed) {
            return Optional.empty();
        }
    }

    private static Event event(AxdrReader in) {
        byte[] at = in.unsigned8() == 0 ? new byte[0] : in.octets();
        return new Event(new CosemValue.Octets(at), in.attribute(), in.value());
    }
}
