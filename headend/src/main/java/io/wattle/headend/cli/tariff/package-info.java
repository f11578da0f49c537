/**
 * The command {@code wattle tariff}: tariff files checked, tried, proposed, approved.
 */
@NullMarked
package io.wattle.headend.cli.tariff;

import org.jspecify.annotations.NullMarked;
