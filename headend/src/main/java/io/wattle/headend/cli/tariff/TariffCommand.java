package io.wattle.headend.cli.tariff;

import io.wattle.headend.registry.MeterRecord.Service;
import io.wattle.headend.tariff.TariffFile;
import io.wattle.headend.text.JsonLine;
import io.wattle.ledger.tariff.plan.TariffPlan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wattle tariff}: for whoever writes tariff files. */
@Command(name = "tariff", mixinStandardHelpOptions = true, description = "Checks a tariff file, says what a purchase under it costs or brings, and takes it through its life in a running head-end. The form is in docs/tariffs.md.", subcommands = {
        TariffCommand.Check.class, TariffQuoteVerb.class, TariffVerbs.Submit.class, TariffVerbs.Approve.class,
        TariffVerbs.Activate.class, TariffVerbs.Withdraw.class, TariffVerbs.Simulate.class,
        TariffListVerbs.Versions.class,
        TariffListVerbs.Show.class, TariffListVerbs.InForce.class})
public final class TariffCommand {

    /** {@code wattle tariff check}. */
    @Command(name = "check", mixinStandardHelpOptions = true, description = "Reads a tariff file and says where it is wrong, if it is. Exit code 1 then.")
    static final class Check implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "A tariff in YAML.")
        @SuppressWarnings("NullAway.Init") // picocli sets it before call()
        private Path file;

        @Option(names = "--json", description = "One JSON object instead of words.")
        private boolean json;

        @Override
        public Integer call() {
            TariffPlan plan = TariffFile.read(file);
            String service = Service.of(plan.service()).word();
            PrintWriter out = spec.commandLine().getOut();
            out.println(json
                    ? new JsonLine().with("tariff", plan.name())
                            .with("version", plan.version())
                            .with("service", service)
                            .with("currency", plan.currency())
                            .with("zone", plan.zone())
                            .with("parts", plan.parts().size())
                    : plan.name() + ", version " + plan.version() + ": a good tariff for " + service + " in "
                            + plan.currency() + ", " + plan.parts().size() + " parts, days of " + plan.zone());
            out.flush();
            return 0;
        }
    }
}
