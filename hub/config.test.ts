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
    ["user"],
    ["user", "remove"],
    ["user", "add", "--email", "rina@bgn.go.id", "--name", "Rina"],
    ["user", "add", "--email", "rina", "--name", "Rina", "--role", "auditor"],
    ["user", "add", "--email", "rina@bgn.go.id", "--role", "auditor"],
    ["user", "add", "--email", "rina@bgn.go.id", "--name", "Rina", "--role", "queen"],
    ["user", "add", "--email", "rina@bgn.go.id", "--name", "Rina", "--role", "auditor", "--scope", "region:"],
    ["user", "add", "x", "--email", "rina@bgn.go.id", "--name", "Rina", "--role", "auditor"],
    ["reach"],
    ["reach", "menu"],
    ["reach", `publication_${"1".repeat(32)}`, "x"],
  ];
  for (const argv of refused) expect(flags(...argv), argv.join(" ")).toMatchObject({ ok: false });
  expect(hubFlagsFrom([], {})).toMatchObject({ ok: false, error: { code: "flag-missing" } });
  const shortKey = hubFlagsFrom([], { DATABASE_URL: "postgres://x", HUB_SECRET_KEY: "abcd" });
  expect(shortKey).toMatchObject({ ok: false, error: { code: "flag-invalid" } });
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
  const person = ["--email", " Rina@BGN.go.id", "--name", "Rina", "--role", "auditor", "--role", "hub-admin"];
  expect(flags("user", "add", ...person, "--scope", "region:jabar")).toMatchObject({
    value: {
      ...{ command: "user" },
      user: {
        ...{ email: "rina@bgn.go.id", name: "Rina", roles: ["hub-admin", "auditor"] },
        scope: { kind: "region", regionId: "jabar" },
      },
    },
  });
  const environment = {
    DATABASE_URL: "postgres://x",
    HUB_SECRET_KEY: "a1".repeat(32),
    HUB_TRUSTED_PROXIES: "10.0.0.1, ::1",
  };
  expect(hubFlagsFrom([], environment)).toMatchObject({
    value: { secretKey: Buffer.alloc(32, 0xa1), trustedProxies: ["10.0.0.1", "::1"] },
  });
});
