import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Rejection } from "#kernel/rejections.ts";
import { serviceDateFromMs } from "#kernel/service-date.ts";
import { msFromLocal } from "#kernel/time.ts";
import { INSTALLED } from "#main/config.ts";
import { createKitchenServer, type KitchenServer } from "#main/kitchen-server.ts";
import type { NightRole } from "#scripts/demo/night-context.ts";
import { openDemoKitchen, type OpenedKitchen } from "#scripts/demo/open-kitchen.ts";
import { demoDayPlan, type DemoBatch } from "#scripts/demo/plan.ts";

const ZONE = "Asia/Makassar";
/** After the planned preparation of the first kloter, before its departure. */
const START_MS = msFromLocal("2026-11-21", "03:40", ZONE);
const RAPID_TESTS = ["arsenic", "cyanide", "nitrite", "formalin"];

type Body = Readonly<Record<string, unknown>>;
type Device = "manager" | keyof OpenedKitchen["tablets"];

/** A real kitchen with its people and its day planned, whose night a test plays command by command. */
export interface ManagerNight {
  readonly server: () => KitchenServer;
  readonly serviceDate: string;
  readonly plan: ReturnType<typeof demoDayPlan>;
  readonly people: OpenedKitchen["people"];
  readonly manager: OpenedKitchen["manager"];
  /** Sends as a person; throws what the kitchen refuses. */
  readonly act: (
    device: Device,
    who: NightRole,
    type: string,
    body: Body,
    signers?: readonly NightRole[],
  ) => Promise<void>;
  /** What the kitchen refuses. */
  readonly refusal: (
    device: Device,
    who: NightRole,
    type: string,
    body: Body,
    signers?: readonly NightRole[],
  ) => Promise<Rejection>;
  readonly batch: (number: number) => DemoBatch;
  /** Assigns people and begins preparing. */
  readonly prepare: (batch: DemoBatch) => Promise<void>;
  /** Everything up to "Siap rilis", but for the sample and the holding temperatures. */
  readonly cookToReady: (batch: DemoBatch) => Promise<void>;
  readonly keepSample: (batch: DemoBatch) => Promise<void>;
  readonly measureHolding: (batch: DemoBatch, lowestC?: number) => Promise<void>;
  /** The server goes away and comes back on the same port and folder. */
  readonly stopServer: () => Promise<void>;
  readonly startServer: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startManagerNight(facesDir: string): Promise<ManagerNight> {
  const dataDir = mkdtempSync(join(tmpdir(), "manager-night-"));
  const begunMs = performance.now();
  const start = (port: number) =>
    createKitchenServer({
      dataDir,
      host: "127.0.0.1",
      port,
      logLevel: "error",
      ...INSTALLED,
      facesDir,
      demo: { startMs: START_MS + Math.round(performance.now() - begunMs), rate: 1 },
    });
  let server = await start(0);
  const serviceDate = serviceDateFromMs(START_MS, ZONE);
  const kitchen = await openDemoKitchen(server, serviceDate);
  const plan = demoDayPlan({ serviceDate, timeZone: ZONE, makeId: kitchen.manager.makeId });
  const deviceOf = (device: Device) => (device === "manager" ? kitchen.manager : kitchen.tablets[device]);
  const send = (device: Device, who: NightRole, type: string, body: Body, signers: readonly NightRole[] = []) => {
    const pins = signers.map((signer) => kitchen.people[signer].pin);
    const staffId = kitchen.people[who].staffId;
    return deviceOf(device).send({ type, body, staffId, ...(pins.length > 0 ? { pins } : {}) });
  };
  const act: ManagerNight["act"] = async (device, who, type, body, signers) => {
    const answer = await send(device, who, type, body, signers);
    if (answer.kind === "rejected") throw new Error(`${type}: ${JSON.stringify(answer.rejection)}`);
  };
  const makeId = kitchen.manager.makeId;
  await checkIn(kitchen);
  await act("manager", "nutritionist", "plan-day", plan);

  const prepare: ManagerNight["prepare"] = async ({ batchId }) => {
    const staffOf = (who: NightRole) => kitchen.people[who].staffId;
    const assign = (staffId: string, taskKind: string) =>
      act("manager", "nutritionist", "assign-task", { batchId, staffId, taskKind });
    await assign(staffOf("prepare"), "preparation");
    await assign(staffOf("cook-1"), "lead-cook");
    await act("prepare", "prepare", "start-preparation", { batchId });
  };
  const cook = async (batch: DemoBatch) => {
    for (const { dishRunId, recipeCode } of batch.dishRuns) {
      const about = { batchId: batch.batchId, dishRunId };
      await act("cook", "cook-1", "start-cooking", about);
      if (recipeCode !== "ANGGUR") {
        const readingsC = [80.2, 81.4, 82];
        await act("cook", "quality", "record-core-temperature", { checkId: makeId("check"), ...about, readingsC });
      }
      await act("cook", "cook-1", "finish-cooking", about);
    }
  };
  const test = async ({ batchId, dishRuns }: DemoBatch) => {
    const points = { tastePoints: 5, colourPoints: 4, aromaPoints: 5, texturePoints: 4 };
    await act("cook", "quality", "record-tasting", {
      checkId: makeId("check"),
      batchId,
      phase: "before-dispatch",
      dishes: dishRuns.map(({ dishRunId }) => ({ dishRunId, ...points })),
      verdict: "safe",
    });
    const substances = RAPID_TESTS.map((substanceCode) => ({ substanceCode, outcome: "negative" }));
    await act("cook", "quality", "record-rapid-test", { checkId: makeId("check"), batchId, substances });
  };
  return {
    server: () => server,
    serviceDate,
    plan,
    people: kitchen.people,
    manager: kitchen.manager,
    act,
    refusal: async (...command) => {
      const answer = await send(...command);
      if (answer.kind === "accepted") throw new Error(`${command[2]} was accepted`);
      return answer.rejection;
    },
    batch: (number) => {
      const batch = plan.batches[number - 1];
      if (batch === undefined) throw new Error(`the plan has no kloter ${number}`);
      return batch;
    },
    prepare,
    cookToReady: async (batch) => {
      const { batchId, portionCounts: added, specialPackCount } = batch;
      await cook(batch);
      await test(batch);
      await act("portion", "portion", "start-portioning", { batchId });
      await act("portion", "portion", "record-portions", { batchId, added, specialPackCount });
      await act("portion", "portion", "finish-portioning", { batchId });
    },
    keepSample: async ({ batchId }) => {
      const sampleId = makeId("sample");
      await act("portion", "portion", "take-sample", { sampleId, batchId, portionCount: 1 });
      const stored = { sampleId, batchId, storagePlaceCode: "CHILLER-SAMPEL", temperatureC: 3.1 };
      await act("portion", "portion", "store-sample", stored);
    },
    measureHolding: async ({ batchId, dishRuns }, lowestC = 68) => {
      for (const { dishRunId } of dishRuns.filter((run) => run.recipeCode !== "ANGGUR")) {
        await act("cook", "quality", "record-holding-temperature", {
          checkId: makeId("check"),
          batchId,
          dishRunId,
          readingsC: [lowestC, lowestC + 0.4],
          ...(lowestC < 60 ? { action: { actionCode: "reheat" } } : {}),
        });
      }
    },
    stopServer: () => server.stop(),
    startServer: async () => {
      server = await start(server.httpPort);
    },
    close: async () => {
      for (const device of [kitchen.manager, kitchen.terminal, ...Object.values(kitchen.tablets)]) device.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The night's people tap their cards at the front desk: who is not in signs for no food. */
async function checkIn({ terminal, cardHolders, people }: OpenedKitchen): Promise<void> {
  const staffIds = new Set(Object.values(people).map(({ staffId }) => staffId));
  for (const { staffId, cardText } of cardHolders) {
    if (!staffIds.has(staffId)) continue;
    const body = { punchId: terminal.makeId("punch"), badge: cardText };
    const answer = await terminal.send({ type: "record-punch", body });
    if (answer.kind === "rejected") throw new Error(`record-punch: ${JSON.stringify(answer.rejection)}`);
  }
}
