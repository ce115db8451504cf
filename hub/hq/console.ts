import type { FastifyInstance } from "fastify";
import type { HubLog } from "#hub/log.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import { createPasswords, PASSWORD_COST, type PasswordCost } from "./auth/password.ts";
import { hqRoutes } from "./http-routes.ts";

export interface ConsoleOptions {
  /** Seals second factors; the same on every node, and kept outside the database. `SECRET_KEY_BYTES` long. */
  readonly secretKey: Buffer;
  /** How dear a password is to try; for tests, which try many. */
  readonly passwordCost?: PasswordCost;
}

export interface ConsoleDeps {
  readonly database: HubDatabase;
  readonly log: HubLog;
  readonly nowMs: () => number;
}

/** Adds headquarters' console to a node. */
export async function registerConsole(
  server: FastifyInstance,
  deps: ConsoleDeps,
  options: ConsoleOptions,
): Promise<void> {
  const passwords = createPasswords(options.passwordCost ?? PASSWORD_COST);
  await server.register((scope, _options, done) => {
    hqRoutes(scope, { ...deps, passwords, secretKey: options.secretKey });
    done();
  });
}
