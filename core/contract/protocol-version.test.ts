import { expect, test } from "vitest";
import { z } from "zod";
import { LAN_PROTOCOL_OLDEST_VERSION, LAN_PROTOCOL_VERSION } from "./lan-protocol.ts";
import { fingerprintOf, isProtocolServed, LAN_PROTOCOL_HISTORY, lanSchemaText } from "./protocol-version.ts";

test("[LAN4] the wire has not changed without a new protocol version", () => {
  expect(LAN_PROTOCOL_HISTORY.at(-1)).toEqual({
    version: LAN_PROTOCOL_VERSION,
    schemaHash: fingerprintOf(lanSchemaText()),
    note: expect.any(String),
  });
});

test("[LAN4] every version ever spoken has one line of history, in order", () => {
  expect(LAN_PROTOCOL_HISTORY.map(({ version }) => version)).toEqual(
    Array.from({ length: LAN_PROTOCOL_VERSION }, (_, index) => index + 1),
  );
});

test("[LAN4] versions from the oldest promised to the newest are served, others are not", () => {
  expect(isProtocolServed(LAN_PROTOCOL_OLDEST_VERSION)).toBe(true);
  expect(isProtocolServed(LAN_PROTOCOL_VERSION)).toBe(true);
  expect(isProtocolServed(LAN_PROTOCOL_OLDEST_VERSION - 1)).toBe(false);
  expect(isProtocolServed(LAN_PROTOCOL_VERSION + 1)).toBe(false);
  expect(isProtocolServed(Number.NaN)).toBe(false);
});

test("the fingerprint is FNV-1a, as its published vectors say", () => {
  expect(fingerprintOf("")).toBe("cbf29ce484222325");
  expect(fingerprintOf("a")).toBe("af63dc4c8601ec8c");
  expect(fingerprintOf("foobar")).toBe("85944171f73967e8");
});

test("the hashed text sees a changed limit, a new member and a new kind", () => {
  const text = lanSchemaText();
  expect(text).toContain('"maxLength":256');
  expect(text).toContain("slow-consumer-closing");
  expect(text).toContain(
    JSON.stringify(
      z
        .string()
        .regex(/^command_[0-9a-f]{32}$/)
        .toJSONSchema().pattern,
    ).slice(1, -1),
  );
});
