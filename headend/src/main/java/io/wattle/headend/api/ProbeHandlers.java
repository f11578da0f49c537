package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.before;
import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.limit;
import static io.wattle.headend.api.ApiRequest.meantQuery;
import static io.wattle.headend.api.ApiRequest.query;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.RequestParameter;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.probe.ImportOutcome;
import io.wattle.headend.probe.SessionImport;
import io.wattle.headend.probe.SignedSession;
import io.wattle.headend.store.ReadStore;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Takes sessions that technicians bring, and shows what they did. */
final class ProbeHandlers {
    private final SessionImport sessions;
    private final ReadStore store;

    ProbeHandlers(SessionImport sessions, ReadStore store) {
        this.sessions = sessions;
        this.store = store;
    }

    Map<String, Operation> byName() {
        return Map.of("importProbeSession", this::bring, "listProbeActs", Operation.blocking(this::acts));
    }

    private Answer acts(RoutingContext context) {
        Optional<String> technician = query(context, "technician").map(RequestParameter::getString);
        if (technician.isPresent() && !isKnown(technician)) {
            return Answer.of(Problem.notFound("technician", technician.get()));
        }
        return Answer.ok(Map.of("acts", store.probes()
                .acts(meantQuery(context, "meter"), technician, before(context), limit(context))));
    }

    /** Also one who is in the list no more, and did something once. */
    private boolean isKnown(Optional<String> technician) {
        return sessions.isTechnician(technician.orElseThrow())
                || !store.probes().acts(Optional.empty(), technician, Long.MAX_VALUE, 1).isEmpty();
    }

    private Future<Answer> bring(RoutingContext context) {
        JsonObject body = body(context);
        SignedSession signed;
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            signed = new SignedSession(body.getString("technician"), base64.decode(body.getString("payload")),
                    base64.decode(body.getString("signature")));
        } catch (IllegalArgumentException e) {
            return Future
                    .succeededFuture(Answer.of(new BadPart("payload", "must be base64, as the signature").problem()));
        }
        return Operation.waiting(context, () -> answer(sessions.bring(signed)));
    }

    private static Answer answer(ImportOutcome outcome) {
        return switch (outcome) {
            case ImportOutcome.Taken taken -> Answer.ok(taken);
            case ImportOutcome.NotTaken(ImportOutcome.Reason reason, String field, String detail) ->
                Answer.of(new Problem(reason.httpStatus(), reason.code(), reason.name(), field, detail));
        };
    }
}
