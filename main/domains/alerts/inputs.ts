import type { BatchInput, ConditionFigures, ConditionInputs, HealthInput } from "#domains/alerts/conditions.ts";
import {
  backupOldMs,
  consumeByWarnMs,
  cookClockWarnFirstMs,
  cookClockWarnSecondMs,
  coreLowAfterMs,
  deviceSilentMs,
  diskLowBp,
  startLateAfterMs,
} from "#domains/alerts/settings.ts";
import type { BoardBatch } from "#domains/production/board.ts";
import { slackWarn, slackWarnShare } from "#domains/production/settings.ts";
import { batchDeadlineState } from "#domains/production/timing.ts";
import type { GateDishRun } from "#domains/quality/gate-facts.ts";
import type { QualityBoardRow } from "#domains/quality/queries.ts";
import { cookClockTargetMs, sampleWarnBeforeMs } from "#domains/quality/settings.ts";
import { present } from "#kernel/assert.ts";
import type { SettingReader } from "#kernel/setting.ts";
import { addDays, DAY_MS, localFromMs } from "#kernel/time.ts";
import type { RowOf } from "#kernel/definition.ts";
import type { devicesQuery } from "#domains/devices/queries.ts";
import { stockAlertInputs } from "#main/domains/inventory/queries.ts";
import { batchCodes } from "#main/domains/production/queries.ts";
import { storedSamples, unverifiedDeviations } from "#main/domains/quality/queries.ts";
import { openServiceDates, serviceDateAt, settingReader, siteProfile } from "#main/domains/site/queries.ts";
import type { QueryHandler } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";

/**
 * Where the watcher looks: the very boards people see, so an alert never says other than the screen beside it. Handed in by
 * the composition of the domains.
 */
export interface WatchedBoards {
  readonly productionBoard: QueryHandler;
  readonly qualityBoard: QueryHandler;
  /** Null where a kitchen has no devices to miss (tests). */
  readonly devices: QueryHandler | null;
}

/** The boards among the queries of the domains. */
export function watchedBoards(handlers: readonly QueryHandler[]): WatchedBoards {
  const find = (name: string) => handlers.find((handler) => handler.definition.name === name);
  const named = (name: string) => present(find(name), `the query ${name}`);
  return {
    productionBoard: named("production-board"),
    qualityBoard: named("quality-board"),
    devices: find("devices") ?? null,
  };
}

/** Nobody's eyes: rows for the watcher carry no names. */
const NO_VIEWER = { isNamesAllowed: false, staffId: null } as const;

/** Everything alerts are judged by now. */
export function conditionInputs(
  db: ReadableDb,
  nowMs: number,
  deps: { readonly boards: WatchedBoards; readonly health: HealthInput },
): ConditionInputs {
  const devices = deviceRows(db, deps.boards);
  const deviations = unverifiedDeviations(db);
  const samples = storedSamples(db);
  const codes = batchCodes(
    db,
    [...deviations, ...samples].flatMap(({ batchId }) => (batchId === null ? [] : [batchId])),
  );
  return {
    batches: watchedDates(db, nowMs).flatMap((serviceDate) => batchInputs(db, serviceDate, nowMs, deps.boards)),
    deviations: deviations.map(({ deviationId, severity, checkKind, batchId, openedAtMs }) => ({
      deviationId,
      severity,
      checkKind,
      batchId,
      batchCode: batchId === null ? null : (codes.get(batchId) ?? null),
      openedAtMs,
    })),
    samples: samples.map((sample) => ({
      sampleId: sample.sampleId,
      sampleCode: sample.sampleCode,
      batchId: sample.batchId,
      batchCode: codes.get(sample.batchId) ?? null,
      warnAtMs: sample.disposeAfterAtMs - settingReader(db, sample.serviceDate)(sampleWarnBeforeMs).value,
      disposeAfterAtMs: sample.disposeAfterAtMs,
    })),
    silentDevices: silentDevices(devices, nowMs),
    silentSounds: silentSounds(devices),
    stock: stockAlertInputs(db, localFromMs(nowMs, siteProfile(db).timeZone).date),
    health: deps.health,
  };
}

type DeviceRow = RowOf<typeof devicesQuery>;

function deviceRows(db: ReadableDb, boards: WatchedBoards): readonly DeviceRow[] {
  return boards.devices === null ? [] : (boards.devices.answer(db, {}, NO_VIEWER) as readonly DeviceRow[]); // by name
}

/** Walls and tablets heard within the last day that are not connected now; one laid aside for longer is not missed. */
function silentDevices(rows: readonly DeviceRow[], nowMs: number): ConditionInputs["silentDevices"] {
  return rows.flatMap(({ deviceId, name, face, status, isConnected, lastSeenAtMs }) => {
    const isScreen = status === "active" && (face === "wall" || face === "tablet");
    if (!isScreen || isConnected || lastSeenAtMs === null || nowMs - lastSeenAtMs > DAY_MS) return [];
    return [{ deviceId, deviceName: name, lastSeenAtMs }];
  });
}

