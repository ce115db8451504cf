import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS, msFromLocal, type TimeZone } from "#kernel/time.ts";
import { boardBatch, boardRun } from "#tests/kit/board-batch.ts";
import { atClock, portions } from "#tests/kit/production-plan.ts";
import {
  batchDeadlineState,
  batchFinishAtMs,
  consumeByState,
  cookFloorAtMs,
  deadlineStateOf,
  dishRunFinishAtMs,
  dishRunSlackMs,
  furthestPhase,
  isPastForecast,
  phaseFromClock,
  shownDeadline,
  slackMs,
} from "./timing.ts";

const forecast = (minutes: number) => ({
  durationMs: minutes * MINUTE_MS,
  method: "standard" as const,
  runCount: 0,
  errorMs: null,
});
const batch = boardBatch({
  neededByAtMs: atClock("06:30"),
  dishRuns: [boardRun("ayam", { plannedStartAtMs: atClock("02:00"), forecast: forecast(60) })],
  checkingForecast: forecast(15),
  portioningForecast: forecast(90),
});
const cooking = {
  status: "cooking" as const,
  dishRuns: [boardRun("ayam", { status: "cooking", runStartedAtMs: atClock("02:00"), forecast: forecast(60) })],
};

describe("when a batch is expected to be ready", () => {
  it("is the plan's start and the forecasts, before anything began", () => {
    expect(batchFinishAtMs(batch, atClock("01:00"))).toBe(atClock("04:45"));
    expect(slackMs(batch, atClock("01:00"))).toBe(105 * MINUTE_MS);
  });

  it("slips with every minute a start is late", () => {
    expect(slackMs(batch, atClock("03:00"))).toBe(45 * MINUTE_MS);
  });

  it("follows a running dish, and once past its forecast no new time is invented", () => {
    const running = { ...batch, ...cooking };
    expect(batchFinishAtMs(running, atClock("02:30"))).toBe(atClock("04:45"));
    expect(batchFinishAtMs(running, atClock("03:20"))).toBe(atClock("05:05"));
    expect(dishRunFinishAtMs(running.dishRuns[0] ?? boardRun("x"), atClock("03:20"))).toBe(atClock("03:20"));
    expect(isPastForecast(running.dishRuns[0] ?? boardRun("x"), atClock("03:01"))).toBe(true);
  });

  it("takes the latest dish, however many are done", () => {
    const two = {
      ...batch,
      status: "cooking" as const,
      dishRuns: [
        boardRun("nasi", { status: "cooked", cookedAtMs: atClock("02:10") }),
        boardRun("ayam", { status: "waiting", plannedStartAtMs: atClock("02:30"), forecast: forecast(60) }),
      ],
    };
    expect(batchFinishAtMs(two, atClock("02:20"))).toBe(atClock("05:15"));
  });

  it("counts on the pace of portioning once there is one", () => {
    const portioning = {
      ...batch,
      status: "portioning" as const,
      portionCounts: portions(300),
      portioningStartedAtMs: atClock("05:00"),
      portionedCounts: portions(100),
    };
    // 100 of 300 in 20 minutes: 40 more.
    expect(batchFinishAtMs(portioning, atClock("05:20"))).toBe(atClock("06:00"));
    expect(batchFinishAtMs({ ...portioning, portionedCounts: portions(0) }, atClock("05:20"))).toBe(atClock("06:30"));
    expect(batchFinishAtMs({ ...portioning, portionedCounts: portions(3) }, atClock("05:02"))).toBe(atClock("06:30"));
  });

  it("is over for a batch that is ready", () => {
    const ready = { ...batch, status: "ready" as const, portioningFinishedAtMs: atClock("06:00") };
    expect(slackMs(ready, atClock("09:00"))).toBe(30 * MINUTE_MS);
    expect(batchDeadlineState(ready, atClock("09:00"))).toBe("done");
  });
});

describe("the deadline on a screen", () => {
  const ready = { ...batch, status: "ready" as const, portioningFinishedAtMs: atClock("05:00") };

  it("runs on for a kloter that is ready, until quality lets it go", () => {
    expect(shownDeadline(ready, atClock("05:30"))).toEqual({ state: "on-track", spareMs: 60 * MINUTE_MS });
    expect(shownDeadline(ready, atClock("06:20"))).toEqual({ state: "soon", spareMs: 10 * MINUTE_MS });
    expect(shownDeadline({ ...ready, quality: "held" }, atClock("06:40"))).toEqual({
      state: "late",
      spareMs: -10 * MINUTE_MS,
    });
    expect(shownDeadline({ ...ready, quality: "released" }, atClock("06:40"))).toBeNull();
  });

  it("is done only when the kloter is, and none of one that is cancelled or thrown away", () => {
    const completed = { ...ready, status: "completed" as const };
    expect(shownDeadline(completed, atClock("09:00"))?.state).toBe("done");
    expect(shownDeadline({ ...completed, quality: "released" }, atClock("09:00"))?.state).toBe("done");
    expect(shownDeadline({ ...completed, quality: "rejected" }, atClock("09:00"))).toBeNull();
    expect(shownDeadline({ ...batch, status: "cancelled" }, atClock("09:00"))).toBeNull();
  });
});

