package io.wattle.protocols.dlms.object.typed;

import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemValue;
import java.time.Duration;
import java.util.List;

/**
 * Where a meter's pushes go (class 40).
 *
 * @param transport 0 TCP, 1 UDP, 4 SMS, 5 HDLC, and others; 200..255 are the maker's
 * @param destination host and port, or number
 * @param message 0 A-XDR, 1 XML; 128..255 are the maker's
 */
public record PushTarget(int transport, String destination, int message) {

    public PushTarget {
        if (transport < 0 || transport > 255 || message < 0 || message > 255) {
            throw new IllegalArgumentException("transport and message must be 0..255, were " + transport + " and "
                    + message);
        }
    }

    /**
     * What is pushed.
     *
     * @param dataIndex which element of it, 0 for all
     */
    public record Item(CosemAttribute attribute, int dataIndex) {
        public String text() {
            return attribute.classId() + "/" + attribute.name() + "/" + attribute.attribute()
                    + (dataIndex == 0 ? "" : "[" + dataIndex + "]");
        }

        /** As the list of objects holds it. */
        public CosemValue value() {
            return Encode.structure(Encode.unsigned16(attribute.classId()), Encode.name(attribute.name()),
                    new CosemValue.Whole(CosemValue.Whole.Type.INT8, attribute.attribute()),
                    Encode.unsigned16(dataIndex));
        }
    }

    /** When it may push. */
    public record Window(Moment from, Moment to) {
        public String text() {
            return from.text() + " to " + to.text();
        }
    }

    /**
     * How long until the next try.
     *
     * @param leastS seconds
     * @param exponent per cent by which each is longer than the one before, 0 where the class has none
     * @param mostS seconds, 0 where the class has none
     */
    public record Repetition(int leastS, int exponent, int mostS) {
        public String text() {
            return Words.time(Duration.ofSeconds(leastS))
                    + (mostS == 0 ? "" : ", times " + exponent + " %, at most " + mostS + " s");
        }
    }

    public String text() {
        return Words.of(Words.TRANSPORT).apply(transport) + " to " + destination + ", "
                + Words.of(Words.MESSAGE).apply(message);
    }

    /** As the attribute holds it. */
    public CosemValue value() {
        return Encode.structure(Encode.choice(transport), Decode.octets(destination), Encode.choice(message));
    }

    static Repetition repetition(CosemValue value) {
        if (!(value instanceof CosemValue.Structure)) {
            return new Repetition(Decode.unsigned16(value), 0, 0);
        }
        List<CosemValue> fields = Decode.fields(value, 3);
        return new Repetition(Decode.unsigned16(fields.get(0)), Decode.unsigned16(fields.get(1)),
                Decode.unsigned16(fields.get(2)));
    }
}
