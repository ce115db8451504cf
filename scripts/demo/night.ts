import { NO_PORTIONS, totalPortionCount } from "#kernel/quantity.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import { cookDish, reworkAfterColdHolding } from "./cook-dish.ts";
import { act, minutes, until, type Night } from "./night-context.ts";
import { neededByMs, type DemoBatch } from "./plan.ts";
import { issueForBatch } from "./store-room.ts";

/** What goes wrong with one kloter of the night; most have nothing. */
export interface BatchStory {
  /** The cooks begin this late. */
  readonly delayMin: number;
  /** The first core reading of this dish is too low. */
  readonly coldDish?: string;
  /** This dish is found too cold while it waits, and is cooked again. */
  readonly reworkedDish?: string;
  /** The portioning tablet loses its Wi-Fi while trays are counted. */
  readonly cutsTabletMin?: number;
}

/** The demo night's troubles, by kloter: a failed temperature, a cut tablet, a late kloter, a rework. */
const STORIES: readonly BatchStory[] = [
  { delayMin: 0, cutsTabletMin: 8 },
  { delayMin: 2, coldDish: "TELUR-BALADO" },
  { delayMin: 80 },
  { delayMin: 0, reworkedDish: "SAYUR-KUNING" },
  { delayMin: 4 },
  { delayMin: 0 },
];

const CHILLED_ISSUE_AFTER_MIN = 15;

/** Plays the whole night; resolves when the last kloter has left. */
export async function playNight(night: Night): Promise<void> {
  await Promise.all(night.plan.batches.map((batch, index) => playBatch(night, batch, index)));
}

async function playBatch(night: Night, batch: DemoBatch, index: number): Promise<void> {
  const story = STORIES[index] ?? { delayMin: 0 };
  const name = `K${index + 1} ${batch.label}`;
  await prepare(night, batch);
  night.say(`${name}: persiapan dimulai`);
  // What spoils leaves the chiller last: until then the wall and the tablet say what is missing.
  await until(night, batch.plannedPreparationAtMs + CHILLED_ISSUE_AFTER_MIN * MINUTE_MS);
  await issueForBatch(night, batch, "chilled");
  await Promise.all(batch.dishRuns.map((run, dishIndex) => cookDish(night, batch, run, { story, dishIndex })));
  if (story.reworkedDish !== undefined) {
    night.say(`${name}: ${story.reworkedDish} terlalu dingin, dimasak ulang`);
    await reworkAfterColdHolding(night, batch, story.reworkedDish);
  }
  night.say(`${name}: semua masakan matang`);
  await minutes(night, 4);
  await taste(night, batch);
  if (index === 0) await rapidTest(night, batch);
  await portion(night, batch, story);
  night.say(`${name}: pemorsian selesai`);
  await until(night, neededByMs(batch) - 12 * MINUTE_MS);
  await measureHolding(night, batch);
  const { nutritionist } = night.people;
  const isReleased = await act(night, night.portionTablet, nutritionist, "release-batch", { batchId: batch.batchId }, [
    nutritionist,
  ]);
  if (isReleased) night.say(`${name}: rilis`);
  await until(night, Math.min(...batch.points.map((point) => point.departureAtMs)) - 5 * MINUTE_MS);
  await act(night, night.portionTablet, night.people.portion, "record-waste", {
    wasteId: night.portionTablet.makeId("waste"),
    serviceDate: night.plan.serviceDate,
    batchId: batch.batchId,
    wasteSource: "portioning",
    massG: 800 + Math.round(night.random() * 1_500),
    isEdible: false,
    disposal: "compost",
  });
  const isCompleted = await act(night, night.portionTablet, night.people.portion, "complete-batch", {
    batchId: batch.batchId,
  });
  if (isCompleted) night.say(`${name}: selesai`);
}

async function prepare(night: Night, batch: DemoBatch): Promise<void> {
  const { nutritionist, prepare: lead, portion: packer } = night.people;
  await until(night, batch.plannedPreparationAtMs - 5 * MINUTE_MS);
  const { batchId } = batch;
  await act(night, night.manager, nutritionist, "assign-task", {
    batchId,
    staffId: lead.staffId,
    taskKind: "preparation",
  });
  await act(night, night.manager, nutritionist, "assign-task", {
    batchId,
    staffId: packer.staffId,
    taskKind: "portioning",
  });
  for (const [dishIndex, run] of batch.dishRuns.entries()) {
    const cook = night.people[(["cook-1", "cook-2", "cook-3"] as const)[dishIndex % 3] ?? "cook-1"];
    await act(night, night.manager, nutritionist, "assign-task", {
      batchId,
      dishRunId: run.dishRunId,
      staffId: cook.staffId,
      taskKind: "lead-cook",
    });
  }
  await issueForBatch(night, batch, "dry");
  await until(night, batch.plannedPreparationAtMs);
  await act(night, night.prepareTablet, lead, "start-preparation", { batchId });
}

