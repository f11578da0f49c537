/**
 * Which meters there are, where they are, whose they are, and what secrets and counters belong to them. Files in,
 * values out; errors name file, line and field.
 */
@NullMarked
package io.wattle.headend.registry;

import org.jspecify.annotations.NullMarked;
