import { describe, expect, it } from "vitest";
import { serviceDateFromMs, serviceDayStartMs } from "./service-date.ts";
import { clockTimeFromMs, msFromLocal } from "./time.ts";

describe("the service day", () => {
  it("ends at 14:59:59.999 and the next begins at 15:00, in every zone", () => {
    for (const timeZone of ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"] as const) {
      const boundaryMs = msFromLocal("2026-11-20", "15:00", timeZone);
      expect(serviceDateFromMs(boundaryMs - 1, timeZone)).toBe("2026-11-20");
      expect(serviceDateFromMs(boundaryMs, timeZone)).toBe("2026-11-21");
      expect(serviceDayStartMs("2026-11-21", timeZone)).toBe(boundaryMs);
    }
  });

  it("crosses the end of a month and of a year", () => {
    const atMs = msFromLocal("2026-12-31", "22:00", "Asia/Makassar");
    expect(serviceDateFromMs(atMs, "Asia/Makassar")).toBe("2027-01-01");
    expect(clockTimeFromMs(atMs, "Asia/Makassar")).toBe("22:00");
  });

  it("belongs to the kitchen's zone, not the hub's", () => {
    const atMs = msFromLocal("2026-11-20", "15:30", "Asia/Jayapura");
    expect(serviceDateFromMs(atMs, "Asia/Jayapura")).toBe("2026-11-21");
    expect(serviceDateFromMs(atMs, "Asia/Jakarta")).toBe("2026-11-20");
  });
});
