/**
 * What is personal about customers: sealed under a key of each before it goes to the ledger, opened on the way out, and
 * forgotten by destroying that key. No library's types show here.
 */
@NullMarked
package io.wattle.headend.account;

import org.jspecify.annotations.NullMarked;
