package io.wattle.headend.api;

import static io.wattle.headend.api.AccountHandlers.checked;
import static io.wattle.headend.api.AccountHandlers.done;
import static io.wattle.headend.api.AccountHandlers.person;
import static io.wattle.headend.api.ApiRequest.body;
import static io.wattle.headend.api.ApiRequest.path;

import io.vertx.ext.web.RoutingContext;
import io.wattle.headend.account.AccountOffice;
import io.wattle.headend.api.ApiAnswers.Answer;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.entry.ImportCommand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files of accounts that are saved as a whole, or not at all. */
final class ImportHandlers {
    private final Ledger ledger;
    private final AccountOffice office;
    private final ItemContract items;

    ImportHandlers(ApiSources sources, ItemContract items) {
        this.items = items;
        this.ledger = sources.ledger();
        this.office = sources.accounts();
    }

    Map<String, Operation> byName() {
        Map<String, Operation> operations = new HashMap<>();
        operations.put("stageImportRows", checked(this::stage));
        operations.put("saveImport", checked(this::save));
        operations.put("dropImport", checked(this::drop));
        return operations;
    }

    private Answer stage(RoutingContext context) {
        RowList rows = RowList.of(body(context).getJsonArray("rows"), items);
        return done(ledger.submit(new ImportCommand.StageRows(person(context), path(context, "import"),
                body(context).getLong("from"), office.seal(rows.orBadPart()))).join(), 201, List.of());
    }

    private Answer save(RoutingContext context) {
        return done(ledger.submit(new ImportCommand.CommitImport(person(context), path(context, "import"),
                body(context).getLong("rows"))).join(), 201, List.of());
    }

    private Answer drop(RoutingContext context) {
        return done(ledger.submit(new ImportCommand.DropImport(person(context), path(context, "import"),
                body(context).getString("reason"))).join(), 201, List.of());
    }
}
