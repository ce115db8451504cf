import { expect, test } from "vitest";
import { HQ_COMMANDS } from "./hq-commands.ts";
import { HQ_QUERIES } from "./hq-queries.ts";
import { HQ_ROLES, HQ_ROLES_BY_PERMISSION, mayPublish } from "./hq-vocabulary.ts";

/** DOMAIN.md §3, the hub's six columns by hand: HA NP RC HS HN AU. */
const TABLE: Readonly<Record<string, string>> = {
  "kitchen.view": "●●●●●●",
  "alert.acknowledge": "●·●···",
  "cost.view": "●●●·●●",
  "report.export": "●·●·●●",
  "audit.read": "●····●",
  "site.enrol": "●··●··",
  "hub.publish": "·●●···",
  "user.manage": "●·····",
};

test("who may do what at headquarters is the table of DOMAIN.md", () => {
  const held = Object.fromEntries(
    Object.entries(HQ_ROLES_BY_PERMISSION).map(([permission, roles]) => [
      permission,
      HQ_ROLES.map((role) => ((roles as readonly string[]).includes(role) ? "●" : "·")).join(""),
    ]),
  );
  expect(held).toEqual(TABLE);
});

test("menus, recipes and standards are the national publisher's; a region publishes what DOMAIN.md §6 lets it", () => {
  expect(mayPublish(["region-coordinator"], "recall-published")).toBe(true);
  expect(mayPublish(["region-coordinator"], "menu-published")).toBe(false);
  expect(mayPublish(["national-publisher"], "standard-published")).toBe(true);
  expect(mayPublish(["hub-admin", "auditor"], "announcement-published")).toBe(false);
});

test("no two queries and no two commands share a name", () => {
  expect(new Set(HQ_QUERIES.map(({ name }) => name)).size).toBe(HQ_QUERIES.length);
  expect(new Set(HQ_COMMANDS.map(({ type }) => type)).size).toBe(HQ_COMMANDS.length);
});
