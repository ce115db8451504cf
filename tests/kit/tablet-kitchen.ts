import type { Page } from "playwright-core";
import type { Station } from "#kernel/access.ts";
import { NO_PORTIONS, type PortionCounts } from "#kernel/quantity.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import { atClock, FRUIT, PLAN_DATE, plannedDish, plannedPoint, portions } from "./production-plan.ts";
import type { TestBrowser, TestPage } from "./browser.ts";
import { createRealKitchen, resultOf, type RealDevice, type RealKitchen } from "./real-kitchen.ts";
import type { LanClient } from "./lan-client.ts";

export interface TabletPerson {
  readonly staffId: string;
  readonly number: string;
}

/** A real kitchen at 02:30 of its night, with a plan and people, and tablets opened on it in a browser. */
export interface TabletKitchen {
  readonly kitchen: RealKitchen;
  readonly manager: LanClient;
  readonly desk: RealDevice;
  readonly head: TabletPerson;
  readonly nutritionist: TabletPerson;
  readonly cook: TabletPerson;
  /** Plans one kloter and returns its id. */
  readonly plan: (options?: PlanOptions) => Promise<string>;
  /** A command of the kitchen head at the console, signed. */
  readonly asHead: (
    type: string,
    body: Readonly<Record<string, unknown>>,
  ) => Promise<Readonly<Record<string, unknown>>>;
  readonly openTablet: (browser: TestBrowser, options?: OpenOptions) => Promise<TestPage>;
  /** Starts the stopped kitchen again at the address its tablets know; at another hour, its clock was set meanwhile. */
  readonly restartOn: (port: number, clockTime?: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface PlanOptions {
  readonly label?: string;
  readonly dishNames?: readonly string[];
  readonly portionCounts?: PortionCounts;
  readonly specialPackCount?: number;
  readonly departureClock?: string;
  /** Assigns the cook as lead, as the evening before would. */
  readonly isTeamAssigned?: boolean;
}

interface OpenOptions {
  readonly station?: Station;
  readonly width?: number;
  readonly height?: number;
  readonly initScript?: string;
}

export const TABLET_NOW = "02:30";

export async function createTabletKitchen(facesDir: string): Promise<TabletKitchen> {
  const config = { facesDir, demo: { startMs: atClock(TABLET_NOW), rate: 1 }, port: 0 };
  const kitchen = await createRealKitchen(config);
  const head = await kitchen.person("Rina Hartati", "kitchen-head");
  const nutritionist = await kitchen.person("Dewi Lestari", "nutritionist");
  const cook = await kitchen.person("Siti Aminah", "division-lead");
  const desk = await kitchen.device("manager", "Konsol");
  const manager = await kitchen.connect(desk);
  await manager.signIn({ pin: head.number });
  const asHead: TabletKitchen["asHead"] = async (type, body) =>
    resultOf(
      await manager.command({
        type,
        body,
        occurredAtMs: atClock(TABLET_NOW),
        staffId: head.staffId,
        signatures: [{ pin: head.number }],
      }),
    );
  return {
    kitchen,
    manager,
    desk,
    head,
    nutritionist,
    cook,
    asHead,
    plan: async (options = {}) => {
      const batchId = kitchen.makeId("batch");
      await asHead("plan-batch", planBody(kitchen, batchId, options));
      if (options.isTeamAssigned !== false) {
        await asHead("assign-task", { batchId, staffId: cook.staffId, taskKind: "lead-cook" });
      }
      return batchId;
    },
    openTablet: (browser, options = {}) =>
      browser.open({
        origin: kitchen.url,
        path: `/tablet#secret=${kitchen.server.shellSecret}&station=${options.station ?? "cook"}`,
        width: options.width ?? 1280,
        height: options.height ?? 800,
        ...(options.initScript === undefined ? {} : { initScript: options.initScript }),
      }),
    restartOn: (port, clockTime = TABLET_NOW) => {
      config.port = port;
      config.demo = { startMs: atClock(clockTime), rate: 1 };
      return kitchen.startAgain();
    },
    stop: () => kitchen.stop(),
  };
}

function planBody(kitchen: RealKitchen, batchId: string, options: PlanOptions): Readonly<Record<string, unknown>> {
  const {
    dishNames = ["Ayam Balado", "Pisang"],
    portionCounts = portions(100, 50),
    specialPackCount = 2,
    departureClock = "05:30",
  } = options;
  return {
    batchId,
    serviceDate: PLAN_DATE,
    wave: "early",
    label: options.label ?? "SD 1–3",
    plannedPreparationAtMs: atClock("01:30"),
    portionCounts,
    specialPackCount,
    points: [
      {
        ...plannedPoint(1),
        pointId: kitchen.makeId("point"),
        pointCode: `T-${batchId.slice(-6).toUpperCase()}`,
        departureAtMs: atClock(departureClock),
        portionCounts: NO_PORTIONS,
        specialPackCount: 0,
      },
    ],
    dishRuns: dishNames.map((dishName, index) => ({
      ...(dishName === "Pisang" ? { ...plannedDish(), ...FRUIT, ingredients: [], steps: [] } : dish(dishName)),
      recipeCode: `R-${index + 1}`,
      dishRunId: kitchen.makeId("dish_run"),
      portionCounts,
      plannedStartAtMs: atClock("02:20") + index * 5 * MINUTE_MS,
      plannedFinishAtMs: atClock("03:20") + index * 5 * MINUTE_MS,
    })),
  };
}

function dish(dishName: string) {
  return {
    ...plannedDish(),
    dishName,
    wallName: dishName.slice(0, 15),
    ingredients: [
      { name: "Ayam", quantities: { small: { unit: "g", massG: 4_000 }, large: { unit: "g", massG: 5_000 } } },
      { name: "Minyak", quantities: { small: { unit: "ml", volumeMl: 300 }, large: { unit: "ml", volumeMl: 400 } } },
    ],
    steps: [
      {
        stepNumber: 1,
        instruction: "Tumis bumbu sampai harum, lalu masukkan ayam.",
        isControlPoint: false,
        ingredientNames: ["Ayam", "Minyak"],
        durationMs: 5 * MINUTE_MS,
      },
      {
        stepNumber: 2,
        instruction: "Masak dengan api sedang sambil diaduk rata.",
        isControlPoint: true,
        temperatureC: 75,
        ingredientNames: [],
      },
    ],
  };
}

/** Types a personal number on the tablet's own keypad. */
export async function typeNumber(page: Page, number: string): Promise<void> {
  for (const digit of number) await page.getByRole("button", { name: digit, exact: true }).click();
}
