package io.wattle.headend.cli.meter;

import io.wattle.headend.rekey.MeterSetup;
import io.wattle.protocols.dlms.CosemLink;
import io.wattle.protocols.dlms.security.MessagePolicy;
import io.wattle.protocols.dlms.security.SecurityTerms;
import io.wattle.protocols.dlms.setup.SetupPolicy;
import io.wattle.protocols.meter.Outcome;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wattle security policy}. */
@Command(name = "policy", mixinStandardHelpOptions = true, description = "Has the meter ask for more protection from now on; it cannot be lowered again. Only what the URI's own policy does already.")
final class PolicyVerb implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    private final MeterTarget target = new MeterTarget();

    @Option(names = "--to", paramLabel = "POLICY", required = true, description = "authenticated, encrypted or both; of requests and responses.")
    private MessagePolicy policy = MessagePolicy.BOTH;

    @Option(names = "--signed", description = "Requests and responses are signed, too.")
    private boolean signed;

    @Override
    public Integer call() {
        SecurityTerms terms = target.terms(spec);
        return SecurityTalk.hold(spec, target, link -> raise(link, terms));
    }

    private Outcome<String> raise(CosemLink link, SecurityTerms terms) {
        SetupPolicy wanted = SetupPolicy.of(policy, signed);
        return MeterSetup.read(link)
                .then(setup -> setup.raise(link, wanted, terms))
                .map(_ -> target.done("meter " + target.serial() + " asks for: " + wanted));
    }
}
