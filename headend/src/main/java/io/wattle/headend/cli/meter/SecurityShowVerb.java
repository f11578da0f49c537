package io.wattle.headend.cli.meter;

import io.wattle.headend.rekey.MeterSetup;
import io.wattle.headend.text.JsonLine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wattle security show}. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Says what the meter's security setup says: policy, suite, system title.")
final class SecurityShowVerb implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Mixin
    private final MeterTarget target = new MeterTarget();

    @Override
    public Integer call() {
        target.terms(spec);
        return SecurityTalk.hold(spec, target, link -> MeterSetup.read(link).map(this::shown));
    }

    private String shown(MeterSetup setup) {
        if (target.json()) {
            return new JsonLine().with("meter", target.serial())
                    .with("policy", setup.policy())
                    .with("suite", setup.suite())
                    .with("title", setup.serverTitle())
                    .with("version", setup.version())
                    .toString();
        }
        return String.format("%-12s %s%n%-12s %d%n%-12s %s%n%-12s %d", "Policy", setup.policy(), "Suite",
                setup.suite(), "Title", setup.serverTitle(), "Version", setup.version());
    }
}
