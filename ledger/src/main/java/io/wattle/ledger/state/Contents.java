package io.wattle.ledger.state;

import io.wattle.ledger.entry.DebtFact;
import io.wattle.ledger.book.Posting;
import io.wattle.ledger.entry.AccountFact;
import io.wattle.ledger.entry.BalanceFact;
import io.wattle.ledger.entry.CardFact;
import io.wattle.ledger.entry.ChangeKind;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.Fact;
import io.wattle.ledger.entry.PremisesCommand;
import io.wattle.ledger.entry.PremisesFact;
import io.wattle.ledger.entry.ProbeAct;
import io.wattle.ledger.entry.ProviderFact;
import io.wattle.ledger.entry.TariffFact;
import io.wattle.ledger.entry.TillFact;
import io.wattle.ledger.quantity.Money;
import io.wattle.ledger.quantity.Quantity;
import io.wattle.ledger.token.TokenOrder;
import io.wattle.ledger.token.TokenTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command with an idempotency key says, as words: the same from the command itself and from the facts that it
 * became, so that a replay knows it too. Who asked, and through which channel, is no part of it. Pure.
 */
public final class Contents {

    private Contents() {}

    public static String[] of(Command.TakePayment command) {
        return payment(command.meter(), command.tender());
    }

    public static String[] of(Command.AllowOverdraft command) {
        return overdraft(command.account(), command.maximum(), command.reason());
    }

    public static String[] of(Command.PostCorrection command) {
        return correction(command.corrects(), command.reason(), command.postings());
    }

    public static String[] of(Command.GrantEmergency command) {
        return change(command.meter(), ChangeKind.EMERGENCY.name(), command.amount(), "");
    }

    public static String[] of(Command.AnnounceAct command) {
        return command.amount()
                .map(amount -> change(command.meter(), command.act().name(), amount, command.reason()))
                .orElseGet(() -> act(command.meter(), command.act().name(), command.reason()));
    }

    public static String[] of(Command.ReplaceMeter command) {
        return replacement(command.meter(), command.newMeter().meter(), command.carryOver(), command.reason());
    }

    public static String[] of(PremisesCommand.NoteProbeAct command) {
        return probeAct(command.meter(), command.act());
    }

    public static String[] of(Command.OrderTokens command) {
        return tokens(command.meter(), command.order(), command.keyChangeTo());
    }

    /**
     * What the entry's command said.
     *
     * @throws IllegalStateException if no command with a key becomes such facts
     */
    static String[] of(List<Fact> facts) {
        for (Fact fact : facts) {
            if (fact instanceof PremisesFact.ProbeActNoted noted) {
                return probeAct(noted.meter(), noted.act());
            }
            if (fact instanceof Fact.CardRedeemed redeemed) {
                return CardContents.of(redeemed);
            }
            if (fact instanceof TillFact till) {
                return TillContents.of(till, facts);
            }
            if (fact instanceof AccountFact.AccountClosed closed) {
                return AccountContents.of(closed);
            }
            if (fact instanceof AccountFact.MoneyMoved moved) {
                return AccountContents.of(moved);
            }
            if (fact instanceof AccountFact.AccountsSynchronised synchronised) {
                return AccountContents.of(synchronised);
            }
            if (fact instanceof CardFact card) {
                return CardContents.of(card);
            }
            if (fact instanceof ProviderFact.ProviderPaymentBegun begun) {
                return ProviderContents.of(begun);
            }
            if (fact instanceof TariffFact tariff) {
                return TariffContents.of(tariff);
            }
            if (fact instanceof BalanceFact.CreditGranted granted) {
                return BalanceContents.of(granted);
            }
            if (fact instanceof Fact.TokensOrdered tokens) {
                return tokens(tokens.meter(), tokens.order(), tokens.keyChangeTo());
            }
            if (fact instanceof Fact.WalletConverted converted) {
                return SaleContents.of(converted);
            }
            if (fact instanceof DebtFact debt) {
                return DebtContents.of(debt);
            }
            if (fact instanceof Fact.PaymentTaken payment && isKept(facts)) {
                return SaleContents.kept(payment.meter(), payment.tender());
            }
            if (fact instanceof Fact.PaymentTaken payment) {
                return payment(payment.meter(), payment.tender());
            }
            if (fact instanceof Fact.OverdraftAllowed allowed) {
                return overdraft(allowed.account(), allowed.maximum(), allowed.reason());
            }
            if (fact instanceof Fact.MeterReplaced replaced) {
                return replacement(replaced.meter(), replaced.newMeter(), replaced.carryOver(), replaced.reason());
            }
            if (fact instanceof Fact.ChangeAnnounced change && isCommanded(change.kind())) {
                return change.amount().isZero()
                        ? act(change.meter(), change.kind().name(), change.reason())
                        : change(change.meter(), change.kind().name(), change.amount(), change.reason());
            }
            if (fact instanceof Fact.Corrected corrected) {
                return correction(corrected.corrects(), corrected.reason(), postings(facts));
            }
        }
        throw new IllegalStateException("an entry has an idempotency key and nothing that has one");
    }

