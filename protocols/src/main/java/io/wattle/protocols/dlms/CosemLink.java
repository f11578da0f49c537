package io.wattle.protocols.dlms;

import io.wattle.protocols.dlms.apdu.AccessRequest;
import io.wattle.protocols.dlms.apdu.AccessResponse;
import io.wattle.protocols.dlms.apdu.DataAccessResult;
import io.wattle.protocols.dlms.apdu.GetResult;
import io.wattle.protocols.dlms.cosem.CosemAttribute;
import io.wattle.protocols.dlms.cosem.CosemMethod;
import io.wattle.protocols.dlms.cosem.CosemValue;
import io.wattle.protocols.dlms.cosem.ObisCode;
import io.wattle.protocols.dlms.cosem.Query;
import io.wattle.protocols.dlms.object.ObjectEntry;
import io.wattle.protocols.dlms.object.ProfileTable;
import io.wattle.protocols.dlms.object.ProfileWindow;
import io.wattle.protocols.meter.Outcome;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A conversation with a meter in the words of COSEM, for what goes beyond the waist. The same rules hold: one question at
 * a time, every question answered, and whoever gets {@link Outcome.Unknown} from a write or a call asks before he repeats
 * it. On a virtual thread, {@code stage.toCompletableFuture().join()} reads like the conversation.
 */
public interface CosemLink extends ObjectLink {

    /** One write. */
    record Setting(CosemAttribute attribute, CosemValue value) {}

    /** One call. */
    record Call(CosemMethod method, CosemValue argument) {}

    /**
     * Values of attributes or of parts of them, in the order asked: in one request where the meter takes lists and they
     * fit, in as few as possible where not.
     */
    CompletionStage<Outcome<List<GetResult>>> query(List<Query> queries);

    /** Writes, one after the other as far as the meter's list goes; what became of each. Not without security. */
    CompletionStage<Outcome<List<DataAccessResult>>> set(List<Setting> settings);

    /** Calls, likewise. */
    CompletionStage<Outcome<List<DataAccessResult>>> act(List<Call> calls);

    /** One call, and what the meter returns; null-data if that is nothing. A call that it refuses is a refusal. */
    CompletionStage<Outcome<CosemValue>> call(Call call);

    /** Reads, writes and calls in one ACCESS request; refused as not supported where the meter has no such service. */
    CompletionStage<Outcome<List<AccessResponse.Result>>> access(List<AccessRequest.Step> steps);

    /** The objects that the meter lists for this client, and what may be done with them. */
    CompletionStage<Outcome<List<ObjectEntry>>> discover();

    /**
     * Rows of a profile of class 7, be it of load, of billing or of events.
     *
     * @param profile its logical name
     */
    CompletionStage<Outcome<ProfileTable>> profile(ObisCode profile, ProfileWindow window);

    /** Calls upon the meter's emergency credit; answers whether the meter then uses it. */
    CompletionStage<Outcome<Boolean>> selectEmergencyCredit();
}
