import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CLOSE_CODE_BY_ERROR } from "#contract/error-frames.ts";
import { lanErrorCode } from "#contract/lan-protocol.ts";
import { LAN_PROTOCOL_HISTORY } from "#contract/protocol-version.ts";

const root = join(import.meta.dirname, "..", "..");
/** Tables are padded by the formatter. */
const page = readFileSync(join(root, "docs", "protocol.md"), "utf8").replace(/ +\|/g, " |");
const RULE = /^- \*\*(LAN\d+) /gm;
const rules = [...page.matchAll(RULE)].map((match) => match[1] ?? "");

const testFiles = ["core/contract", "main/lan", "tests/integration", "renderer/client"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => join(root, folder, name)),
);
const tested = new Set(
  testFiles.flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(/"\[(LAN\d+)\] /g)].map((match) => match[1] ?? ""),
  ),
);

test("every rule of the protocol is stated once and has a test that carries its id", () => {
  expect(rules.length).toBeGreaterThan(30);
  expect(new Set(rules).size).toBe(rules.length);
  expect(rules.filter((rule) => !tested.has(rule))).toEqual([]);
});

test("every id a test carries is a rule of the protocol", () => {
  expect([...tested].filter((rule) => !rules.includes(rule))).toEqual([]);
});

test("the page names every error code, and every closing code with its number", () => {
  const missing = lanErrorCode.options.filter((code) => !page.includes(`\`${code}`));
  expect(missing).toEqual([]);
  for (const [error, closeCode] of Object.entries(CLOSE_CODE_BY_ERROR)) {
    expect(page).toContain(`| \`${error}\` | ${closeCode} |`);
  }
});

test("[LAN4] the page's history has a line for every version", () => {
  for (const { version, note } of LAN_PROTOCOL_HISTORY) expect(page).toContain(`| ${version} | ${note} |`);
});
