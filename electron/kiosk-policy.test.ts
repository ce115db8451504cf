import { describe, expect, it } from "vitest";
import { isExitChord, isKeyBlocked, isNavigationAllowed, isPermissionAllowed } from "./kiosk-policy.ts";
import { isTrustedUrl } from "./trusted-senders.ts";

const ORIGIN = "http://127.0.0.1:8080";

describe("what a page may do", () => {
  it("stays within its own face", () => {
    expect(isNavigationAllowed(`${ORIGIN}/manager/dapur`, ORIGIN, "manager")).toBe(true);
    for (const url of [
      `${ORIGIN}/wall`,
      `${ORIGIN}/managers`,
      "http://127.0.0.1:8081/manager",
      "https://example.org/manager",
      "file:///etc/passwd",
      "javascript:alert(1)",
      "not a url",
    ]) {
      expect(isNavigationAllowed(url, ORIGIN, "manager")).toBe(false);
    }
  });

  it("gets full screen, the terminal its camera, and nothing else, and only from the kitchen's origin", () => {
    expect(isPermissionAllowed("fullscreen", `${ORIGIN}/wall`, ORIGIN)).toBe(true);
    for (const permission of ["media", "geolocation", "notifications", "clipboard-read", "openExternal"]) {
      expect(isPermissionAllowed(permission, `${ORIGIN}/wall`, ORIGIN)).toBe(false);
    }
    expect(isPermissionAllowed("fullscreen", "https://example.org/", ORIGIN)).toBe(false);
    expect(isPermissionAllowed("media", `${ORIGIN}/attendance`, ORIGIN)).toBe(true);
    expect(isPermissionAllowed("geolocation", `${ORIGIN}/attendance`, ORIGIN)).toBe(false);
    expect(isPermissionAllowed("media", "https://example.org/attendance", ORIGIN)).toBe(false);
  });

  it("is believed only by its whole origin", () => {
    expect(isTrustedUrl(`${ORIGIN}/wall`, ORIGIN)).toBe(true);
    expect(isTrustedUrl(`${ORIGIN}.example.org/wall`, ORIGIN)).toBe(false);
    expect(isTrustedUrl("", ORIGIN)).toBe(false);
  });
});

describe("keys on a kiosk window", () => {
  const key = { type: "keyDown", key: "a", control: false, alt: false, shift: false, meta: false };

  it("cannot close it, reload it or open the tools", () => {
    for (const blocked of [
      { ...key, key: "F11" },
      { ...key, key: "F4", alt: true },
      { ...key, key: "w", control: true },
      { ...key, key: "I", control: true, shift: true },
      { ...key, key: "r", meta: true },
    ]) {
      expect(isKeyBlocked(blocked, true)).toBe(true);
      expect(isKeyBlocked(blocked, false)).toBe(false);
    }
  });

  it("reach the wall: digits, Enter, and the exit chord", () => {
    for (const free of [
      { ...key, key: "1" },
      { ...key, key: "Enter" },
      { ...key, key: "Q", control: true, shift: true },
    ]) {
      expect(isKeyBlocked(free, true)).toBe(false);
    }
    expect(isExitChord({ ...key, key: "Q", control: true, shift: true })).toBe(true);
    expect(isExitChord({ ...key, key: "q", control: true })).toBe(false);
  });
});
