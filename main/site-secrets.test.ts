import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadSiteSecrets, shellSecretPath } from "#main/site-secrets.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "bergizi-secrets-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test("secrets are made once, differ from each other and from another kitchen's, and stay", () => {
  const first = loadSiteSecrets(dataDir);
  expect(loadSiteSecrets(dataDir)).toEqual(first);
  const texts = [first.siteKey, first.pepper].map((key) => Buffer.from(key).toString("base64url"));
  expect(new Set([...texts, first.shellSecret, first.adminSecret]).size).toBe(4);
  expect([first.siteKey.length, first.pepper.length]).toEqual([32, 32]);
});

test("the key of command digests follows from the pepper and is not the pepper", () => {
  const { pepper, commandKey } = loadSiteSecrets(dataDir);
  expect(loadSiteSecrets(dataDir).commandKey).toEqual(commandKey);
  expect(commandKey).toHaveLength(32);
  expect(commandKey).not.toEqual(pepper);
  rmSync(join(dataDir, "pepper-key"));
  expect(loadSiteSecrets(dataDir).commandKey).not.toEqual(commandKey);
});

test("only their owner reads them; a file copied by hand gets its mode back; nothing half written is left", () => {
  loadSiteSecrets(dataDir);
  chmodSync(shellSecretPath(dataDir), 0o644);
  loadSiteSecrets(dataDir);
  const names = readdirSync(dataDir).toSorted();
  expect(names).toEqual(["admin-secret", "hub-key", "pepper-key", "shell-secret", "site-key"]);
  for (const name of names) expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600);
});

test("a key that was damaged stops the start instead of sealing under another one", () => {
  writeFileSync(join(dataDir, "site-key"), "short\n");
  expect(() => loadSiteSecrets(dataDir)).toThrow("does not hold a key of 32 bytes");
});
