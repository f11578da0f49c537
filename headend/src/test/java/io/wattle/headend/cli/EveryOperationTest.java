package io.wattle.headend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattle.headend.api.ContractDouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which verb asks for which operation of the contract, each seen to by a server that takes only what fits the contract. An
 * operation without a verb stands in {@link #WITHOUT_VERB} with the reason, or fails this test.
 */
class EveryOperationTest {
    private static final String METERS = "about reading meters, not about selling; 'wattle read' asks a meter itself";
    private static final String TOKENS = "an engineer's token; 'wattle sts issue' makes them where the keys are";
    private static final String OFFLINE = "'wattle findings' reads the journal itself, also while no head-end runs";
    private static final Map<String, String> WITHOUT_VERB = new TreeMap<>(Map.ofEntries(
            Map.entry("health", "for monitors: a status code"),
            Map.entry("listOptions", "what a page may offer a person; the help of each verb says it"),
            Map.entry("stsModule", "for monitors"),
            Map.entry("listMeters", METERS),
            Map.entry("getMeter", METERS),
            Map.entry("listReadings", METERS),
            Map.entry("listAlarms", METERS),
            Map.entry("listEvents", METERS),
            Map.entry("listMeterEvents", METERS),
            Map.entry("listProfile", METERS),
            Map.entry("getTokenTerms", TOKENS),
            Map.entry("setTokenTerms", TOKENS),
            Map.entry("planKeyChange", TOKENS),
            Map.entry("listTokens", TOKENS),
            Map.entry("orderTokens", TOKENS),
            Map.entry("getTokens", TOKENS),
            Map.entry("deliverTokens", TOKENS),
            Map.entry("listFindings", OFFLINE),
            Map.entry("getFinding", OFFLINE),
            Map.entry("decideFinding", "about meters that cheat, not about selling"),
            Map.entry("listCorrections", "the book-keeper's"),
            Map.entry("postCorrection", "the book-keeper's: a list of postings is written as JSON and sent as it is"),
            Map.entry("quoteTariff", "'wattle tariff quote' reckons from the file itself, 'vend quote' with the meter"),
            Map.entry("importProbeSession", "'wattle probe upload' sends a signed file; its own test does it"),
            Map.entry("getBarCode", "'wattle card bar-code' draws it itself"),
            Map.entry("noticeProviderPayment",
                    "the payment provider's, signed with a secret that people do not have")));

    /** Operations, and a line that asks for all of them and no others. */
    private static final String VERBS = """
            keepBalance             | balance keep M-1 kWh --person Ama --zone Africa/Accra --set-aside
            getBalance              | balance show M-1
            listSupplyLimits        | balance limits --limit 5
            listDeductions          | balance deductions M-1 --limit 5 --before 17
            setWarningDays          | balance warning-days M-1 5 --person Ama
            grantCredit             | balance grant M-1 20 kWh --kind engineering --reason test --person Ama
            lendEmergencyCredit     | balance emergency M-1 10.00 USD --person Ama
            listGrants              | balance grants --meter M-1 --kind free --limit 5 --csv
            accountForecast         | forecast A-1
            importReadings          | readings FOLDER/readings.csv --person Ama
            listProbeActs           | probe acts --meter M-1 --technician Ama --limit 5 --before 17
            listTariffs             | tariff list Home
            getTariff               | tariff show Home 1
            tariffInForce           | tariff in-force --currency USD --at 2026-07-01T00:00:00Z
            submitTariff            | tariff submit FOLDER/home.yaml --person Ama
            approveTariff           | tariff approve Home 1 --digest DIGEST --person Kofi
            activateTariff          | tariff activate Home 1 --person Ama --since 2026-07-01T00:00:00Z
            withdrawTariff          | tariff withdraw Home 1 --reason 'typed wrongly' --person Ama
            simulateTariff          | tariff simulate Home 1 --meter M-1 --from 2026-06-01T00:00:00Z --to 2026-07-01T00:00:00Z
            quoteSale               | vend quote M-1 --currency USD --money 10.00
            takePayment             | vend pay M-1 10.00 --currency USD --cashier Bob --shift SHIFT-1 --tender Cheque --reference 'No 7' --quote FOLDER/quote.json
            payIntoWallet           | vend pay M-1 10.00 --currency USD --cashier Bob --keep --shift SHIFT-1
            convertWallet           | vend convert M-1 --currency USD --units 20 --person Ama --quote FOLDER/quote.json
            getWallet               | vend wallet A-1 --currency USD
            getPayment              | vend show P-1
            listPayments            | vend payments A-1 --limit 5 --before 17
            getReceipt              | vend receipt P-1
            decideCredit            | vend decide C-1 --meter M-1 --in-meter true --reason 'was seen' --person Ama
            listDebts               | vend debts A-1
            addDebt                 | vend debt A-1 'old bill' 10.00 --currency USD --month-max 2.50 --person Ama --reason old
            changeDebtPlan          | vend debt-plan A-1 'old bill' --share 12.5 --month-max 2 --currency USD --person Ama --reason agreed
            forgiveDebt             | vend forgive A-1 'old bill' 1.00 --currency USD --person Ama --reason poor
            openShift               | till open --person Sue --cashier Bob --till T-1 --float 100.00 --sale-max 50 --shift-max 500
            listShifts              | till shifts
            getShift                | till show SHIFT-1
            moveFloat               | till float SHIFT-1 20.00 --lift --reason 'too much' --person Sue
            closeShift              | till close SHIFT-1 cash=125.00 cheque=7.00 --person Bob
            countShift              | till count SHIFT-1 cash=124.5 --person Sue
            reversePayment          | till reverse P-1 --shift SHIFT-1 --person Sue --reason 'wrong meter'
            getTillReport           | till report 2026-12-31
            getTillReportAsCsv      | till report 2026-12-31 --csv
            setVendor               | till vendor Kiosk --commission 1.25 --person Sue
            listVendors             | till vendors
            getVendor               | till vendors Kiosk
            topUpVendor             | till topup Kiosk 500.00 --currency USD --tender bank_transfer --reference 'T 9' --person Sue
            getVendorStatement      | till statement Kiosk --limit 10
            find                    | accounts find 'A 1'
            getAccount              | accounts show A-1
            saveAccount             | accounts open A-1 --customer C-1 --master A-0 --class domestic --contact weekly --threshold-days 5 --person Ama
            closeAccount            | accounts close A-1 --transfer-to A-2 --leave-debts --shift SHIFT-1 --reason moved --person Ama
            getFinalBalance         | accounts final-balance A-1
            moveMoney               | accounts money A-1 deposit-taken 50.00 --currency USD --reason new --shift SHIFT-1 --tender cheque --reference 'No 7' --person Ama
            listMoney               | accounts moves A-1 --before 9
            getMoneyReceipt         | accounts receipt A-1 17
            previewSynchronisation  | accounts synchronise A-0 --field LANGUAGE,discounts
            synchroniseAccounts     | accounts synchronise A-0 --field LANGUAGE --digest abc --person Ama
            allowOverdraft          | accounts overdraft A-1 20.00 --currency USD --reason known --person Ama
            listOverdrafts          | accounts overdrafts --after A-0
            getCustomer             | accounts customer C-1
            saveCustomer            | accounts save-customer C-1 --name 'Ama A.' --phone 1 --phone 2 --email a@b --person Ama
            eraseCustomer           | accounts erase C-1 --reason asked --person Ama
            getLocation             | accounts location L-1
            saveLocation            | accounts save-location L-1 --address 'Ring Road 1' --person Ama
            saveAccountRows         | accounts import FOLDER/accounts.csv --person Ama
            saveAccountRows, stageImportRows, saveImport | accounts import FOLDER/accounts.csv --person Ama --all-or-nothing
            dropImport              | accounts drop-import I-1 --reason gone --person Ama
            listAccounts            | accounts export FOLDER/exported.csv
            getPremises             | accounts meter M-1
            savePremises            | accounts vending M-1 off --person Ama
            savePremises            | accounts place M-1 --location L-1 --balance both --person Ama
            setCriticalNeed         | accounts critical-need M-1 --reason life-support --evidence 'letter 7' --until 2027-01-01T00:00:00Z --person Ama
            setCriticalNeed         | accounts critical-need M-1 --none --person Ama
            assignMeter             | accounts assign M-1 A-2 --reason moved --person Ama
            registerMeter           | accounts register M-2 A-1 --service water --person Ama
            replaceMeter            | accounts swap M-1 M-2 --account A-1 --carry-over --balance-unit USD --price 0.20 --reason broken --person Ama
            setMeterTariff          | accounts price M-1 0.20 --currency USD --from 2026-07-01T00:00:00Z --person Ama
            createCardBatch         | card order B-1 --purchase-order PO-7 --value 5.00 --currency USD --count 10 --first 1 --length 16 --last-day 2027-12-31 --person Ann
            listCardBatches         | card batches
            getCardBatch            | card batches B-1
            getCardLiabilities      | card liability
            exportCardBatch         | card export B-1 --out FOLDER/printer.asc --person Ann
            voidCardBatch           | card void B-1 --reason burnt --person Ann
            handOverCards           | card hand-over 0000000018 0000000026 --from printer --to Shop --person Ann
            verifyCards             | card verify 0000000018 0000000026
            activateCards           | card activate 0000000018 --ticket t --buyer Kim --cashier Bob --shift SHIFT-1 --person Manager
            giveCards               | card give 0000000018 --ticket t --campaign Summer --reason opening --person Manager
            blockCards              | card block 0000000018 0000000026 --undo --reason found --person Ann
            setCardExpiry           | card expire 0000000018 --last-day 2027-12-31 --reason law --person Ann
            getCard                 | card show 0000000018
            listCardEvents          | card events 0000000018 --limit 3
            forgetCardBuyer         | card forget-buyer 0000000018 --reason asked --person Ann
            redeemCard              | card redeem M-1 --source Bob --number-file FOLDER/number.txt
            beginProviderPayment    | card-payment begin M-1 10.00 --currency USD --person Ama --return-url https://utility.example/back
            getProviderPayment      | card-payment show PP-1
            listProviderPayments    | card-payment list --open --limit 5 --before 99
            refundProviderPayment   | card-payment refund PP-1 --reason 'not wanted' --person Ama
            decideProviderPayment   | card-payment decide PP-1 not-captured --reason 'they say so' --person Ama
            """;
    @TempDir
    Path folder;

    @Test
    void shouldHaveAVerbForEachOperationOrAReasonForNone() throws Exception {
        files();
        Set<String> told = new HashSet<>(WITHOUT_VERB.keySet());
        List<String> wrong = new ArrayList<>();
        try (ContractDouble contract = new ContractDouble()) {
            for (String line : VERBS.lines().toList()) {
                Set<String> operations = Set.of(line.split("[|]", 2)[0].strip().split(", "));
                String verb = line.split("[|]", 2)[1].replace("FOLDER", folder.toString())
                        .replace("DIGEST", "ab".repeat(32));
                told.addAll(operations);
                boolean listed = verb.contains("accounts import") || verb.contains("accounts export")
                        || verb.contains("accounts drop-import");
                CliRun run = CliRun.at(contract.url(), listed ? verb : verb + " --json");
                if (!new HashSet<>(contract.asked()).equals(operations)) {
                    wrong.add(verb + ": " + run);
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(new TreeSet<>(told)).as("an operation with neither a verb nor a reason, or one that is no more")
                    .isEqualTo(new TreeSet<>(contract.operations()));
        }
    }

    private void files() throws Exception {
        Files.writeString(folder.resolve("readings.csv"),
                "meter,takenAt,register,unit,quality\nM-1,2026-07-01T00:00:00Z,1000,Wh,actual\n");
        Files.writeString(folder.resolve("home.yaml"), """
                tariff: Home
                version: 1
                service: electricity
                currency: USD
                zone: UTC
                price: {flat: 0.20}
                """);
        Files.writeString(folder.resolve("accounts.csv"), "account\nA-1\n");
        Files.writeString(folder.resolve("quote.json"), "{\"quote\":{\"tariff\":\"Home\",\"version\":1,\"units\":5,"
                + "\"moneyMinor\":7,\"walletMinor\":0,\"validUntil\":\"2026-07-01T00:00:00Z\"}}");
        Path number = Files.createFile(folder.resolve("number.txt"), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(number, "123456789012\n");
    }
}
