import type { SiteCommand } from "#domains/site/commands.ts";
import { sampleDayMinCount, sampleMinCount } from "#domains/quality/settings.ts";
import type { PublishedStandard, ServiceDayFacts, SiteFacts } from "#domains/site/facts.ts";
import { reopenMax } from "#domains/site/settings.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { SettingDefinition } from "#kernel/setting.ts";
import { serviceDayProduction } from "#main/domains/production/queries.ts";
import { standardReceived } from "#main/domains/publications/queries.ts";
import { storedSampleCount } from "#main/domains/quality/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import {
  openServiceDates,
  serviceDateAt,
  serviceDayStartsAtMs,
  settingReader,
  settingVersionsAt,
  siteProfile,
} from "./queries.ts";

export interface SiteFactsDeps {
  /** Every setting of every domain. */
  readonly settings: readonly SettingDefinition[];
  /** Alerts nobody has resolved yet, told at a hand-over. */
  readonly openAlertCount: (db: ReadableDb) => number;
}

/** Everything `decide` asks of the world beside the site's own streams. */
export function gatherSiteFacts(
  db: ReadableDb,
  command: SiteCommand,
  options: { readonly context: DecisionContext; readonly deps: SiteFactsDeps },
): SiteFacts {
  const { context, deps } = options;
  const currentServiceDate = serviceDateAt(db, context.nowMs);
  return {
    timeZone: siteProfile(db).timeZone,
    currentServiceDate,
    openServiceDates: openServiceDates(db),
    day: "serviceDate" in command.body ? serviceDayFacts(db, command.body.serviceDate) : null,
    ...settingFacts(db, command, deps.settings),
    standard:
      command.type === "apply-standard" ? publishedStandard(db, command.body.publicationId, deps.settings) : null,
    reopenMaxMs: settingReader(db, currentServiceDate)(reopenMax).value,
    openAlertCount: command.type === "hand-over-shift" ? deps.openAlertCount(db) : 0,
  };
}

function settingFacts(
  db: ReadableDb,
  command: SiteCommand,
  settings: readonly SettingDefinition[],
): Pick<SiteFacts, "setting" | "standardValue"> {
  if (command.type !== "change-setting") return { setting: null, standardValue: null };
  const { settingKey, effectiveFromDate } = command.body;
  const setting = settings.find(({ key }) => key === settingKey) ?? null;
  const standard = setting === null ? null : settingVersionsAt(db, setting, effectiveFromDate).standard;
  return { setting, standardValue: standard?.value ?? null };
}

function publishedStandard(
  db: ReadableDb,
  publicationId: string,
  settings: readonly SettingDefinition[],
): PublishedStandard | null {
  const document = standardReceived(db, publicationId);
  if (document === null) return null;
  const { documentCode, documentVersion, title, source, effectiveFromDate } = document;
  return {
    ...{ documentCode, documentVersion, title, source, effectiveFromDate },
    settings: document.settings.map((one) => ({
      ...one,
      definition: settings.find(({ key }) => key === one.settingKey) ?? null,
    })),
  };
}

/** What production and quality say of a service day, for closing it and for the screen that shows what is missing. */
export function serviceDayFacts(db: ReadableDb, serviceDate: ServiceDate): ServiceDayFacts {
  const day = serviceDayProduction(db, serviceDate);
  const samples = day.completedBatchIds.map((batchId) => ({ batchId, count: storedSampleCount(db, batchId) }));
  const read = settingReader(db, serviceDate);
  const perBatchCount = read(sampleMinCount).value;
  return {
    startsAtMs: serviceDayStartsAtMs(db, serviceDate),
    isStarted: day.isStarted,
    openBatchIds: day.openBatchIds,
    missingSampleBatchIds: samples.filter((one) => one.count < perBatchCount).map((one) => one.batchId),
    sampleMinCount: read(sampleDayMinCount).value,
    totals: {
      batchCount: day.openBatchIds.length + day.completedBatchIds.length + day.cancelledCount,
      completedBatchCount: day.completedBatchIds.length,
      cancelledBatchCount: day.cancelledCount,
      plannedPortionCount: day.plannedPortionCount,
      portionedPortionCount: day.portionedPortionCount,
      specialPackCount: day.specialPackCount,
      wasteMassG: day.wasteMassG,
      sampleCount: samples.reduce((total, one) => total + one.count, 0),
    },
  };
}
