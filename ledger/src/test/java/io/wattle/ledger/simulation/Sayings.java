package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.ImportCommand;
import io.wattle.ledger.entry.ImportFact;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.balance.GrantKind;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.DebtFact;
import io.wattle.ledger.entry.AsQuoted;
import io.wattle.ledger.entry.DebtCommand;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.LedgerEntry;
import io.wattle.ledger.entry.ProviderCommand;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.entry.TillCommand;
import io.wattle.ledger.entry.TillFact;
import java.util.Optional;

/** What commands say: their keys, what stands behind a key, and which entries they may have become. */
final class Sayings {

    private Sayings() {}

    /** The idempotency key, of those that have one. */
    static Optional<String> key(Command command) {
        return switch (command) {
            case Command.TakePayment c -> Optional.of(c.key());
            case Command.AllowOverdraft c -> Optional.of(c.key());
            case Command.PostCorrection c -> Optional.of(c.key());
            case Command.GrantEmergency c -> Optional.of(c.key());
            case Command.AnnounceAct c -> Optional.of(c.key());
            case Command.ReplaceMeter c -> Optional.of(c.key());
            case Command.OrderTokens c -> Optional.of(c.key());
            case Command.RedeemCard c -> Optional.of(c.key());
            case CardCommand c -> Optional.of(c.key());
            case AccountCommand c -> AccountWorks.key(c);
            case ImportCommand _ -> Optional.empty();
            case PremisesCommand.AssignMeter _ -> Optional.empty();
            case PremisesCommand.SetCriticalNeed _ -> Optional.empty();
            case PremisesCommand.NoteProbeAct c -> Optional.of(c.key());
            case PremisesCommand.NoteEvent _,PremisesCommand.NoteProfile _ -> Optional.empty();
            case TariffCommand c -> Optional.of(c.key());
            case TillCommand c -> Optional.of(c.key());
            case BalanceCommand.GrantCredit c -> Optional.of(c.key());
            case BalanceCommand _ -> Optional.empty();
            case Command.RegisterMeter _ -> Optional.empty();
            case Command.RecordReading _ -> Optional.empty();
            case Command.StartCredit _ -> Optional.empty();
            case Command.SettleCredit _ -> Optional.empty();
            case Command.RequeueCredit _ -> Optional.empty();
            case Command.DecideCredit _ -> Optional.empty();
            case Command.GiveWarning _ -> Optional.empty();
            case Command.OrderSupply _ -> Optional.empty();
            case Command.SettleSupply _ -> Optional.empty();
            case Command.DecideFinding _ -> Optional.empty();
            case Command.Tend _ -> Optional.empty();
            case Command.SetMeterTariff _ -> Optional.empty();
            case Command.RecordCreditLog _ -> Optional.empty();
            case Command.SetTokenTerms _ -> Optional.empty();
            case Command.PlanKeyChange _ -> Optional.empty();
            case Command.PayIntoWallet c -> Optional.of(c.key());
            case Command.ConvertWallet c -> Optional.of(c.key());
            case AsQuoted c -> key(c.sale());
            case DebtCommand c -> Optional.of(c.key());
            case ProviderCommand.BeginProviderPayment c -> Optional.of(c.key());
            case ProviderCommand _ -> Optional.empty();
            case Command.RecordTokens _ -> Optional.empty();
            case Command.RefuseTokens _ -> Optional.empty();
        };
    }

    /** All that must be the same for the same key: everything but the origin. */
    static String contents(Command command) {
        if (command instanceof ProviderCommand.BeginProviderPayment begin) {
            return "card payment " + begin.meter() + begin.amount(); // which reference is not the caller's to say
        }
        Command said = command instanceof AsQuoted quoted ? quoted.sale() : command;
        return said.toString().replace(said.origin().toString(), "");
    }