function silentSounds(rows: readonly DeviceRow[]): ConditionInputs["silentSounds"] {
  return rows.flatMap(({ deviceId, name, status, soundTestedAtMs, isSoundPlayed }) =>
    status === "active" && soundTestedAtMs !== null && isSoundPlayed === false
      ? [{ deviceId, deviceName: name, testedAtMs: soundTestedAtMs }]
      : [],
  );
}

/** The service day of now, the one before it, and any still open. */
function watchedDates(db: ReadableDb, nowMs: number): readonly string[] {
  const today = serviceDateAt(db, nowMs);
  return [...new Set([...openServiceDates(db), addDays(today, -1), today])].toSorted();
}

function batchInputs(db: ReadableDb, serviceDate: string, nowMs: number, boards: WatchedBoards): readonly BatchInput[] {
  const read = settingReader(db, serviceDate);
  const warning = { warnMs: read(slackWarn).value, warnShareBp: read(slackWarnShare).value };
  const qualityRows = boards.qualityBoard.answer(db, { serviceDate }, NO_VIEWER) as readonly QualityBoardRow[]; // by name
  const qualityById = new Map<string, QualityBoardRow>(qualityRows.map((row) => [row.batchId, row]));
  const boardRows = boards.productionBoard.answer(db, { serviceDate }, NO_VIEWER) as readonly BoardBatch[]; // by name
  return boardRows.flatMap((board) => {
    const quality = qualityById.get(board.batchId);
    return quality === undefined ? [] : [batchInput(board, quality, batchDeadlineState(board, nowMs, warning))];
  });
}

function batchInput(board: BoardBatch, quality: QualityBoardRow, deadline: BatchInput["deadline"]): BatchInput {
  const { gateFacts } = quality;
  const arrivals = gateFacts.cookClock.points.map((point) => point.departureAtMs + point.travelMs);
  return {
    batchId: board.batchId,
    batchCode: board.batchCode,
    status: board.status,
    qualityStatus: quality.qualityStatus,
    heldAtMs: quality.hold?.heldAtMs ?? null,
    holdReasonCode: quality.hold?.reasonCode ?? null,
    plannedPreparationAtMs: board.plannedPreparationAtMs,
    neededByAtMs: board.neededByAtMs,
    deadline,
    clockStartAtMs: board.clockStartAtMs,
    consumeByAtMs: board.consumeByAtMs,
    lastArrivalAtMs: arrivals.length === 0 ? null : Math.max(...arrivals),
    dishRuns: gateFacts.dishRuns.map((run) => ({
      dishRunId: run.dishRunId,
      dishName: run.dishName,
      core:
        run.core === null || run.coreLimit === null
          ? null
          : {
              checkId: run.core.checkId,
              lowestC: run.core.lowestC,
              limitC: run.coreLimit.limitC,
              atMs: run.core.atMs,
            },
    })),
    holdingOut: gateFacts.dishRuns.flatMap(holdingOut),
    unsafeTastings: gateFacts.dishRuns.flatMap((run) =>
      run.tasting?.verdict === "unsafe"
        ? [{ checkId: run.tasting.checkId, dishName: run.dishName, atMs: run.cookedAtMs ?? 0 }]
        : [],
    ),
    storedSampleCount: gateFacts.sample.storedCount,
    sampleMinCount: gateFacts.sample.minCount,
  };
}

function holdingOut(run: GateDishRun): BatchInput["holdingOut"] {
  const { holding, holdingLimit } = run;
  if (holding === null || holdingLimit === null) return [];
  const { limitKind, limitC } = holdingLimit;
  const isWithin = limitKind === "min" ? holding.temperatureC >= limitC : holding.temperatureC <= limitC;
  if (isWithin) return [];
  const { checkId, temperatureC, atMs } = holding;
  return [{ checkId, dishName: run.dishName, temperatureC, limitC, atMs }];
}

/** The figures conditions are judged by, as in force now. */
export function conditionFigures(read: SettingReader): ConditionFigures {
  return {
    coreLowAfterMs: read(coreLowAfterMs).value,
    startLateAfterMs: read(startLateAfterMs).value,
    cookClockWarnFirstMs: read(cookClockWarnFirstMs).value,
    cookClockWarnSecondMs: read(cookClockWarnSecondMs).value,
    cookClockTargetMs: read(cookClockTargetMs).value,
    consumeByWarnMs: read(consumeByWarnMs).value,
    backupOldMs: read(backupOldMs).value,
    diskLowBp: read(diskLowBp).value,
    deviceSilentMs: read(deviceSilentMs).value,
  };
}
