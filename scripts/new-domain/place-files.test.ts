import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { placeAll } from "./place-files.ts";

let folder = "";
const at = (...parts: readonly string[]) => join(folder, ...parts);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bergizi-place-"));
  mkdirSync(at("stage", "soup"), { recursive: true });
  writeFileSync(at("stage", "soup", "ids.ts"), "soup");
  writeFileSync(at("stage", "list.ts"), "rice, soup");
  writeFileSync(at("list.ts"), "rice");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const soup = () => ({ from: at("stage", "soup"), to: at("soup") });
const list = () => ({ from: at("stage", "list.ts"), to: at("list.ts"), formerAt: at("stage", "former", "list.ts") });

it("puts every file in its place", () => {
  placeAll([soup(), list()]);
  expect(readFileSync(at("soup", "ids.ts"), "utf8")).toBe("soup");
  expect(readFileSync(at("list.ts"), "utf8")).toBe("rice, soup");
});

it("takes back what it placed when one cannot be placed", () => {
  expect(() => placeAll([soup(), list(), { from: at("stage", "absent"), to: at("absent") }])).toThrow("ENOENT");
  expect(existsSync(at("soup"))).toBe(false);
  expect(readFileSync(at("list.ts"), "utf8")).toBe("rice");
});

it("leaves alone what already stands where a new folder should go", () => {
  mkdirSync(at("soup"));
  writeFileSync(at("soup", "own.ts"), "mine");
  expect(() => placeAll([list(), soup()])).toThrow();
  expect(readdirSync(at("soup"))).toEqual(["own.ts"]);
  expect(readFileSync(at("list.ts"), "utf8")).toBe("rice");
});
