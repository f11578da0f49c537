package io.wattle.headend.api;

import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.key;
import static io.wattle.headend.api.ApiRequest.limit;
import static io.wattle.headend.api.ApiRequest.path;
import static io.wattle.headend.api.ApiRequest.pathNumber;
import static io.wattle.headend.api.ApiRequest.query;
import static io.wattle.headend.api.Operation.blocking;
import static io.wattle.headend.api.Operation.submit;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.headend.tariff.TariffFile;
import io.wattle.headend.tariff.TariffFileException;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.PlanBytes;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.tariff.plan.PlanVersion;
import io.wattle.ledger.tariff.plan.TariffPlan;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the contract has about tariffs and their lives; what they cost is {@link TariffQuestions}. Safe for many threads. */
final class TariffHandlers {
    private static final String EVERYBODY = "domestic";
    private final Ledger ledger;
    private final InstantSource clock;
    private final TariffQuestions questions;

    TariffHandlers(ApiSources sources) {
        this.ledger = sources.ledger();
        this.clock = sources.clock();
        this.questions = new TariffQuestions(ledger, sources.store(), clock);
    }

    /** Its part of the contract's operations, by their names there. */
    Map<String, Operation> byName() {
        Map<String, Operation> operations = new HashMap<>(questions.byName());
        operations.put("submitTariff", this::submitTariff);
        operations.put("approveTariff", this::approve);
        operations.put("activateTariff", this::activate);
        operations.put("withdrawTariff", this::withdraw);
        operations.put("listTariffs", blocking(this::list));
        operations.put("getTariff", blocking(this::get));
        return operations;
    }

    private Future<Answer> submitTariff(RoutingContext context) {
        JsonObject body = body(context);
        TariffPlan plan;
        try {
            plan = TariffFile.parse(body.getString("text"));
        } catch (TariffFileException e) {
            return Future.succeededFuture(new Answer(400, TariffProblem.of(e)));
        }
        return submit(context, ledger, new TariffCommand.DraftTariff(person(body), key(context), plan), 201,
                entry -> said(plan.name(), plan.version(), entry, "digest", PlanBytes.digest(plan)));
    }

    private Future<Answer> approve(RoutingContext context) {
        JsonObject body = body(context);
        return ofVersion(context, (name, version) -> submit(context, ledger,
                new TariffCommand.ApproveTariff(person(body), key(context), name, version, body.getString("digest")),
                201, entry -> said(name, version, entry, "approver", entry.origin().actor())));
    }

    private Future<Answer> activate(RoutingContext context) {
        JsonObject body = body(context);
        Optional<String> asked = Optional.ofNullable(body.getString("since"));
        Optional<Instant> since = asked.flatMap(TariffQuestions::instant);
        if (asked.isPresent() && since.isEmpty()) {
            return Future.succeededFuture(TariffQuestions.noInstant("since"));
        }
        return ofVersion(context, (name, version) -> submit(context, ledger,
                new TariffCommand.ActivateTariff(person(body), key(context), name, version, since), 201,
                entry -> said(name, version, entry, "since", since(entry))));
    }

    private Future<Answer> withdraw(RoutingContext context) {
        JsonObject body = body(context);
        return ofVersion(context, (name, version) -> submit(context, ledger,
                new TariffCommand.WithdrawTariff(person(body), key(context), name, version, body.getString("reason")),
                201, entry -> said(name, version, entry, "reason", body.getString("reason"))));
    }

    private Answer list(RoutingContext context) {
        Optional<String> name = query(context, "name").map(parameter -> parameter.getString());
        List<PlanVersion> versions = ledger.ask(view -> view.tariffs()).join();
        if (name.isPresent() && versions.stream().noneMatch(version -> version.plan().name().equals(name.get()))) {
            return Answer.of(Problem.notFound("tariff", name.get()));
        }
        return Answer.ok(Map.of("tariffs", versions.stream()
                .filter(version -> name.isEmpty() || version.plan().name().equals(name.get()))
                .limit(limit(context))
                .map(TariffAnswers::head)
                .toList()));
    }

    private Answer get(RoutingContext context) {
        String name = path(context, "name");
        int version = pathNumber(context, "version");
        ClassName who = ClassName.of(query(context, "class").map(parameter -> parameter.getString()).orElse(EVERYBODY));
        return ledger.ask(view -> view.tariff(name, version)).join().map(found -> {
            Map<String, Object> said = TariffAnswers.head(found);
            TariffPlan plan = found.plan();
            said.put("text", TariffAnswers.text(plan));
            LocalDate today = LocalDate.ofInstant(clock.instant(), plan.zone());
            LocalDate day = plan.scope().from().filter(today::isBefore).orElse(today);
            said.put("overview", TariffAnswers.overview(plan, day, who));
            return Answer.ok(said);
        }).orElseGet(() -> Answer.of(Problem.notFound("tariff", name + " " + version)));
    }

    @FunctionalInterface
    private interface VersionUse {
        Future<Answer> of(String name, int version);
    }

    private static Future<Answer> ofVersion(RoutingContext context, VersionUse use) {
        return use.of(path(context, "name"), pathNumber(context, "version"));
    }

    private static Origin person(JsonObject body) {
        return Origin.manual(body.getString("person"), "api");
    }

    private static Object since(LedgerEntry entry) {
        return entry.facts()
                .stream()
                .filter(TariffFact.TariffActivated.class::isInstance)
                .map(fact -> ((TariffFact.TariffActivated) fact).since())
                .findFirst()
                .orElseThrow();
    }

    private static Object said(String name, int version, LedgerEntry entry, String field, Object value) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("tariff", name);
        said.put("version", version);
        said.put(field, value);
        said.put("sequence", entry.sequence());
        return said;
    }
}
