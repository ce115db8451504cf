import { expect, test } from "vitest";
import { isLoopbackAddress, isOwnHost, isOwnOrigin } from "./http-guards.ts";

test.each([
  ["192.168.1.20:8080", true],
  ["[fe80::1]:8080", true],
  ["localhost", true],
  ["Dapur.local:8080", true],
  [undefined, false],
  ["", false],
  ["evil.example", false],
  ["evil.example:8080", false],
  ["127.0.0.1.evil.example", false],
  ["127.0.0.1@evil.example", false],
  ["localhost#.evil.example", false],
  ["[::1", false],
  ["x".repeat(300), false],
])("[LAN41] host %s is own: %s", (host, isOwn) => {
  expect(isOwnHost(host, ["dapur.local"])).toBe(isOwn);
});

test.each([
  [undefined, "127.0.0.1:80", true],
  ["http://127.0.0.1:80", "127.0.0.1:80", true],
  ["http://DAPUR.local", "dapur.local", true],
  ["http://127.0.0.1:81", "127.0.0.1:80", false],
  ["https://127.0.0.1:80", "127.0.0.1:80", false],
  ["null", "127.0.0.1:80", false],
  ["file://", "127.0.0.1:80", false],
  ["http://evil.example", "127.0.0.1:80", false],
  ["http://127.0.0.1:80", undefined, false],
])("[LAN41] origin %s at host %s is own: %s", (origin, host, isOwn) => {
  expect(isOwnOrigin(origin, host)).toBe(isOwn);
});

test("only addresses of this machine are loopback", () => {
  expect(["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"].every((address) => isLoopbackAddress(address))).toBe(
    true,
  );
  const others = ["192.168.1.1", "::ffff:192.168.1.1", "128.0.0.1", "127.evil", "", undefined];
  expect(others.some((address) => isLoopbackAddress(address))).toBe(false);
});
