import { describe, expect, it } from "vitest";
import { demoFlagsFrom } from "./demo-flags.ts";

describe("npm run demo --", () => {
  it("plays sixty times as fast from 01:15 unless told otherwise", () => {
    const flags = demoFlagsFrom([]);
    expect(flags).toEqual({
      ok: true,
      value: { speed: 60, port: 8080, host: "127.0.0.1", startsAt: "01:15", dataDir: null, seed: 1, isOpening: true },
    });
    expect(demoFlagsFrom(["--speed", "5", "--no-open"])).toMatchObject({
      ok: true,
      value: { speed: 5, isOpening: false },
    });
  });

  it.each([
    [["--speed", "0"]],
    [["--speed", "x"]],
    [["--speed", "601"]],
    [["--from", "25:00"]],
    [["--port", "-1"]],
    [["--seed", "1.5"]],
    [["--sped", "9"]],
  ])("refuses %j", (argv) => {
    expect(demoFlagsFrom(argv).ok).toBe(false);
  });
});
