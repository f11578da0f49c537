/**
 * The command {@code wattle probe}: what a technician does with an optical probe.
 */
@NullMarked
package io.wattle.headend.cli.probe;

import org.jspecify.annotations.NullMarked;
