import { describe, expect, it } from "vitest";
import { createFakeRuntime } from "#tests/kit/fake-runtime.ts";
import { createKitchenClock } from "./clock.ts";

const KITCHEN_MS = 1_795_000_000_000;

describe("the kitchen's clock on a device", () => {
  it("follows the kitchen, not the device's own clock, however wrong or jumping", () => {
    const runtime = createFakeRuntime({ deviceTimeMs: 0 });
    const clock = createKitchenClock(runtime);
    clock.sync({ serverTimeMs: KITCHEN_MS, roundTripMs: 0 });
    runtime.advance(60_000);
    runtime.setDeviceTime(4_000_000_000_000);
    expect(clock.nowMs()).toBe(KITCHEN_MS + 60_000);
  });

  it("stands still against small wobbles of the network and follows a real step", () => {
    const runtime = createFakeRuntime({ deviceTimeMs: 0 });
    const clock = createKitchenClock(runtime);
    clock.sync({ serverTimeMs: KITCHEN_MS, roundTripMs: 0 });
    clock.sync({ serverTimeMs: KITCHEN_MS + 30, roundTripMs: 20 });
    expect(clock.nowMs()).toBe(KITCHEN_MS);
    clock.sync({ serverTimeMs: KITCHEN_MS + 5_000, roundTripMs: 20 });
    expect(clock.nowMs()).toBe(KITCHEN_MS + 5_010);
  });

  it("runs at the rate of a demo kitchen", () => {
    const runtime = createFakeRuntime({ deviceTimeMs: 0 });
    const clock = createKitchenClock(runtime);
    clock.setRate(60);
    clock.sync({ serverTimeMs: KITCHEN_MS, roundTripMs: 0 });
    runtime.advance(1_000);
    expect(clock.nowMs()).toBe(KITCHEN_MS + 60_000);
    expect(clock.timeAt(runtime.monotonicMs() - 500)).toBe(KITCHEN_MS + 30_000);
  });

  it("starts from what the device remembers when the kitchen is away", () => {
    const runtime = createFakeRuntime({ deviceTimeMs: 5_000_000 });
    const clock = createKitchenClock(runtime, {
      kitchenMs: KITCHEN_MS,
      deviceMs: 5_000_000 - 90_000,
      clockRate: 1,
      timeZone: "Asia/Makassar",
    });
    expect(clock.nowMs()).toBe(KITCHEN_MS + 90_000);
    expect(clock.isSynced()).toBe(false);
    expect(clock.remember("Asia/Makassar")).toEqual({
      kitchenMs: KITCHEN_MS + 90_000,
      deviceMs: 5_000_000,
      clockRate: 1,
      timeZone: "Asia/Makassar",
    });
  });
});
