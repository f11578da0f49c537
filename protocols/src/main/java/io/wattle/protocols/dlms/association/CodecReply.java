package io.wattle.protocols.dlms.association;

import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import java.util.List;

/** What the codec made of one reply. */
public sealed interface CodecReply {

    /** Results of a GET, in the order asked. */
    record Results(List<GetResult> results) implements CodecReply {
        public Results {
            results = List.copyOf(results);
        }
    }

    /** Result of a SET or an ACTION. */
    record Acted(DataAccessResult result) implements CodecReply {}

    /** More follows: send {@code request} for the next block. */
    record More(byte[] request) implements CodecReply {}

    /** The bytes pass the gate, and yet are no reply to what was asked. */
    record Malformed(String reason) implements CodecReply {}

    /** Deciphering failed: not from our meter, or changed on the way. */
    record Untrusted(String reason) implements CodecReply {}
}
