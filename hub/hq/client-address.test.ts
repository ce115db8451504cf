import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { addressOf, trustIn } from "./client-address.ts";

const request = (remoteAddress: string, forwarded?: string) =>
  ({ headers: { "x-forwarded-for": forwarded }, socket: { remoteAddress } }) as unknown as IncomingMessage; // what is read of one

test("who asks is the nearest that is no proxy of ours, whatever a stranger writes", () => {
  const isTrusted = trustIn(["10.0.0.0/8", "::1", "nonsense"]);
  expect(addressOf(request("203.0.113.7", "1.2.3.4"), isTrusted)).toBe("203.0.113.7");
  expect(addressOf(request("10.0.0.2", "198.51.100.9, 203.0.113.7"), isTrusted)).toBe("203.0.113.7");
  expect(addressOf(request("::ffff:10.0.0.2", "203.0.113.7, 10.9.9.9"), isTrusted)).toBe("203.0.113.7");
  expect(addressOf(request("::1"), isTrusted)).toBe("::1");
  expect(addressOf(request("10.0.0.2"), trustIn([]))).toBe("10.0.0.2");
});
