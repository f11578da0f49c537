package io.wattle.headend;

import io.wattle.headend.registry.MeterRecord;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.ledger.Ledger;
import io.wattle.ledger.account.Premises;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Origin;
import io.wattle.ledger.entry.Outcome;
import io.wattle.ledger.state.LedgerView;
import io.wattle.ledger.state.MeterStatus;
import io.wattle.ledger.token.TokenTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes the meters of the registry known to the ledger before they are read. A meter that the ledger knows otherwise is a
 * mistake in the file. How a meter reads tokens the file says once: after that its key may have been changed, and the
 * ledger knows better.
 */
final class Registration {
    private static final Origin ORIGIN = Origin.automatic("head-end", "start");
    private final Ledger ledger;
    private final int atOnce;

    /**
     * @param atOnce as many commands as the ledger's queue takes beside other work
     */
    Registration(Ledger ledger, int atOnce) {
        this.ledger = ledger;
        this.atOnce = atOnce;
    }

    private record Known(MeterStatus meter, Optional<TokenTerms> terms, String registeredWith) {}

    /**
     * @param canMakeTokens whether there is a security module
     * @throws StartException for a meter that contradicts the ledger, or reads tokens that nobody can make
     */
    void of(MeterRegistry registry, boolean canMakeTokens) {
        Map<String, Known> known = ledger
                .ask(view -> view.meters().stream().map(meter -> known(meter, view)).toList())
                .join()
                .stream()
                .collect(Collectors.toMap(one -> one.meter().meter(), Function.identity()));
        List<Command> commands = new ArrayList<>();
        for (MeterRecord meter : registry.all()) {
            Optional<Known> before = Optional.ofNullable(known.get(meter.serial()));
            Optional<TokenTerms> terms = before.flatMap(Known::terms);
            before.ifPresentOrElse(one -> check(meter, one), () -> commands.add(register(meter)));
            meter.tokenTerms().ifPresent(said -> {
                if (terms.isEmpty()) {
                    commands.add(new Command.SetTokenTerms(ORIGIN, meter.serial(), said));
                } else if (!terms.get().meterPan().equals(said.meterPan())) {
                    throw new StartException("meter " + meter.serial() + " of the registry is " + said.meterPan()
                            + "; the ledger knows it as " + terms.get().meterPan());
                }
            });
            if (!canMakeTokens && meter.tokenTerms().or(() -> terms).isPresent()) {
                throw new StartException("meter " + meter.serial() + " reads STS tokens and nobody can make them: set"
                        + " sts.module");
            }
        }
        for (int from = 0; from < commands.size(); from += atOnce) {
            submit(commands.subList(from, Math.min(commands.size(), from + atOnce)));
        }
    }

    private static Known known(MeterStatus meter, LedgerView view) {
        return new Known(meter, view.tokenTerms(meter.meter()),
                view.accounts().premises(meter.meter()).map(Premises::registeredWith).orElse(meter.account()));
    }

    private static void check(MeterRecord meter, Known known) {
        MeterStatus status = known.meter();
        if (!known.registeredWith().equals(meter.account()) || !status.registerUnit().equals(meter.service().unit())) {
            throw new StartException("meter " + meter.serial() + " of the registry has account " + meter.account()
                    + " and counts " + meter.service().unit().code() + "; the ledger knows it with account "
                    + known.registeredWith() + " and " + status.registerUnit().code());
        }
    }

    private static Command register(MeterRecord meter) {
        return new Command.RegisterMeter(ORIGIN, meter.serial(), meter.account(), meter.service().unit(),
                meter.service().unit());
    }

    /** The ledger takes them in their order. */
    private void submit(List<Command> commands) {
        List<CompletableFuture<Outcome>> outcomes = commands.stream().map(ledger::submit).toList();
        for (CompletableFuture<Outcome> outcome : outcomes) {
            if (outcome.join() instanceof Outcome.Refused refused) {
                throw new StartException("the ledger does not take a meter of the registry: " + refused.field() + ": "
                        + refused.detail());
            }
        }
    }
}
