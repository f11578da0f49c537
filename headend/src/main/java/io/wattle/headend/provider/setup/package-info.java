/**
 * Opens the payment provider that the configuration asks for. Called where the head-end is put together.
 */
@NullMarked
package io.wattle.headend.provider.setup;

import org.jspecify.annotations.NullMarked;
