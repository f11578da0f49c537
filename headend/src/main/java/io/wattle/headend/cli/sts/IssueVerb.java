package io.wattle.headend.cli.sts;

import io.wattle.headend.sts.Issuance.Issued;
import io.wattle.headend.sts.SecurityModule;
import io.wattle.headend.sts.TokenRequest;
import io.wattle.headend.sts.offline.TidFile;
import io.wattle.headend.sts.sheet.TokenDates;
import io.wattle.headend.sts.sheet.TokenSheet;
import io.wattle.protocols.sts.Token;
import io.wattle.protocols.sts.TokenDigits;
import io.wattle.protocols.sts.key.KeyIdentity;
import io.wattle.protocols.sts.value.TokenIdentifier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wattle sts issue}. */
@Command(name = "issue", mixinStandardHelpOptions = true, description = "Makes one token with keys of a keystore, or by a module on the network, for a technician without a head-end. Where a head-end is running it is"
        + " the right issuer: it knows the last token of each meter, and this command knows only its own. Nothing is"
        + " booked. The keystore is for development and test: the software module is not certified.")
final class IssueVerb implements Callable<Integer> {
    @Mixin
    private ModuleOptions modules = new ModuleOptions();

    @Mixin
    private MeterOptions meter = new MeterOptions();

    @ArgGroup(multiplicity = "1", exclusive = true)
    private IssueWhat what = new IssueWhat();

    @Option(names = "--service", paramLabel = "SERVICE", defaultValue = "electricity", description = "For credit: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private Token.Service service = Token.Service.ELECTRICITY;

    @Option(names = "--tids", paramLabel = "FILE", description = "The last identifier of each meter, made if missing (default: the keystore's name and .tids). Keep it: it is"
            + " why no identifier is given twice.")
    private @Nullable Path tids;

    @Mixin
    private ZoneOption clock = new ZoneOption();

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    @Override
    public Integer call() {
        return answer.of(this::issue);
    }

    private int issue(Printed printed) {
        try (SecurityModule module = modules.open();
                TidFile file = TidFile.open(tids == null ? modules.beside("tids") : tids)) {
            KeyIdentity identity = meter.identity(module);
            what.request(identity, new TokenIdentifier(0), service); // refuses before an identifier is spent
            TokenIdentifier tid = file.take(identity.pan(), identity.baseDate(), Instant.now(), clock.zone());
            TokenRequest request = what.request(identity, tid, service);
            String messageId = "issue-" + identity.pan() + "-" + identity.baseDate().year() + "-" + tid;
            return printed.issuance(module.issue(messageId, request), issued -> fields(request, issued));
        }
    }

    private Map<String, Object> fields(TokenRequest request, Issued issued) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tokens", issued.tokens().stream().map(TokenDigits::grouped).toList());
        fields.put("meter", request.meter().pan());
        fields.putAll(said(request));
        fields.put("keyCheckValue", issued.keyCheckValue());
        fields.put("module", issued.moduleId());
        return fields;
    }

    /** All but the random bits, which the module alone knows. */
    private Map<String, Object> said(TokenRequest request) {
        TokenDates dates = new TokenDates(List.of(request.meter().baseDate()), clock.zone());
        Map<String, Object> sheet = new LinkedHashMap<>(switch (request) {
            case TokenRequest.Credit credit -> TokenSheet.of(credit.token(0), dates).fields();
            case TokenRequest.Management management -> TokenSheet.of(management.token(0), dates).fields();
            case TokenRequest.KeyChange _ -> Map.<String, Object>of();
        });
        sheet.remove("rnd");
        return sheet;
    }
}
