import { expect, it } from "vitest";
import { DOMAIN_NAME_MAX_LENGTH_COUNT, domainNamesFrom } from "./domain-names.ts";

it("a name is written in every form the code needs", () => {
  expect(domainNamesFrom("cold-storage")).toEqual({
    ok: true,
    value: {
      kebab: "cold-storage",
      camel: "coldStorage",
      Pascal: "ColdStorage",
      snake: "cold_storage",
      UPPER: "COLD_STORAGE",
      words: "cold storage",
    },
  });
  expect(domainNamesFrom("a".repeat(DOMAIN_NAME_MAX_LENGTH_COUNT)).ok).toBe(true);
});

it.each([
  ["", "name-not-kebab-case"],
  ["ColdStorage", "name-not-kebab-case"],
  ["cold_storage", "name-not-kebab-case"],
  ["cold--storage", "name-not-kebab-case"],
  ["-cold", "name-not-kebab-case"],
  ["cold-", "name-not-kebab-case"],
  ["cold2", "name-not-kebab-case"],
  ["../quality", "name-not-kebab-case"],
  ["cold\nstorage", "name-not-kebab-case"],
  ["cold\n", "name-not-kebab-case"],
  ["a".repeat(DOMAIN_NAME_MAX_LENGTH_COUNT + 1), "name-too-long"],
  ["utils", "name-reserved"],
  ["domain", "name-reserved"],
])("%j is no name of a domain", (name, code) => {
  expect(domainNamesFrom(name)).toMatchObject({ ok: false, error: { code } });
});
