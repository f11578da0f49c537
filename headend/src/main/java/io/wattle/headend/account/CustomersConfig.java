package io.wattle.headend.account;

import java.nio.file.Path;

/**
 * Where the keys of customers are.
 *
 * @param folder of the file with every customer's key, each sealed under the master key
 * @param masterKeyFile made at the first start if it is missing; keep a copy away from the folder
 */
public record CustomersConfig(Path folder, Path masterKeyFile) {}
