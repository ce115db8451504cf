import { describe, expect, it } from "vitest";
import { barMessage, type BarSituation } from "./bar-message.ts";

const calm: BarSituation = {
  level: "live",
  isConnected: true,
  unsentCount: 0,
  isWaitingLong: false,
  storageShareBp: null,
  rejectedCount: 0,
  isDurable: true,
  back: null,
  isNewBuildWaiting: false,
  isTrusted: true,
};
const kindOf = (part: Partial<BarSituation>) => barMessage({ ...calm, ...part })?.kind ?? null;

describe("the message in the top bar", () => {
  it("is nothing while all is well, also while a record is on its way", () => {
    expect(kindOf({})).toBeNull();
    expect(kindOf({ unsentCount: 1 })).toBeNull();
  });

  it("counts the records kept on the tablet as soon as the kitchen is away", () => {
    expect(barMessage({ ...calm, isConnected: false, unsentCount: 3 })).toEqual({ kind: "queue", count: 3 });
    expect(kindOf({ unsentCount: 3, isWaitingLong: true })).toBe("queue");
  });

  it("says since when it is cut off where nothing waits", () => {
    expect(kindOf({ isConnected: false, level: "aging" })).toBeNull();
    expect(kindOf({ isConnected: false, level: "cut" })).toBe("cut");
    expect(kindOf({ isConnected: false, level: "hatched" })).toBe("cut");
  });

  it("asks for the Wi-Fi beyond 500 records, and warns first where nothing survives a reload", () => {
    expect(kindOf({ unsentCount: 500, isConnected: false })).toBe("queue");
    expect(kindOf({ unsentCount: 501, isConnected: false })).toBe("near-wifi");
    expect(kindOf({ unsentCount: 501, isConnected: false, isDurable: false })).toBe("not-durable");
  });

  it("asks for the Wi-Fi with its storage nearly full, while something waits to be sent", () => {
    expect(kindOf({ unsentCount: 1, isConnected: false, storageShareBp: 8_999 })).toBe("queue");
    expect(kindOf({ unsentCount: 1, isConnected: false, storageShareBp: 9_000 })).toBe("near-wifi");
    expect(kindOf({ storageShareBp: 9_900 })).toBeNull();
  });

  it("tells one thing at a time, the worst first", () => {
    const all = {
      rejectedCount: 2,
      back: { atMs: 1, sentCount: 3 },
      isNewBuildWaiting: true,
      isTrusted: false,
    };
    expect(kindOf(all)).toBe("decide");
    expect(kindOf({ ...all, rejectedCount: 0 })).toBe("back");
    expect(kindOf({ ...all, rejectedCount: 0, back: null })).toBe("new-build");
    expect(kindOf({ isTrusted: false })).toBe("basic");
  });
});
