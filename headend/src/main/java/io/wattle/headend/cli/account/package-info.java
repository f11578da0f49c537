/**
 * The commands {@code wattle accounts} and {@code wattle balance}: customers, accounts, premises, meters, and what they hold.
 */
@NullMarked
package io.wattle.headend.cli.account;

import org.jspecify.annotations.NullMarked;
