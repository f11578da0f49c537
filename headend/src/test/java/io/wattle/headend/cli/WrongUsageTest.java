package io.wattle.headend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong usage is one line that names what is wrong and why; nothing is asked of any head-end. */
class WrongUsageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            vend                                                             | say what to do: one of
            vend pay M-1 1.001 --currency USD --cashier Bob                  | AMOUNT must be an amount that USD can be paid in, was: 1.001
            vend pay M-1 ten --currency USD --cashier Bob                    | Invalid value for positional parameter at index 1 (AMOUNT)
            vend pay M-1 10.00 --cashier Bob                                 | Missing required option: '--currency=CODE'
            vend pay M-1 10.00 --currency usd --cashier Bob                  | --currency must be a code such as USD, was: usd
            vend pay M-1 abc --currency USD --cashier Bob                    | 'abc' is no amount such as 10.00
            vend debt-plan A-1 x --month-max 5 --person Ama --reason y       | --month-max needs --currency
            vend debt-plan A-1 x --share 1.00001 --person Ama --reason y     | --share must have at most four decimals
            till open --person Sue --cashier Bob --till T --float 1.001      | --float must be an amount that USD can be paid in, was: 1.001
            till float SHIFT-1 -5 --person Sue --reason x                    | AMOUNT must be above zero, was: -5
            till float SHIFT-1 0 --person Sue --reason x                     | AMOUNT must be above zero, was: 0
            till close SHIFT-1 cash:125 --person Bob                         | TENDER=AMOUNT must be such as cash=125.00, was: cash:125
            till close SHIFT-1 cash=1.005 --person Bob                       | cash=1.005 must be an amount that USD can be paid in
            till vendor Kiosk --commission 1.255 --person Sue                | --commission must have at most two decimals, was: 1.255
            till report yesterday                                            | Invalid value for positional parameter at index 0 (DAY)
            till report 2026-02-30                                           | '2026-02-30' is no day such as 2026-07-01
            tariff simulate T 1 --meter M-1 --from x --to 2026-02-01T00:00:00Z | 'x' is no moment such as 2026-07-01T10:00:00Z
            accounts receipt ' ' 7                                           | a name must not be empty
            card forget-buyer ' ' --person Ama --reason x                    | a name must not be empty
            accounts                                                         | say what to do: one of
            accounts vending M-1 maybe --person Ama                          | expected one of [ON, OFF]
            accounts synchronise A-0 --field NAME                            | Invalid value for option '--field'
            accounts synchronise A-0 --field LANGUAGE --digest abc           | --person is missing
            accounts critical-need M-1 --person Ama                          | Missing required argument
            accounts register M-2 A-1 --price 0.20 --person Ama              | --price needs --balance-unit
            balance grant M-1 0.0001 kWh --person Ama --reason x             | AMOUNT must have at most three decimals, was: 0.0001
            balance grant M-1 1 gallon --person Ama --reason x               | must be a code such as USD
            card order B --value 5 --currency USD --count x --purchase-order P --first 1 --person A | Invalid value for option '--count'
            card export B-1 --out /dev/null --person Ann                     | --out must be a file that is not there yet
            card-payment decide PP-1 --reason x --person Ama                 | Missing required parameter: 'OUTCOME'
            read                                                             | give a URI, --serial PORT or --inbound PORT, one of them
            read --profile dlms://h                                          | --profile took dlms://h for its name: give the URI first
            read foo://h                                                     | URI must begin with one of [dlms, dlms+hdlc, dlms+optical, dlms+serial, dlms+udp, dlms-inbound], was: foo://h
            read meter-1                                                     | URI must begin with one of [dlms, dlms+hdlc,
            read dlms://h --inbound 4059                                     | --inbound goes with a dlms-inbound: URI, and no other
            read --serial /dev/x --inbound 4059                              | --inbound goes with a dlms-inbound: URI, and no other
            read dlms-inbound:X                                              | a dlms-inbound: URI needs --inbound PORT
            read --inbound here                                              | --inbound must be PORT or HOST:PORT, was: here
            read --inbound :4059                                             | --inbound must be PORT or HOST:PORT, was: :4059
            read --inbound 65536                                             | --inbound: port must be 0..65535, was: 65536
            read --inbound 4059 --meter 'a b'                                | --meter makes no URI: dlms-inbound:a b
            read dlms://h --auth 'hls 5'                                     | auth=hls 5 makes no URI
            read dlms://h?model=acme                                         | URI: model= needs --models FILE
            read dlms://h --timeout 100h                                     | --timeout: connectTimeout in ms must be 1..300000
            read dlms+optical:/dev/x?foo=1                                   | URI: unknown parameter foo; allowed are
            read dlms+optical:/dev/x?signon=9 --objects                      | URI: signon must be 300, 600,
            meter clock set foo://h                                          | URI must begin with one of [dlms, dlms+hdlc,
            meter clock set dlms-inbound:X                                   | a dlms-inbound: URI needs --inbound PORT
            meter image send dlms://h /no/such --id X                        | /no/such cannot be read: there is no such file
            meter calendar write dlms://h /no/such --at 2027-01-01           | /no/such cannot be read: there is no such file
            security show foo://h --meter 1 --keys k                         | URI must begin with one of [dlms, dlms+hdlc,
            security show dlms://h?model=a --meter 1 --keys k                | URI: model= needs --models FILE
            forecast                                                         | Missing required parameter: 'ACCOUNT'
            """)
    void shouldSayInOneLineWhatIsWrong(String line, String said) {
        CliRun run = CliRun.of(line);
        assertThat(run.code()).as(run.toString()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("wattle: ").contains(said, " --help says more");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"card redeem M-1 123456789012 --source Bob", "card redeem M-1 1234-5678-9012 --source Bob"})
    void shouldNeitherTakeNorRepeatTheNumberOfACardAsAnArgument(String line) {
        CliRun run = CliRun.of(line);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("the number of a card is no argument").doesNotContain("5678", "123456");
    }
}
