/**
 * Words of the till: tenders, shifts of cashiers and vendors, and what was taken in them. Values only; the ledger decides.
 *
 * <p>Names by IEC 61968-9 (payment metering): CashierShift, VendorShift, MerchantAccount, Tender.
 */
@NullMarked
package io.wattle.ledger.till;

import org.jspecify.annotations.NullMarked;
