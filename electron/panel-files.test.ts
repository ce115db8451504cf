import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerPanelFile } from "./panel-files.ts";

let facesDir = "";
beforeAll(() => {
  facesDir = mkdtempSync(join(tmpdir(), "bergizi-panel-"));
  for (const folder of ["panel", "assets", "manager"]) mkdirSync(join(facesDir, folder));
  writeFileSync(join(facesDir, "panel", "index.html"), "<p>panel</p>");
  writeFileSync(join(facesDir, "manager", "index.html"), "<p>manager</p>");
  writeFileSync(join(facesDir, "assets", "panel-1.js"), "1");
  writeFileSync(join(facesDir, "assets", "key.pem"), "secret");
});
afterAll(() => rmSync(facesDir, { recursive: true, force: true }));

it("the shell's page and its files are answered under a policy that lets nothing else in", async () => {
  const page = await answerPanelFile("bergizi-shell://pages/panel", facesDir);
  expect([page.status, await page.text()]).toEqual([200, "<p>panel</p>"]);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect((await answerPanelFile("bergizi-shell://pages/assets/panel-1.js?v#x", facesDir)).status).toBe(200);
});

it.each([
  "bergizi-shell://pages/manager/index.html",
  "bergizi-shell://pages/assets/../panel/index.html",
  "bergizi-shell://pages/assets/..%2f..%2fetc%2fpasswd",
  "bergizi-shell://pages/assets/key.pem",
  "bergizi-shell://pages/assets/none.js",
  "bergizi-shell://other/panel",
  "http://127.0.0.1/panel",
])("%s is not", async (url) => {
  expect((await answerPanelFile(url, facesDir)).status).toBe(404);
});