    /** The same with another key; only for those that have one. */
    static Command withKey(Command command, String key) {
        return switch (command) {
            case Command.TakePayment c -> new Command.TakePayment(c.origin(), key, c.meter(), c.tender());
            case Command.AllowOverdraft c ->
                new Command.AllowOverdraft(c.origin(), key, c.account(), c.maximum(), c.reason());
            case Command.PostCorrection c ->
                new Command.PostCorrection(c.origin(), key, c.corrects(), c.reason(), c.postings());
            case Command.GrantEmergency c -> new Command.GrantEmergency(c.origin(), key, c.meter(), c.amount());
            case Command.AnnounceAct c ->
                new Command.AnnounceAct(c.origin(), key, c.meter(), c.act(), c.amount(), c.reason());
            case Command.ReplaceMeter c -> new Command.ReplaceMeter(c.origin(), key, c.meter(), c.newMeter(),
                    c.finalReading(), c.carryOver(), c.reason());
            case Command.OrderTokens c ->
                new Command.OrderTokens(c.origin(), key, c.meter(), c.order(), c.keyChangeTo());
            case Command.PayIntoWallet c -> new Command.PayIntoWallet(c.origin(), key, c.meter(), c.tender());
            case Command.ConvertWallet c -> new Command.ConvertWallet(c.origin(), key, c.meter(), c.conversion());
            case AsQuoted c -> new AsQuoted(withKey(c.sale(), key), c.quote());
            case DebtCommand c -> SaleWorks.withKey(c, key);
            case Command.RedeemCard c -> new Command.RedeemCard(c.origin(), key, c.meter(), c.card());
            case CardCommand c -> CardWorks.withKey(c, key);
            case AccountCommand c -> AccountWorks.withKey(c, key);
            case PremisesCommand.NoteProbeAct c ->
                new PremisesCommand.NoteProbeAct(c.origin(), key, c.meter(), c.act());
            case TariffCommand c -> TariffWorks.withKey(c, key);
            case TillCommand c -> TillWorks.withKey(c, key);
            case ProviderCommand.BeginProviderPayment c -> new ProviderCommand.BeginProviderPayment(c.origin(), key,
                    c.meter(), c.amount(), c.provider(), c.reference());
            case BalanceCommand.GrantCredit c -> new BalanceCommand.GrantCredit(c.origin(), key, c.meter(), c.kind(),
                    c.amount(), c.reason());
            default -> throw new IllegalArgumentException("it has no key: " + command);
        };
    }

    /** Whether the entry can be what the command became. */
    static boolean fits(Command command, LedgerEntry entry) {
        return command.origin().equals(entry.origin()) && key(command).equals(entry.key())
                && (!(command instanceof Command.OfMeter ofMeter) || isAbout(ofMeter.meter(), entry))
                && entry.facts().stream().anyMatch(fact -> fits(command, fact));
    }

    private static boolean isAbout(String meter, LedgerEntry entry) {
        return entry.facts()
                .stream()
                .anyMatch(fact -> (fact instanceof Fact.OfMeter of && of.meter().equals(meter))
                        || (fact instanceof BalanceFact one && one.meter().equals(meter)));
    }

