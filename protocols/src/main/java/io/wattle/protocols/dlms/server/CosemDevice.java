package io.wattle.protocols.dlms.server;

import io.wattle.protocols.dlms.DlmsKeys;
import io.wattle.protocols.dlms.apdu.Initiate;
import io.wattle.protocols.dlms.apdu.Referencing;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.security.SecurityTerms;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A meter behind the server side of the wire: who plays one implements this.
 *
 * <p>Called on event loops, for one meter by several of them at once when several clients are connected: implementations
 * guard themselves and do not block.
 */
public interface CosemDevice {

    /** The logical device address (wrapper port) under which the meter answers, 1..65535. */
    int logicalAddress();

    /** Eight bytes, unique: three letters of the maker, then five bytes (IEC 62056-5-3, system title). */
    byte[] systemTitle();

    /** Services that the meter offers, as {@link Initiate} writes them. */
    default int conformance() {
        return Initiate.OFFERED_CONFORMANCE;
    }

    /** The same by how a client names things: lists are taken in either way, or in none. */
    default int conformance(Referencing referencing) {
        return switch (referencing) {
            case LOGICAL_NAMES -> conformance();
            case SHORT_NAMES -> Initiate.OFFERED_WITH_SHORT_NAMES
                    & ((conformance() & Initiate.MULTIPLE_REFERENCES) == 0 ? ~Initiate.MULTIPLE_REFERENCES : -1);
        };
    }

    /**
     * What the meter asks of a client, by its number; empty for those that it does not know. The public client, 16, is
     * served without asking. If not said otherwise, client 1 manages the meter on the usual terms.
     */
    default Optional<ClientTerms> client(int number) {
        return number == AccessRights.MANAGEMENT_CLIENT
                ? Optional.of(new ClientTerms(SecurityTerms.USUAL, true))
                : Optional.empty();
    }

    /** A client other than the public one has associated; what he calls himself has eight bytes. */
    default void associated(byte[] clientTitle) {}

    /** The client has taken the data notification of that id. */
    default void pushConfirmed(long id) {}

    /** The meter's keys, as its own side has them: the client's public keys are the peer's. */
    DlmsKeys keys();

    /** Every object attribute that can be read or written, for the association view and for access checks. */
    Set<CosemAttribute> attributes();

    /** Every method that can be called. */
    Set<CosemMethod> methods();

    /**
     * Values of several attributes as of one instant, in the order asked. Asked only for what {@link #attributes()} has.
     */
    List<CosemValue> read(List<CosemAttribute> wanted);

    /**
     * A part of an attribute, for what {@link #attributes()} has.
     *
     * @param query with a selection
     * @return empty if the attribute has no such part
     */
    default Optional<CosemValue> select(Query query) {
        return Optional.empty();
    }

    /** Those of {@link #attributes()} that take a new value, for the association view. */
    default Set<CosemAttribute> writable() {
        return Set.of();
    }

    /** Does what a method says. Its effect is kept, through power loss too, before it answers. */
    ActionResult act(CosemMethod method, CosemValue argument);

    /** Does what a method says, and says what it returns; as {@link #act}, unless a method returns something. */
    default Called call(CosemMethod method, CosemValue argument) {
        return new Called(act(method, argument), Optional.empty());
    }

    /**
     * How a call ended.
     *
     * @param value what the method returns, if it returns something and succeeded
     */
    record Called(ActionResult result, Optional<CosemValue> value) {}

    /** Takes a new value for an attribute, kept before it answers. */
    ActionResult write(CosemAttribute attribute, CosemValue value);

    /**
     * Is this the next or a later invocation counter of the management client? If so it is kept, through power loss too,
     * and none up to it is accepted again.
     *
     * @param counter unsigned 32 bits, 0..4294967295
     */
    boolean acceptInvocationCounter(long counter);

    /** The lowest that {@link #acceptInvocationCounter} would take now; 4294967296 if there is none left. */
    long lowestInvocationCounter();

    /**
     * Reserves {@code count} invocation counters for what the meter itself sends, and answers with the first. They are
     * kept as used, through power loss too, before it answers, and are never given again under the same key.
     *
     * @param count above zero
     * @throws IllegalStateException if fewer than {@code count} are left below 4294967296
     */
    long nextServerCounter(int count);

    /** How an ACTION or SET ended (IEC 62056-5-3, Data-Access-Result and Action-Result share these). */
    enum ActionResult {
        SUCCESS, TEMPORARY_FAILURE, READ_WRITE_DENIED, OBJECT_UNDEFINED, TYPE_UNMATCHED, OTHER_REASON
    }
}
