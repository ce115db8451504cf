import { logMigration } from "./0001-log.ts";
import { secretsMigration } from "./0002-secrets.ts";
import { badgesMigration } from "./0003-badges.ts";
import { payMigration } from "./0004-pay.ts";
import { reviewsMigration } from "./0005-reviews.ts";
import { hubLinkMigration } from "./0006-hub-link.ts";
import type { KitchenMigration } from "./migration.ts";

/** Every migration in the order it is applied; one line a file. */
export const kitchenMigrations: readonly KitchenMigration[] = [
  logMigration,
  secretsMigration,
  badgesMigration,
  payMigration,
  reviewsMigration,
  hubLinkMigration,
];
