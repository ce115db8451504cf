import type { Page } from "playwright-core";
import type { ServerFrame } from "#contract/lan-protocol.ts";
import type { ScriptedKitchen } from "./scripted-kitchen.ts";
import {
  TABLET_NOW_MS,
  tabletBatches,
  tabletPlan,
  tabletSessions,
  tabletStaffNames,
  tabletTasks,
  tabletToday,
} from "./tablet-night.ts";
import { tabletAlert, tabletDeviations, tabletQuality, tabletSamples } from "./tablet-night-quality.ts";

type Welcome = Extract<ServerFrame, { kind: "welcome" }>;

/** A tablet of the cooking station with its people signed in. */
export function tabletWelcome(): Partial<Welcome> {
  return { face: "tablet", station: "cook", deviceName: "Tablet Masak", sessions: tabletSessions() };
}

/** Sets every list of the night. */
export function setTabletNight(kitchen: ScriptedKitchen): void {
  kitchen.setRows("today", [tabletToday()]);
  kitchen.setRows("my-tasks", tabletTasks());
  kitchen.setRows("production-board", tabletBatches());
  kitchen.setRows("alerts", [
    tabletAlert(1),
    tabletAlert(2, { severity: "medium", alertKind: "batch-start-late" }),
    tabletAlert(3, {
      severity: "high",
      status: "acknowledged",
      acknowledgedAtMs: TABLET_NOW_MS,
      acknowledgedByStaffId: `staff_${"3".padStart(32, "0")}`,
    }),
    tabletAlert(4),
    tabletAlert(5),
  ]);
  kitchen.setRows("samples", tabletSamples());
  kitchen.setRows("deviations", tabletDeviations());
  kitchen.setRows("staff-names", tabletStaffNames());
}

/** Goes to a screen, with the lists that belong to one batch set for it. */
export async function visitBatch(options: {
  readonly kitchen: ScriptedKitchen;
  readonly page: Page;
  readonly hash: string;
  readonly batchId?: string | undefined;
}): Promise<void> {
  const { kitchen, page } = options;
  const batch = tabletBatches().find((candidate) => candidate.batchId === options.batchId);
  kitchen.setRows("batch", batch === undefined ? [] : [tabletPlan(batch)]);
  kitchen.setRows("batch-quality", batch === undefined ? [] : [tabletQuality(batch)]);
  await page.evaluate((to) => location.replace(to), options.hash);
  await page.waitForSelector("main");
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