describe("deadline words", () => {
  it("SEGERA under the larger of 15 minutes and a fifth of the stage, LEWAT below zero", () => {
    expect(deadlineStateOf(15 * MINUTE_MS, 0)).toBe("on-track");
    expect(deadlineStateOf(15 * MINUTE_MS - 1, 0)).toBe("soon");
    expect(deadlineStateOf(29 * MINUTE_MS, 150 * MINUTE_MS)).toBe("soon");
    expect(deadlineStateOf(30 * MINUTE_MS, 150 * MINUTE_MS)).toBe("on-track");
    expect(deadlineStateOf(0, 0)).toBe("soon");
    expect(deadlineStateOf(-1, 0)).toBe("late");
    expect(deadlineStateOf(4 * MINUTE_MS, 0, { warnMs: 3 * MINUTE_MS, warnShareBp: 0 })).toBe("on-track");
  });

  it("of one dish leave the time checking and portioning need", () => {
    const run = batch.dishRuns[0] ?? boardRun("x");
    expect(dishRunSlackMs(batch, run, atClock("01:00"))).toBe(slackMs(batch, atClock("01:00")));
    expect(batchDeadlineState(batch, atClock("04:00"))).toBe("late");
  });

  it("consume-by turns amber an hour before and red when passed", () => {
    expect(consumeByState(null, 0)).toBeNull();
    expect(consumeByState(2 * HOUR_MS, HOUR_MS - 1)).toBe("far");
    expect(consumeByState(2 * HOUR_MS, HOUR_MS)).toBe("near");
    expect(consumeByState(2 * HOUR_MS, 2 * HOUR_MS)).toBe("passed");
  });
});

describe("the cook floor", () => {
  it.each<TimeZone>(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])(
    "is the kitchen's own midnight in %s",
    (timeZone) => {
      const startsAtMs = msFromLocal("2026-11-20", "15:00", timeZone);
      const day = { serviceDate: "2026-11-21", floorClock: "00:00", setAtMs: null, startsAtMs, timeZone };
      expect(cookFloorAtMs({ ...day, dayKind: "regular" })).toBe(msFromLocal("2026-11-21", "00:00", timeZone));
      expect(cookFloorAtMs({ ...day, dayKind: "regular", setAtMs: 5 })).toBe(
        msFromLocal("2026-11-21", "00:00", timeZone),
      );
      expect(cookFloorAtMs({ ...day, dayKind: "dry-pack" })).toBe(startsAtMs);
      const iftar = msFromLocal("2026-11-21", "11:00", timeZone);
      expect(cookFloorAtMs({ ...day, dayKind: "ramadan", setAtMs: iftar })).toBe(iftar);
    },
  );

  it("in Jayapura falls two hours before Jakarta's", () => {
    const day = {
      serviceDate: "2026-11-21",
      dayKind: "regular" as const,
      floorClock: "00:00",
      setAtMs: null,
      startsAtMs: 0,
    };
    const jayapura = cookFloorAtMs({ ...day, timeZone: "Asia/Jayapura" });
    expect(cookFloorAtMs({ ...day, timeZone: "Asia/Jakarta" }) - jayapura).toBe(2 * HOUR_MS);
  });
});

describe("the phase of the day", () => {
  it("follows the furthest batch, else the clock", () => {
    expect(furthestPhase(["planned", "cooking", "portioning", "cancelled"])).toBe("portion");
    expect(furthestPhase(["planned", "cancelled"])).toBeNull();
    const byClock = (clock: string, date = "2026-11-21") =>
      phaseFromClock(msFromLocal(date, clock, "Asia/Makassar"), "2026-11-21", "Asia/Makassar");
    expect(["10:00", "14:59"].map((clock) => byClock(clock, "2026-11-20"))).toEqual(["receive", "receive"]);
    expect(byClock("15:00", "2026-11-20")).toBe("prepare");
    expect(["01:59", "02:00", "04:30", "07:00", "12:59", "13:00"].map((clock) => byClock(clock))).toEqual([
      "prepare",
      "cook",
      "portion",
      "dispatch",
      "dispatch",
      "wash",
    ]);
  });
});