async function taste(night: Night, batch: DemoBatch): Promise<void> {
  const points = () => (night.random() < 0.7 ? 5 : 4);
  await act(night, night.cookTablet, night.people.quality, "record-tasting", {
    checkId: night.cookTablet.makeId("check"),
    batchId: batch.batchId,
    phase: "before-dispatch",
    dishes: batch.dishRuns.map((run) => ({
      dishRunId: run.dishRunId,
      tastePoints: points(),
      colourPoints: points(),
      aromaPoints: points(),
      texturePoints: points(),
    })),
    verdict: "safe",
  });
}

async function rapidTest(night: Night, batch: DemoBatch): Promise<void> {
  await act(night, night.cookTablet, night.people.quality, "record-rapid-test", {
    checkId: night.cookTablet.makeId("check"),
    batchId: batch.batchId,
    substances: ["arsenic", "cyanide", "nitrite", "formalin"].map((substanceCode) => ({
      substanceCode,
      outcome: "negative",
    })),
  });
}

async function portion(night: Night, batch: DemoBatch, story: BatchStory): Promise<void> {
  const { portionTablet: tablet, people } = night;
  const { batchId } = batch;
  await act(night, tablet, people.portion, "start-portioning", { batchId });
  const cut = story.cutsTabletMin === undefined ? Promise.resolve() : cutTablet(night, story.cutsTabletMin);
  const pending: Promise<unknown>[] = [];
  let left = { ...batch.portionCounts };
  while (totalPortionCount(left) > 0) {
    await minutes(night, 2);
    const added = takeTrays(left, 28 + Math.round(night.random() * 16));
    left = {
      smallCount: left.smallCount - added.smallCount,
      largeCount: left.largeCount - added.largeCount,
      toddlerCount: left.toddlerCount - added.toddlerCount,
      maternalCount: left.maternalCount - added.maternalCount,
    };
    // Counting goes on while the tablet is cut off: the answer may come much later.
    pending.push(act(night, tablet, people.portion, "record-portions", { batchId, added, specialPackCount: 0 }));
  }
  await cut;
  await Promise.all(pending);
  if (batch.specialPackCount > 0) {
    await act(night, tablet, people.portion, "record-portions", {
      batchId,
      added: NO_PORTIONS,
      specialPackCount: batch.specialPackCount,
    });
  }
  await keepSample(night, batch);
  await act(night, tablet, people.portion, "finish-portioning", { batchId });
}

function takeTrays(left: DemoBatch["portionCounts"], count: number): DemoBatch["portionCounts"] {
  let room = count;
  const take = (available: number) => {
    const taken = Math.min(available, room);
    room -= taken;
    return taken;
  };
  return {
    smallCount: take(left.smallCount),
    largeCount: take(left.largeCount),
    toddlerCount: take(left.toddlerCount),
    maternalCount: take(left.maternalCount),
  };
}

async function cutTablet(night: Night, durationMin: number): Promise<void> {
  await minutes(night, 1);
  night.portionTablet.cut();
  night.say("tablet Porsi terputus dari Wi-Fi");
  await minutes(night, durationMin);
  await night.portionTablet.reconnect();
  night.say("tablet Porsi tersambung lagi, catatan terkirim");
}

async function keepSample(night: Night, batch: DemoBatch): Promise<void> {
  const { portionTablet: tablet, people } = night;
  const sampleId = tablet.makeId("sample");
  const { batchId } = batch;
  await act(night, tablet, people.portion, "take-sample", { sampleId, batchId, portionCount: 1 });
  await minutes(night, 2);
  await act(night, tablet, people.portion, "store-sample", {
    sampleId,
    batchId,
    storagePlaceCode: "CHILLER-SAMPEL",
    temperatureC: Math.round((2 + night.random() * 2) * 10) / 10,
  });
}

/** Holding temperatures of every hot dish, minutes before the release that needs them fresh. */
async function measureHolding(night: Night, batch: DemoBatch): Promise<void> {
  const hot = batch.dishRuns.filter((run) => run.recipeCode !== "ANGGUR");
  for (const run of hot) {
    const base = 67 + night.random() * 3;
    await act(night, night.cookTablet, night.people.quality, "record-holding-temperature", {
      checkId: night.cookTablet.makeId("check"),
      batchId: batch.batchId,
      dishRunId: run.dishRunId,
      readingsC: [0, 0.4, 0.9].map((add) => Math.round((base + add) * 10) / 10),
    });
  }
}
