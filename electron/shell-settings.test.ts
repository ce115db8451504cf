import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { firstAssignments } from "./display-policy.ts";
import { NO_SHELL_SETTINGS, openShellSettings } from "./shell-settings.ts";

let folder = "";
const logged: string[] = [];
const open = () => openShellSettings(join(folder, "shell", "settings.json"), (event) => void logged.push(event));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bergizi-shell-settings-"));
  logged.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const screens = [
  ...firstAssignments([{ id: 1, label: "PC", isPrimary: true, bounds: { x: 0, y: 0, width: 1366, height: 768 } }]),
];

it("what was changed is there at the next start, readable by its owner alone", () => {
  const settings = open();
  expect(settings.get()).toEqual(NO_SHELL_SETTINGS);
  settings.change({ screens });
  expect(open().get()).toEqual({ ...NO_SHELL_SETTINGS, screens });
  expect(statSync(join(folder, "shell", "settings.json")).mode & 0o077).toBe(0);
  expect(logged).toEqual([]);
});

it.each(["", "{", '{"screens":[{"role":"door"}]}', '{"screens":null,"more":1}'])(
  "a file that cannot be read (%j) is moved aside and the shell starts as on its first day",
  (text) => {
    open().change({ screens });
    const path = join(folder, "shell", "settings.json");
    writeFileSync(path, text);
    expect(open().get()).toEqual(NO_SHELL_SETTINGS);
    expect(logged).toEqual(["shell-settings-unreadable"]);
    expect(readFileSync(`${path}.unreadable`, "utf8")).toBe(text);
    expect(existsSync(path)).toBe(false);
  },
);

it("a disk that refuses is told in the log, and the change lasts until the next start", () => {
  const settings = open();
  rmSync(join(folder, "shell"), { recursive: true });
  expect(settings.change({ screens })).toBe(false);
  expect(settings.get().screens).toEqual(screens);
  expect(logged).toEqual(["shell-settings-not-kept"]);
});
