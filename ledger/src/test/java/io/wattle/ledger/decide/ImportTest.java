package io.wattle.ledger.decide;

import static io.wattle.ledger.decide.AccountDesk.account;
import static io.wattle.ledger.decide.AccountDesk.close;
import static io.wattle.ledger.decide.AccountDesk.customer;
import static io.wattle.ledger.decide.AccountDesk.location;
import static io.wattle.ledger.decide.AccountDesk.meter;
import static io.wattle.ledger.decide.AccountDesk.save;
import static io.wattle.ledger.decide.AccountDesk.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.ledger.account.AccountRow;
import io.wattle.ledger.account.AccountTerms;
import io.wattle.ledger.entry.Command;
import io.wattle.ledger.entry.ImportCommand;
import io.wattle.ledger.entry.Refusal;
import io.wattle.ledger.state.Decision;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files of accounts that are saved as a whole, or not at all. */
class ImportTest {
    private static final AccountTerms HOME = terms("home", 3);

    @Test
    void shouldChangeNothingBeforeAllRowsAreSavedAtOnce() throws IOException {
        Desk desk = AccountDesk.desk();
        assertThat(desk.say(stage("i1", 0, customer("c1", "Ada"), account("x1", "c1", "", HOME))))
                .isEqualTo("RowsStaged");
        assertThat(desk.say(stage("i1", 2, location("l1", "1 Road"), account("x2", "", "x1", HOME),
                meter("m1", "l1", false)))).isEqualTo("RowsStaged");
        assertThat(desk.state.accounts().find("x1").hits()).isEmpty();
        assertThat(AccountDesk.hashes(desk)).containsOnly(desk.state.stateHash());
        assertThat(desk.say(commit("i1", 5))).isEqualTo("ImportCommitted");
        assertThat(desk.state.accounts().account("x2").orElseThrow().master()).contains("x1");
        assertThat(desk.state.accounts().customer("c1").orElseThrow().accounts()).containsExactly("x1");
        assertThat(desk.state.accounts().find("l1").meters()).containsExactly("m1");
        assertThat(desk.say(Desk.pay("k1", 100))).isEqualTo("VENDING_DISABLED meter");
        assertThat(AccountDesk.hashes(desk)).containsOnly(desk.state.stateHash());
    }

    @Test
    void shouldSaveTheSameAsRowsThatAreSavedOneByOne() {
        List<AccountRow> rows = List.of(customer("c1", "Ada"), account("x1", "c1", "", HOME),
                account("x2", "c1", "x1", terms("shop", 9)), customer("c1", "Ada L."), account("x2", "", "", HOME));
        Desk whole = AccountDesk.desk();
        whole.tell(new ImportCommand.StageRows(Desk.ANN, "i1", 0, rows));
        whole.tell(commit("i1", 5));
        Desk single = AccountDesk.desk();
        rows.forEach(row -> assertThat(single.tell(save(row))).isInstanceOf(Decision.Accept.class));
        for (String account : List.of("x1", "x2")) {
            assertThat(whole.state.accounts().account(account)).isEqualTo(single.state.accounts().account(account));
        }
        assertThat(whole.say(save(customer("c1", "Ada L.")))).isEqualTo("nothing to do");
    }

    @Test
    void shouldSaveNothingIfOneRowIsRefusedAsThingsStandAtTheEnd() {
        Desk desk = AccountDesk.desk();
        desk.tell(save(account("x1", "", "", HOME)));
        desk.tell(stage("i1", 0, customer("c1", "Ada"), account("x2", "c1", "x1", HOME)));
        desk.tell(stage("i1", 2, account("x3", "", "", HOME), account("x1", "", "", HOME)));
        desk.tell(close("k1", "x1", ""));
        String before = desk.state.stateHash();
        assertThat(desk.say(commit("i1", 4))).isEqualTo("ACCOUNT_CLOSED rows[1].account.master");
        assertThat(desk.state.stateHash()).isEqualTo(before);
        assertThat(desk.state.accounts().find("x2").hits()).isEmpty();
        assertThat(desk.say(drop("i1"))).isEqualTo("ImportDropped");
        assertThat(desk.say(drop("i1"))).isEqualTo("nothing to do");
        assertThat(desk.say(commit("i1", 4))).isEqualTo("UNKNOWN_IMPORT import");
    }

