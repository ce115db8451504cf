import { describe, expect, it } from "vitest";
import {
  MUTE_MS,
  nextSound,
  NOTHING_HEARD,
  SOUND_AGE_MAX_MS,
  type SoundMemory,
  type SoundScene,
} from "./sound-plan.ts";

const NOW_MS = 1_795_000_000_000;
const quiet: SoundScene = {
  nowMs: NOW_MS,
  monotonicMs: 1_000,
  isLive: true,
  batches: [],
  warnedKeys: new Set(),
  alerts: [],
  isStoreFull: false,
  isPlanSounding: false,
  mutedUntilMonotonicMs: 0,
};
const alert = (index: number, severity: "critical" | "high", status: "open" | "acknowledged" = "open") => ({
  alertId: `alert_${String(index).padStart(32, "0")}` as never, // only its identity matters here
  severity,
  status,
});

/** Plays scenes one after another and lists what sounded. */
function play(scenes: readonly Partial<SoundScene>[], first: SoundMemory = NOTHING_HEARD) {
  let memory = first;
  return scenes.map((scene) => {
    const heard = nextSound(memory, { ...quiet, ...scene });
    memory = heard.memory;
    return heard.sound;
  });
}
const cooking = { batchId: "b1", status: "cooking" as const, stageStartedAtMs: NOW_MS };

describe("the sounds of the wall", () => {
  it("[UX10.20] thirty alarms in one catch-up are one sound, and a critical one repeats at 60 s", () => {
    const alerts = Array.from({ length: 30 }, (_, index) => alert(index, "critical"));
    expect(
      play([
        { alerts: [] },
        { isLive: false },
        { alerts, monotonicMs: 10_000 },
        { alerts, monotonicMs: 69_999 },
        { alerts, monotonicMs: 70_000 },
        { alerts, monotonicMs: 71_000 },
        { alerts, monotonicMs: 130_000 },
      ]),
    ).toEqual([null, null, "unsafe", null, "unsafe", null, "unsafe"]);
  });

  it("critical alarms fall silent when somebody acknowledged, and sound at once when a new one comes", () => {
    expect(
      play([
        { alerts: [alert(1, "critical")], monotonicMs: 1_000 },
        { alerts: [alert(1, "critical", "acknowledged")], monotonicMs: 100_000 },
        { alerts: [alert(1, "critical", "acknowledged"), alert(2, "critical")], monotonicMs: 101_000 },
      ]),
    ).toEqual(["unsafe", null, "unsafe"]);
  });

  it("lesser alerts never sound by themselves", () => {
    expect(play([{}, { alerts: [alert(1, "high")] }])).toEqual([null, null]);
  });

  it("a mute silences everything but the critical", () => {
    const muted = { mutedUntilMonotonicMs: 1_000 + MUTE_MS };
    expect(
      play([
        muted,
        { ...muted, batches: [cooking], warnedKeys: new Set(["b1"]) },
        { ...muted, batches: [cooking], alerts: [alert(1, "critical")] },
      ]),
    ).toEqual([null, null, "unsafe"]);
  });

  it("a critical alarm goes on sounding while cut off, and a full store sounds too", () => {
    const alerts = [alert(1, "critical")];
    expect(
      play([{ alerts }, { alerts, isLive: false, monotonicMs: 61_000 }, { isStoreFull: true, monotonicMs: 130_000 }]),
    ).toEqual(["unsafe", "unsafe", "unsafe"]);
  });

  it("a card sounds the first time it turns amber, not when it turns red or comes back", () => {
    const batches = [cooking];
    expect(
      play([
        { batches },
        { batches, warnedKeys: new Set(["b1/d1"]) },
        { batches, warnedKeys: new Set() },
        { batches, warnedKeys: new Set(["b1/d1"]) },
      ]),
    ).toEqual([null, "soon", null, null]);
  });

  it("a stage sounds when it moved just now, not when it is news of long ago", () => {
    const old = { ...cooking, stageStartedAtMs: NOW_MS - SOUND_AGE_MAX_MS - 1, status: "checking" as const };
    expect(play([{ batches: [cooking] }, { batches: [{ ...cooking, status: "checking" }] }])).toEqual([
      null,
      "stage-done",
    ]);
    expect(play([{ batches: [cooking] }, { batches: [old] }])).toEqual([null, null]);
  });

  it("a new plan sounds only where that is switched on, and never at the first paint", () => {
    expect(play([{ batches: [cooking] }])).toEqual([null]);
    expect(play([{}, { batches: [cooking] }])).toEqual([null, null]);
    expect(play([{}, { batches: [cooking], isPlanSounding: true }])).toEqual([null, "info"]);
  });
});
