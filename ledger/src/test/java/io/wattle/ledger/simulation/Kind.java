package io.wattle.ledger.simulation;

import io.wattle.ledger.entry.ImportCommand;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.AccountCommand;
import io.wattle.ledger.entry.AsQuoted;
import io.wattle.ledger.entry.BalanceCommand;
import io.wattle.ledger.entry.DebtCommand;
import io.wattle.ledger.entry.CardCommand;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.ProviderCommand;
import io.wattle.ledger.entry.TariffCommand;
import io.wattle.ledger.entry.TillCommand;
import java.util.Random;

/** The kinds of command. Whoever adds one to {@link Command} is led here by the compiler, and from here to the others. */
enum Kind {
    REGISTER(2), READING(14), PAYMENT(9), START(9), SETTLE(8), REQUEUE(5), DECIDE_CREDIT(1), WARNING(2), ORDER(2),
    SETTLE_ORDER(2), DECIDE_FINDING(2), TEND(3), OVERDRAFT(2), CORRECTION(3),
    TARIFF(1), EMERGENCY(1), ACT(2), REPLACE(1), CREDIT_LOG(2),
    TOKEN_TERMS(2), KEY_CHANGE_PLAN(1), TOKENS(6), TOKENS_MADE(5), TOKENS_REFUSED(2), PAY_INTO_WALLET(6), CONVERT(8),
    DEBT(1),
    CARDS(10), REDEEM(4), PLAN(8), ACCOUNTS(8), PREMISES(3), MONEY(6), TILL(8), TILL_SALE(9), REVERSAL(3),
    CARD_PAYMENT(2), CARD_PAYMENT_STEP(8), BALANCE(14), PROBE(3);

    private final int weight;

    Kind(int weight) {
        this.weight = weight;
    }

    /** One of them, the more often the heavier. */
    static Kind any(Random random) {
        int sum = 0;
        for (Kind kind : values()) {
            sum += kind.weight;
        }
        int at = random.nextInt(sum);
        for (Kind kind : values()) {
            at -= kind.weight;
            if (at < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }

    static Kind of(Command command) {
        return switch (command) {
            case Command.RegisterMeter _ -> REGISTER;
            case Command.RecordReading _ -> READING;
            case Command.TakePayment _ -> PAYMENT;
            case Command.StartCredit _ -> START;
            case Command.SettleCredit _ -> SETTLE;
            case Command.RequeueCredit _ -> REQUEUE;
            case Command.DecideCredit _ -> DECIDE_CREDIT;
            case Command.GiveWarning _ -> WARNING;
            case Command.OrderSupply _ -> ORDER;
            case Command.SettleSupply _ -> SETTLE_ORDER;
            case Command.DecideFinding _ -> DECIDE_FINDING;
            case Command.Tend _ -> TEND;
            case Command.AllowOverdraft _ -> OVERDRAFT;
            case Command.PostCorrection _ -> CORRECTION;
            case Command.SetMeterTariff _ -> TARIFF;
            case Command.GrantEmergency _ -> EMERGENCY;
            case Command.AnnounceAct _ -> ACT;
            case Command.ReplaceMeter _ -> REPLACE;
            case Command.RecordCreditLog _ -> CREDIT_LOG;
            case Command.SetTokenTerms _ -> TOKEN_TERMS;
            case Command.PlanKeyChange _ -> KEY_CHANGE_PLAN;
            case Command.PayIntoWallet _ -> PAY_INTO_WALLET;
            case Command.ConvertWallet _ -> CONVERT;
            case AsQuoted c -> of(c.sale());
            case DebtCommand _ -> DEBT;
            case Command.OrderTokens _ -> TOKENS;
            case Command.RecordTokens _ -> TOKENS_MADE;
            case Command.RefuseTokens _ -> TOKENS_REFUSED;
            case CardCommand _ -> CARDS;
            case AccountCommand.MoveMoney _ -> MONEY;
            case AccountCommand _ -> ACCOUNTS;
            case ImportCommand _ -> ACCOUNTS;
            case PremisesCommand.AssignMeter _ -> PREMISES;
            case PremisesCommand.SetCriticalNeed _ -> PREMISES;
            case PremisesCommand.NoteProbeAct _ -> PROBE;
            case PremisesCommand.NoteEvent _,PremisesCommand.NoteProfile _ -> PREMISES;
            case Command.RedeemCard _ -> REDEEM;
            case TariffCommand _ -> PLAN;
            case TillCommand.TakeAtTill _ -> TILL_SALE;
            case TillCommand.ReverseSale _ -> REVERSAL;
            case TillCommand _ -> TILL;
            case ProviderCommand.BeginProviderPayment _ -> CARD_PAYMENT;
            case ProviderCommand _ -> CARD_PAYMENT_STEP;
            case BalanceCommand _ -> BALANCE;
        };
    }
}
