import { expect, test } from "vitest";
import { hubFlagsFrom } from "./config.ts";

const flags = (...argv: string[]) => hubFlagsFrom(argv, { DATABASE_URL: "postgres://x" });

test("what is not understood is refused, nothing is guessed", () => {
  const refused = [
    ["--bogus"],
    ["rule-the-world"],
    ["migrate", "sites"],
    ["--port", "70000"],
    ["--port", "x"],
    ["--log-level", "loud"],
    ["join-code", "--region", "Jawa Barat", "--name", "x"],
    ["join-code", "--region", "jabar"],
    ["announce"],
    ["announce", "--to", "everybody"],
    ["sites", "--local"],
    ["publish", "menu", "--to", "national"],
    ["publish", "rumour", "x.json", "--to", "national"],
    ["publish", "menu", "x.json"],
    ["publish", "menu", "x.json", "y.json", "--to", "national"],
    ["publish", "menu", "x.json", "--to", "national", "--after", "-1"],
    ["reach"],
    ["reach", "menu"],
    ["reach", `publication_${"1".repeat(32)}`, "x"],
  ];
  for (const argv of refused) expect(flags(...argv), argv.join(" ")).toMatchObject({ ok: false });
  expect(hubFlagsFrom([], {})).toMatchObject({ ok: false, error: { code: "flag-missing" } });
});

test("a command line becomes flags", () => {
  expect(flags()).toMatchObject({ ok: true, value: { command: "serve", databaseUrl: "postgres://x", port: 8090 } });
  expect(hubFlagsFrom(["--local"], {})).toMatchObject({ ok: true, value: { isLocal: true, databaseUrl: null } });
  const said = flags("announce", "--to", "national", "--to", "region:jabar", "--title", "Air", "--text", "Masak");
  expect(said).toMatchObject({
    value: {
      publication: { hubStreamIds: ["national", "region:jabar"], document: { title: "Air", severity: "info" } },
    },
  });
  expect(flags("recall", "--to", "national", "--title", "Telur", "--text", "Uji", "--food", "GR001")).toMatchObject({
    value: { publication: { type: "recall-published", document: { foodCodes: ["GR001"], supplierNames: [] } } },
  });
  const publicationId = `publication_${"1".repeat(32)}`;
  expect(flags("reach", publicationId)).toMatchObject({ value: { command: "reach", publicationId } });
  expect(flags("publish", "prices", "het.json", "--to", "region:jabar", "--after", "3", "--by", "Rina")).toMatchObject({
    value: {
      publication: { type: "price-reference-published", file: "het.json", expectedVersion: 3, by: "Rina" },
    },
  });
});