    @Test
    void shouldLookAtARowAsIfThoseBeforeItWereSaved() {
        Desk desk = AccountDesk.desk();
        desk.tell(stage("i1", 0, account("x1", "", "", HOME), account("x2", "", "x1", HOME)));
        desk.tell(stage("i1", 2, account("x1", "", "x3", HOME)));
        assertThat(desk.say(commit("i1", 3))).isEqualTo("UNKNOWN_ACCOUNT rows[2].account.master");
        desk.tell(drop("i1"));
        desk.tell(stage("i2", 0, account("x3", "", "", HOME), account("x2", "", "x1", HOME)));
        assertThat(desk.say(commit("i2", 2))).isEqualTo("UNKNOWN_ACCOUNT rows[1].account.master");
    }

    @Test
    void shouldTakeTheSameAgainForNothingToDo() {
        Desk desk = AccountDesk.desk();
        desk.tell(stage("i1", 0, account("x1", "", "", HOME), account("x2", "", "", HOME)));
        assertThat(desk.say(stage("i1", 0, account("x1", "", "", HOME)))).isEqualTo("nothing to do");
        desk.tell(commit("i1", 2));
        assertThat(desk.say(commit("i1", 2))).isEqualTo("Existing #3");
        assertThat(desk.say(stage("i1", 0, account("x1", "", "", HOME)))).isEqualTo("nothing to do");
    }

    @Test
    void shouldRefuseByNameAndChangeNothing() {
        Desk desk = AccountDesk.desk();
        desk.tell(stage("i1", 0, account("x1", "", "", HOME)));
        String before = desk.state.stateHash();
        assertThat(desk.say(stage(" ", 0, account("x1", "", "", HOME)))).isEqualTo("MALFORMED import");
        assertThat(desk.say(stage("i1", 1))).isEqualTo("MALFORMED rows");
        assertThat(desk.say(new ImportCommand.StageRows(Desk.ANN, "i1", 1,
                Collections.nCopies(51, account("x1", "", "", HOME))))).isEqualTo("MALFORMED rows");
        assertThat(desk.say(stage("i1", 1, account("x2", "", "", HOME), account(" ", "", "", HOME))))
                .isEqualTo("MALFORMED rows[1].account.account");
        assertThat(desk.say(stage("i1", 2, account("x2", "", "", HOME)))).isEqualTo("MALFORMED from");
        assertThat(desk.say(stage("i1", -1, account("x2", "", "", HOME)))).isEqualTo("MALFORMED from");
        assertThat(desk.say(stage("i2", 0, account("x2", "", "", HOME)))).isEqualTo("IMPORT_UNDER_WAY import");
        assertThat(desk.say(commit("i1", 2))).isEqualTo("WRONG_STATE rows");
        assertThat(desk.say(commit("i2", 1))).isEqualTo("UNKNOWN_IMPORT import");
        assertThat(desk.state.stateHash()).isEqualTo(before);
        assertThat(new ImportDecisions(50).decide(stage("i1", 1, account("x2", "", "", HOME)), desk.state,
                desk.state.lastTime())).isInstanceOfSatisfying(Decision.Refuse.class,
                        refuse -> assertThat(refuse.reason()).isEqualTo(Refusal.IMPORT_TOO_LARGE));
    }

    @Test
    void shouldMakeRoomForAnotherWhenNothingCameForAnHour() throws IOException {
        Desk desk = AccountDesk.desk();
        desk.tell(stage("i1", 0, account("x1", "", "", HOME)));
        desk.elapsed = ImportDecisions.IDLE_MAX;
        assertThat(desk.say(stage("i2", 1, account("x2", "", "", HOME)))).isEqualTo("UNKNOWN_IMPORT import");
        assertThat(desk.say(stage("i2", 0, account("x2", "", "", HOME)))).isEqualTo("ImportDropped RowsStaged");
        assertThat(desk.say(commit("i2", 1))).isEqualTo("ImportCommitted");
        assertThat(desk.state.accounts().find("x1").hits()).isEmpty();
        assertThat(AccountDesk.hashes(desk)).containsOnly(desk.state.stateHash());
    }

    private static ImportCommand stage(String importId, long from, AccountRow... rows) {
        return new ImportCommand.StageRows(Desk.ANN, importId, from, List.of(rows));
    }

    private static Command commit(String importId, long rows) {
        return new ImportCommand.CommitImport(Desk.ANN, importId, rows);
    }

    private static Command drop(String importId) {
        return new ImportCommand.DropImport(Desk.ANN, importId, "of another time");
    }
}
