import { qualityCommands, type QualityCommand } from "#domains/quality/commands.ts";
import { decideQuality } from "#domains/quality/decide.ts";
import { qualityEvents, type QualityEvent } from "#domains/quality/events.ts";
import type { QualityFacts } from "#domains/quality/facts.ts";
import type { QualityRejection } from "#domains/quality/rejections.ts";
import { evolveQuality, initialQualityState, type QualityState } from "#domains/quality/state.ts";
import { createDomainModule, type DomainModule } from "#main/store/domain-module.ts";
import { gatherQualityFacts, targetOfQuality } from "./facts.ts";
import { followOnsOfQuality } from "./follow-ons.ts";
import { projectQuality } from "./projections.ts";
import { qualityQueryHandlers } from "./query-handlers.ts";
import { QUALITY_PROJECTION_VERSION, qualityTables } from "./tables.ts";

/** The door of the domain "quality". */
export function createQualityModule(): DomainModule {
  return createDomainModule<QualityState, QualityCommand, QualityFacts, QualityEvent, QualityRejection>({
    domain: "quality",
    events: qualityEvents,
    commands: qualityCommands,
    queries: qualityQueryHandlers,
    projectionVersion: QUALITY_PROJECTION_VERSION,
    tables: qualityTables,
    project: projectQuality,
    followOns: followOnsOfQuality,
    initialState: initialQualityState,
    evolve: evolveQuality,
    target: targetOfQuality,
    gatherFacts: gatherQualityFacts,
    decide: decideQuality,
    complete: (_db, _command, events) => {
      const sample = events.find((event) => event.type === "sample-taken");
      const deviation = events.find(
        (event) => event.type === "deviation-opened" || event.type === "deviation-repeated",
      );
      return {
        ...(sample !== undefined && { sampleCode: sample.body.sampleCode }),
        ...(deviation !== undefined && { deviationId: deviation.body.deviationId }),
      };
    },
  });
}
