import { totalPortionCount } from "#kernel/quantity.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import { act, minutes, until, type Night, type Person } from "./night-context.ts";
import type { BatchStory } from "./night.ts";
import type { DemoBatch } from "./plan.ts";

type DemoRun = DemoBatch["dishRuns"][number];

/** Cooks one dish of a kloter: start, progress, core temperature, finish. */
export async function cookDish(
  night: Night,
  batch: DemoBatch,
  run: DemoRun,
  part: { readonly story: BatchStory; readonly dishIndex: number },
): Promise<void> {
  const cook = night.people[(["cook-1", "cook-2", "cook-3"] as const)[part.dishIndex % 3] ?? "cook-1"];
  const about = { batchId: batch.batchId, dishRunId: run.dishRunId };
  const lateMs = (part.story.delayMin + night.random() * 3) * MINUTE_MS;
  await until(night, run.plannedStartAtMs + lateMs);
  await act(night, night.cookTablet, cook, "start-cooking", about);
  const durationMs = (run.plannedFinishAtMs - run.plannedStartAtMs) * (0.92 + night.random() * 0.12);
  const finishAtMs = run.plannedStartAtMs + lateMs + durationMs;
  if (run.recipeCode !== "ANGGUR") {
    await until(night, finishAtMs - durationMs / 2);
    await act(night, night.cookTablet, cook, "record-cooking-progress", {
      ...about,
      readyPortionCount: Math.round(totalPortionCount(run.portionCounts) / 2),
      temperatureC: rounded(62 + night.random() * 6),
    });
  }
  await until(night, finishAtMs);
  if (run.recipeCode !== "ANGGUR") await measureCore(night, about, part.story.coldDish === run.recipeCode);
  await act(night, night.cookTablet, cook, "finish-cooking", about);
}

/** Three probe points; a first reading too low is saved with its action, and the dish cooks on. */
async function measureCore(
  night: Night,
  about: { readonly batchId: string; readonly dishRunId: string },
  isFirstTooLow: boolean,
): Promise<void> {
  if (isFirstTooLow) {
    await recordCore(night, about, 71, { action: { actionCode: "cook-on" } });
    night.say("suhu inti 71,0 °C di bawah batas: masak lanjut");
    await minutes(night, 11);
  }
  await recordCore(night, about, 78 + night.random() * 6, {});
}

async function recordCore(
  night: Night,
  about: { readonly batchId: string; readonly dishRunId: string },
  lowestC: number,
  extra: Readonly<Record<string, unknown>>,
): Promise<void> {
  await act(night, night.cookTablet, night.people.quality, "record-core-temperature", {
    checkId: night.cookTablet.makeId("check"),
    ...about,
    readingsC: [rounded(lowestC), rounded(lowestC + 1.2), rounded(lowestC + 2.1)],
    ...extra,
  });
}

/** The waiting dish is found too cold: deviation, hold, decision to rework, verification, lift, and cooking again. */
export async function reworkAfterColdHolding(night: Night, batch: DemoBatch, recipeCode: string): Promise<void> {
  const run = batch.dishRuns.find((candidate) => candidate.recipeCode === recipeCode);
  if (run === undefined) throw new Error(`the demo plan has no ${recipeCode}`);
  const { quality, head, nutritionist } = night.people;
  const about = { batchId: batch.batchId, dishRunId: run.dishRunId };
  const deviations = night.manager.watch("deviations", { batchId: batch.batchId });
  await act(night, night.cookTablet, quality, "record-holding-temperature", {
    checkId: night.cookTablet.makeId("check"),
    ...about,
    readingsC: [54.2, 55.1, 56.3],
    action: { actionCode: "rework" },
  });
  const row = (await deviations.first()).at(-1);
  const deviationId = String(row?.["deviationId"]);
  await minutes(night, 2);
  await act(night, night.cookTablet, quality, "record-corrective-action", {
    deviationId,
    cause: "Wadah saji terbuka saat menunggu",
    action: "Masak ulang sampai suhu inti tercapai",
    disposition: "rework",
    dishRunIds: [run.dishRunId],
  });
  await act(night, night.manager, head, "verify-deviation", { deviationId }, [head]);
  await act(
    night,
    night.manager,
    nutritionist,
    "lift-hold",
    {
      batchId: batch.batchId,
      disposition: "rework",
      dishRunIds: [run.dishRunId],
      reason: "Dimasak ulang, diukur lagi",
    },
    [nutritionist],
  );
  await cookAgain(night, about, night.people["cook-2"]);
}

async function cookAgain(
  night: Night,
  about: { readonly batchId: string; readonly dishRunId: string },
  cook: Person,
): Promise<void> {
  await act(night, night.cookTablet, cook, "rework-dish", { ...about, reason: "Suhu simpan terlalu rendah" });
  await minutes(night, 15);
  await measureCore(night, about, false);
  await act(night, night.cookTablet, cook, "finish-cooking", about);
}

function rounded(valueC: number): number {
  return Math.round(valueC * 10) / 10;
}