    private static boolean fits(Command command, Fact fact) {
        return switch (command) {
            case Command.RegisterMeter c -> fact instanceof Fact.MeterRegistered f && f.account().equals(c.account());
            case Command.RecordReading c -> isRead(c, fact);
            case Command.TakePayment c -> fact instanceof Fact.PaymentTaken f && f.tender().equals(c.tender());
            case Command.StartCredit c -> fact instanceof Fact.CreditSent f && f.creditId().equals(c.creditId());
            case Command.SettleCredit c -> fact instanceof Fact.CreditAnswered f && f.creditId().equals(c.creditId())
                    && f.answer() == c.answer();
            case Command.RequeueCredit c -> fact instanceof Fact.CreditRequeued f && f.creditId().equals(c.creditId());
            case Command.DecideCredit c -> fact instanceof Fact.CreditDecided f && f.creditId().equals(c.creditId())
                    && f.inMeter() == c.inMeter();
            case Command.GiveWarning _ -> fact instanceof Fact.DisconnectWarned;
            case Command.OrderSupply c -> fact instanceof Fact.SupplyOrdered f && f.target() == c.target();
            case Command.SettleSupply c -> fact instanceof Fact.SupplyAnswered f && f.orderId().equals(c.orderId());
            case Command.DecideFinding c -> fact instanceof Fact.FindingClosed f
                    && f.findingId().equals(c.findingId());
            case Command.Tend _ -> fact instanceof Fact.CreditExpired || fact instanceof Fact.Forgotten;
            case Command.AllowOverdraft c -> fact instanceof Fact.OverdraftAllowed f
                    && f.maximum().equals(c.maximum());
            case Command.PostCorrection c -> fact instanceof Fact.Posted f && f.postings().equals(c.postings());
            case Command.SetMeterTariff c -> fact instanceof Fact.TariffSet f && f.version().equals(c.version());
            case Command.GrantEmergency c ->
                (fact instanceof Fact.ChangeAnnounced f && f.amount().equals(c.amount()))
                        || (fact instanceof BalanceFact.CreditGranted g && g.kind() == GrantKind.EMERGENCY
                                && g.amount().equals(c.amount()));
            case Command.AnnounceAct c -> fact instanceof Fact.ChangeAnnounced f && f.reason().equals(c.reason());
            case Command.ReplaceMeter c -> fact instanceof Fact.MeterReplaced f
                    && f.newMeter().equals(c.newMeter().meter());
            case Command.RecordCreditLog c -> fact instanceof Fact.CreditLogged f && c.lines().contains(f.line());
            case Command.SetTokenTerms c -> fact instanceof Fact.TokenTermsSet f && f.terms().equals(c.terms());
            case Command.PayIntoWallet c -> fact instanceof Fact.PaymentTaken f && f.tender().equals(c.tender());
            case Command.ConvertWallet c -> fact instanceof Fact.WalletConverted f
                    && f.how().equals(c.conversion());
            case AsQuoted c -> fits(c.sale(), fact);
            case DebtCommand c -> fact instanceof DebtFact f && SaleWorks.fits(c, f);
            case Command.PlanKeyChange c -> fact instanceof Fact.KeyChangePlanned f && f.to().equals(c.to());
            case Command.OrderTokens c -> fact instanceof Fact.TokensOrdered f && f.order().equals(c.order())
                    && f.keyChangeTo().equals(c.keyChangeTo());
            case ProviderCommand c -> ProviderWorks.fits(c, fact);
            case TariffCommand c -> fact instanceof TariffFact f && TariffWorks.fits(c, f);
            case BalanceCommand c -> fact instanceof BalanceFact f && BalanceWorks.fits(c, f);
            case Command.RecordTokens c -> fact instanceof Fact.TokensIssued f && f.tokensId().equals(c.tokensId());
            case Command.RedeemCard c -> fact instanceof Fact.CardRedeemed f && f.card().equals(c.card());
            case CardCommand c -> fact instanceof CardFact f && CardWorks.fits(c, f);
            case AccountCommand c -> AccountWorks.fits(c, fact);
            case ImportCommand c -> fact instanceof ImportFact f && AccountWorks.fits(c, f);
            case PremisesCommand.AssignMeter c ->
                fact.equals(new PremisesFact.MeterAssigned(c.meter(), c.account(), c.reason()));
            case PremisesCommand.SetCriticalNeed c ->
                fact.equals(new PremisesFact.CriticalNeedSet(c.meter(), c.need()));
            case PremisesCommand.NoteEvent c -> fact.equals(new PremisesFact.EventNoted(c.meter(), c.event()));
            case PremisesCommand.NoteProfile c -> fact.equals(new PremisesFact.ProfileNoted(c.meter(), c.profile()));
            case PremisesCommand.NoteProbeAct c -> fact.equals(new PremisesFact.ProbeActNoted(c.meter(), c.act()));
            case TillCommand c -> fact instanceof TillFact f && TillWorks.fits(c, f);
            case Command.RefuseTokens c -> fact instanceof Fact.TokensRefused f && f.tokensId().equals(c.tokensId());
        };
    }

    /** Of a meter whose clock is wrong there is nothing but a finding. */
    private static boolean isRead(Command.RecordReading command, Fact fact) {
        return switch (fact) {
            case Fact.ReadingAccepted read -> read.reading().equals(command.reading());
            case Fact.LateReading late -> late.reading().equals(command.reading());
            case Fact.FindingRaised found -> found.kind() == Fact.FindingKind.CLOCK_WRONG;
            default -> false;
        };
    }
}
