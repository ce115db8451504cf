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
    const isAllowed = (permission: string, requestingUrl: string, ...mediaTypes: readonly string[]) =>
      isPermissionAllowed({ permission, requestingUrl, mediaTypes }, ORIGIN);
    expect(isAllowed("fullscreen", `${ORIGIN}/wall`)).toBe(true);
    for (const permission of ["media", "geolocation", "notifications", "clipboard-read", "openExternal"]) {
      expect(isAllowed(permission, `${ORIGIN}/wall`, "video")).toBe(false);
    }
    expect(isAllowed("fullscreen", "https://example.org/")).toBe(false);
    expect(isAllowed("media", `${ORIGIN}/attendance`, "video")).toBe(true);
    expect(isAllowed("geolocation", `${ORIGIN}/attendance`)).toBe(false);
    expect(isAllowed("media", "https://example.org/attendance", "video")).toBe(false);
  });

  it("gets no microphone, alone, beside the camera or when Electron does not say what is asked for", () => {
    const isAllowed = (...mediaTypes: readonly string[]) =>
      isPermissionAllowed({ permission: "media", requestingUrl: `${ORIGIN}/attendance`, mediaTypes }, ORIGIN);
    expect([isAllowed("audio"), isAllowed("video", "audio"), isAllowed("unknown"), isAllowed()]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it("gets nothing while there is no kitchen server", () => {
    const asked = { permission: "fullscreen", requestingUrl: "bergizi-shell://pages/panel", mediaTypes: [] };
    expect(isPermissionAllowed(asked, null)).toBe(false);
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
