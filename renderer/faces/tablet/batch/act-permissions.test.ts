import { allCommands } from "#domains/registry.ts";
import { describe, expect, it } from "vitest";
import { DEMAND_BY_ACT } from "./act-permissions.ts";

describe("what an act asks of a person", () => {
  it.each(Object.entries(DEMAND_BY_ACT))("is for %s what its command asks", (_act, demand) => {
    const command = allCommands.find(({ type }) => type === demand.command);
    expect(command).toMatchObject({ permission: demand.permission, signatureCount: demand.signatureCount });
    expect(command?.faces).toContain("tablet");
  });
});
