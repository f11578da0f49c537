package io.wattle.headend.cli.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.wattle.headend.api.ApiConfig;
import io.wattle.headend.cli.verb.ApiClient;
import io.wattle.headend.cli.verb.VerbGroup;
import io.wattle.headend.registry.OwnerOnlyFile;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wattle accounts}: who pays, for what and where; and lists of all that, into a running head-end and out of it. */
@Command(name = "accounts", mixinStandardHelpOptions = true, description = "Customers, accounts, locations and meters of a running head-end: shows, saves, moves money, closes; imports and exports them as CSV.", subcommands = {
        AccountVerbs.Find.class, AccountVerbs.Show.class, AccountVerbs.Save.class, AccountVerbs.FinalBalance.class,
        AccountVerbs.Close.class, AccountVerbs.Synchronise.class, AccountMoneyVerbs.Move.class,
        AccountMoneyVerbs.Moves.class, AccountMoneyVerbs.MoveReceipt.class, AccountMoneyVerbs.Overdraft.class,
        AccountMoneyVerbs.Overdrafts.class,
        CustomerVerbs.Show.class, CustomerVerbs.Save.class, CustomerVerbs.Erase.class,
        CustomerVerbs.ShowLocation.class, CustomerVerbs.SaveLocation.class, PremisesVerbs.Show.class,
        PremisesVerbs.Place.class, PremisesVerbs.Vending.class, PremisesVerbs.CriticalNeed.class,
        PremisesVerbs.Assign.class, PremisesVerbs.Register.class, PremisesVerbs.Swap.class,
        PremisesVerbs.Price.class})
public final class AccountsCommand extends VerbGroup {
    private static final int PAGE_ACCOUNTS = 200;

    @Command(name = "import", mixinStandardHelpOptions = true, description = "Saves the rows of a CSV file; what is wrong is told by line and column. The same file again changes nothing.")
    int importFrom(@Parameters(paramLabel = "FILE", description = "Its first line names the columns.") Path file,
            @Option(names = "--person", paramLabel = "NAME", required = true, description = "Who does it.") String person,
            @Option(names = "--all-or-nothing", description = "Saves all rows at once, or none if one is refused; otherwise each good row is saved.") boolean whole,
            @Option(names = "--url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8480", description = "Where the head-end is (default ${DEFAULT-VALUE}).") URI url,
            @Option(names = "--token-file", paramLabel = "FILE", description = "The bearer token of its API.") @Nullable Path token) {
        try (ApiClient api = client(url, token)) {
            AccountsImport task = new AccountsImport(file, api, person, spec().commandLine().getErr());
            if (whole) {
                task.allOrNothing();
            } else {
                task.each();
            }
            PrintWriter out = spec().commandLine().getOut();
            out.println(task.saved() + " rows saved" + (whole
                    ? " as a whole, with those that were so before, "
                    : ", " + task.unchanged() + " as they were, ") + task.refused() + " refused");
            out.flush();
            return task.refused() == 0 ? 0 : 1;
        }
    }

    @Command(name = "drop-import", mixinStandardHelpOptions = true, description = "Forgets what came of a file that was to be saved as a whole, so that another can be; done by itself an hour after the last rows.")
    int dropImport(
            @Parameters(paramLabel = "IMPORT", description = "As the refusal of the other file names it.") String id,
            @Option(names = "--person", paramLabel = "NAME", required = true, description = "Who does it.") String person,
            @Option(names = "--reason", paramLabel = "WORDS", required = true, description = "Why.") String reason,
            @Option(names = "--url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8480", description = "Where the head-end is (default ${DEFAULT-VALUE}).") URI url,
            @Option(names = "--token-file", paramLabel = "FILE", description = "The bearer token of its API.") @Nullable Path token) {
        boolean dropped;
        try (ApiClient api = client(url, token)) {
            dropped = api.post("/account-imports/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/cancellation",
                    JsonNodeFactory.instance.objectNode().put("person", person).put("reason", reason)).has("sequence");
        }
        PrintWriter out = spec().commandLine().getOut();
        out.println(dropped ? "forgotten: " + id : "nothing is set aside of " + id);
        out.flush();
        return 0;
    }

    @Command(name = "export", mixinStandardHelpOptions = true, description = "Writes all open accounts into a CSV file that only its owner may read; the import takes it.")
    int exportTo(@Parameters(paramLabel = "FILE", description = "A file that is not there yet.") Path file,
            @Option(names = "--url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8480", description = "Where the head-end is (default ${DEFAULT-VALUE}).") URI url,
            @Option(names = "--token-file", paramLabel = "FILE", description = "The bearer token of its API.") @Nullable Path token)
            throws IOException {
        long rows = 0;
        try (ApiClient api = client(url, token);
                PrintWriter lines = new PrintWriter(new OutputStreamWriter(
                        Channels.newOutputStream(OwnerOnlyFile.create(file)), StandardCharsets.UTF_8))) {
            lines.print(AccountColumns.header() + "\n");
            String after = "";
            boolean more = true;
            while (more) {
                String before = after;
                for (JsonNode row : api.get("/accounts?limit=" + PAGE_ACCOUNTS + "&after="
                        + URLEncoder.encode(after, StandardCharsets.UTF_8)).path("rows")) {
                    if (!row.path("closed").asBoolean()) {
                        lines.print(AccountColumns.line(row) + "\n");
                        rows++;
                    }
                    after = row.path("account").path("account").asText();
                }
                more = after.compareTo(before) > 0;
            }
            if (lines.checkError()) {
                throw new UncheckedIOException(new IOException(file + " could not be written to its end"));
            }
        }
        PrintWriter out = spec().commandLine().getOut();
        out.println(rows + " rows written");
        out.flush();
        return 0;
    }

    private static ApiClient client(URI url, @Nullable Path token) {
        return new ApiClient(url, Optional.ofNullable(token).map(ApiConfig::tokenFrom));
    }
}
