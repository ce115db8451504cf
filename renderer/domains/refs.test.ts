import { describe, expect, it } from "vitest";
import type { CommandDefinition, QueryDefinition } from "#kernel/definition.ts";
import { allCommands, allQueries } from "#domains/registry.ts";
import * as alerts from "./alerts/alerts-refs.ts";
import * as attendance from "./attendance/attendance-refs.ts";
import * as devices from "./devices/devices-refs.ts";
import * as inventory from "./inventory/inventory-refs.ts";
import * as menu from "./menu/menu-refs.ts";
import * as people from "./people/people-refs.ts";
import * as procurement from "./procurement/procurement-refs.ts";
import * as production from "./production/production-refs.ts";
import * as publications from "./publications/publications-refs.ts";
import * as quality from "./quality/quality-refs.ts";
import * as reports from "./reports/reports-refs.ts";
import * as site from "./site/site-refs.ts";

const refs: readonly object[] = [
  alerts,
  attendance,
  devices,
  inventory,
  menu,
  people,
  procurement,
  production,
  publications,
  quality,
  reports,
  site,
].flatMap((domain) => Object.values(domain));
const queryByName = new Map<string, QueryDefinition>(allQueries.map((query) => [query.name, query]));
const commandByType = new Map<string, CommandDefinition>(allCommands.map((command) => [command.type, command]));

describe("what the faces name", () => {
  it("asks only questions the kitchen answers, by their own keys", () => {
    const wrong = refs.filter(
      (ref) => "query" in ref && "key" in ref && queryByName.get(String(ref.query))?.key !== ref.key,
    );
    expect(wrong).toEqual([]);
  });

  it("sends only commands the kitchen takes, facts as facts and grants as grants", () => {
    const wrong = refs.filter(
      (ref) => "type" in ref && "nature" in ref && commandByType.get(String(ref.type))?.nature !== ref.nature,
    );
    expect(wrong).toEqual([]);
  });

  it("can ask everything a face may ask and send everything a face may send", () => {
    const named = new Set(refs.flatMap((ref) => ("query" in ref ? ref.query : "type" in ref ? ref.type : [])));
    const forFaces = [
      ...allQueries.filter(({ faces }) => faces.length > 0).map(({ name }) => name),
      ...allCommands
        .filter(({ faces, permission }) => faces.length > 0 && permission !== "system")
        .map(({ type }) => type),
    ];
    expect(forFaces.filter((name) => !named.has(name))).toEqual([]);
  });
});
