import { expect, test } from "vitest";
import { createHubSite } from "#tests/kit/hub-site.ts";
import { pushFault, quarantineCode, type Position } from "./verify-push.ts";

const NOTHING: Position = { seq: 0, hash: null };

test("a piece of one log is taken, wherever the hub stands before it", () => {
  const site = createHubSite();
  const events = site.write(6);
  expect(pushFault(events, NOTHING)).toBeNull();
  const third = Buffer.from(site.log[2]?.hash ?? "", "hex");
  expect(pushFault(events.slice(3), { seq: 3, hash: third })).toBeNull();
  expect(pushFault(events.slice(1), { seq: 3, hash: third })).toBeNull();
});

test("every member of an event is in its hash: changing any breaks the chain there", () => {
  const events = createHubSite().write(3);
  for (const member of Object.keys(events[1] ?? {}).filter((name) => name !== "seq")) {
    const value = (event: object) => (event as Readonly<Record<string, unknown>>)[member];
    const changed = events.map((event) => {
      if (event.seq !== 2) return event;
      const old = value(event);
      const other =
        member === "hash"
          ? "0".repeat(64)
          : typeof old === "number"
            ? old + 1
            : old === null
              ? "x"
              : typeof old === "string"
                ? `${old}x`
                : { x: 1 };
      return { ...event, [member]: other };
    });
    expect(pushFault(changed, NOTHING), member).toEqual({ code: "chain-broken", seq: 2 });
  }
});

test("an event of another log in its place, a missing number and a start beyond what is held are told apart", () => {
  const [site, other] = [createHubSite(), createHubSite()];
  site.write(5);
  other.write(5);
  const mixed = [...site.log.slice(0, 2), ...other.log.slice(2)];
  expect(pushFault(mixed, NOTHING)).toEqual({ code: "chain-broken", seq: 3 });
  expect(pushFault(other.log.slice(3), { seq: 3, hash: Buffer.from(site.log[2]?.hash ?? "", "hex") })).toEqual({
    code: "chain-broken",
    seq: 4,
  });
  expect(
    pushFault(
      site.log.filter(({ seq }) => seq !== 3),
      NOTHING,
    ),
  ).toEqual({ code: "gap", seq: 3 });
  expect(pushFault(site.log.slice(2), NOTHING)).toEqual({ code: "gap", seq: 1 });
});

test("only a known type in a known version can be out of its shape", () => {
  const [event] = createHubSite().write(1);
  if (event === undefined) throw new Error("one was written");
  const said = (type: string, v: number, body: Record<string, unknown>) => quarantineCode({ ...event, type, v, body });
  expect(said("service-day-opened", 1, { serviceDate: "2026-11-21", dayKind: "regular" })).toBeNull();
  expect(said("service-day-opened", 1, { serviceDate: 7 })).toBe("body-not-of-its-type");
  expect(said("service-day-opened", 900, {})).toBeNull();
  expect(said("of-a-newer-kitchen", 1, {})).toBeNull();
});
