package io.wattle.headend.sts;

import io.wattle.headend.sts.TokenRequest.Credit;
import io.wattle.headend.sts.TokenRequest.KeyChange;
import io.wattle.headend.sts.TokenRequest.Management;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.util.Optional;

/**
 * Makes and checks tokens with keys that it keeps to itself. Safe for use by many threads; may wait for a device, with a
 * deadline.
 *
 * <p>A message id is the caller's name for one wish: 1 to 64 printable ASCII characters without blanks. As the head-end
 * opens a module, the same id with the same request gives the very same tokens again, also after a restart, and with
 * another request it is refused. A module of its own, without the memory in front, makes new ones each time.
 */
public interface SecurityModule extends AutoCloseable {

    /** Makes what is asked for, or says why not. Throws nothing for what is asked. */
    Issuance issue(String messageId, TokenRequest request);

    /** Credit with the identifier that the caller decided. */
    default Issuance issueCredit(String messageId, KeyIdentity meter, TokenIdentifier tid, Credit.Amount amount) {
        return issue(messageId, new Credit(meter, tid, amount));
    }

    /** A setting or an order for the meter, with the identifier that the caller decided. */
    default Issuance issueManagement(String messageId, KeyIdentity meter, TokenIdentifier tid,
            Management.Order order) {
        return issue(messageId, new Management(meter, tid, order));
    }

    /** The two to four tokens of a key change, under the meter's old key. */
    default Issuance issueKeyChange(String messageId, KeyChange change) {
        return issue(messageId, change);
    }

    /**
     * What was made under that message id, if it is remembered; makes nothing. A module without memory knows of none.
     *
     * @throws RuntimeException if the memory cannot be read
     */
    default Optional<Issuance.Issued> recall(String messageId) {
        return Optional.empty();
    }

    /** What a token says to the meter with that key. Changes nothing, so it needs no message id. */
    Verification verify(KeyIdentity meter, TokenDigits token);

    /** Why it can make nothing until somebody mends it and starts again; empty while all is well. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** What it is; no secret. */
    ModuleDescription describe();

    /** Wipes its keys and closes what it has open. */
    @Override
    void close();
}