    private static boolean isKept(List<Fact> facts) {
        return facts.stream().anyMatch(Fact.KeptInWallet.class::isInstance);
    }

    /** The others come with a reading, a log or a replacement. */
    private static boolean isCommanded(ChangeKind kind) {
        return switch (kind) {
            case CLEAR_CREDIT, KEY_CHANGE, TAMPER_RESET, REGISTER_RESET, ADJUSTMENT, EMERGENCY -> true;
            case REPAYMENT, CARRY_OVER, LOGGED -> false;
        };
    }

    private static String[] tokens(String meter, TokenOrder order, Optional<TokenTerms> keyChangeTo) {
        List<String> words = new ArrayList<>(List.of("tokens", meter));
        words.addAll(switch (order) {
            case TokenOrder.Credit credit -> List.of("credit", credit.creditId());
            case TokenOrder.Management act -> List.of("management", act.kind().name(), Long.toString(act.value()));
            case TokenOrder.KeyChange _ -> List.of("key change");
        });
        keyChangeTo.ifPresent(to -> words.addAll(List.of(to.meterPan(), to.supplyGroup(), to.tariffIndex(),
                Integer.toString(to.keyRevision()), Integer.toString(to.keyType()), Integer.toString(to.keyExpiry()),
                Integer.toString(to.baseYear()), to.keyGeneration(), to.encryption(), to.zone())));
        return words.toArray(String[]::new);
    }

    private static String[] probeAct(String meter, ProbeAct act) {
        return new String[] {"probe", meter, act.session(), Integer.toString(act.number()), act.kind().name(),
                act.at().toString(), act.place(), act.outcome()};
    }

    private static String[] act(String meter, String kind, String reason) {
        return new String[] {"act", meter, kind, reason};
    }

    static String[] change(String meter, String kind, Quantity amount, String reason) {
        return new String[] {"change", meter, kind, Long.toString(amount.value()), amount.unit().code(), reason};
    }

    private static String[] replacement(String meter, String newMeter, boolean carryOver, String reason) {
        return new String[] {"replacement", meter, newMeter, Boolean.toString(carryOver), reason};
    }

    private static String[] payment(String meter, Money tender) {
        return new String[] {"payment", meter, Long.toString(tender.amountMinor()), tender.currency()};
    }

    private static String[] overdraft(String account, Money maximum, String reason) {
        return new String[] {"overdraft", account, Long.toString(maximum.amountMinor()), maximum.currency(), reason};
    }

    private static String[] correction(long corrects, String reason, List<Posting> postings) {
        List<String> words = new ArrayList<>(List.of("correction", Long.toString(corrects), reason));
        for (Posting posting : postings) {
            words.add(posting.type().name());
            words.add(posting.owner());
            words.add(Long.toString(posting.change().value()));
            words.add(posting.change().unit().code());
        }
        return words.toArray(String[]::new);
    }

    private static List<Posting> postings(List<Fact> facts) {
        List<Posting> postings = new ArrayList<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.Posted posted) {
                postings.addAll(posted.postings());
            }
        }
        return postings;
    }
}
