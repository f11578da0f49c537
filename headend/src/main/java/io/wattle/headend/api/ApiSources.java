package io.wattle.headend.api;

import io.wattle.headend.account.AccountOffice;
import io.wattle.headend.alarm.AlarmBoard;
import io.wattle.headend.card.CardOffice;
import io.wattle.headend.credit.TokenOffice;
import io.wattle.headend.polling.Poller;
import io.wattle.headend.probe.SessionImport;
import io.wattle.headend.provider.PaymentDesk;
import io.wattle.headend.registry.MeterRegistry;
import io.wattle.headend.store.ReadStore;
import io.wattle.headend.till.TillReports;
import io.wattle.headend.sts.ModuleDescription;
import io.wattle.ledger.Ledger;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the API shows and asks. It closes none of it.
 *
 * @param module what makes tokens, as it is now
 * @param tokens empty where nothing makes tokens
 * @param cards empty where there are no prepaid cards
 * @param till adds up what was taken on a day
 * @param cardPayments empty where no payments by credit card are taken
 * @param probes takes what technicians did out of reach
 * @param clock by which tariffs are in force
 */
public record ApiSources(Ledger ledger, MeterRegistry registry, ReadStore store, Poller poller, AlarmBoard alarms,
        Health health, Supplier<ModuleDescription> module, Optional<TokenOffice> tokens, Optional<CardOffice> cards,
        AccountOffice accounts, TillReports till, Optional<PaymentDesk> cardPayments,
        Permissions permissions, SessionImport probes, InstantSource clock) {}
