import type { QualityFigures } from "#domains/quality/facts.ts";
import type { Figure } from "#domains/quality/judgement.ts";
import {
  coldMaxC,
  coolingFinalMaxC,
  coolingFinalWithinMs,
  coolingFirstMaxC,
  coolingFirstWithinMs,
  coreProbePointCount,
  coreTemperatureMinC,
  hotMinC,
  hotRichMinC,
  hygienePassMinBp,
  incomingFrozenMaxC,
  incomingMeatMaxC,
  incomingRiceMoistureMaxBp,
  releaseOverrideStaff,
  releaseReasonMinCount,
  samplePlaceMaxC,
  sampleRetentionMs,
  tastingScoresMinPoints,
} from "#domains/quality/settings.ts";
import type { SettingDefinition, SettingReader } from "#kernel/setting.ts";

/** The figures quality decides by, as in force on the service day the reader was made for. */
export function qualityFigures(read: SettingReader): QualityFigures {
  const figure = (definition: SettingDefinition<number>): Figure => {
    const { value, version } = read(definition);
    return { value, version };
  };
  return {
    coreMinC: figure(coreTemperatureMinC),
    probePointCount: figure(coreProbePointCount),
    holding: { hotMinC: figure(hotMinC), hotRichMinC: figure(hotRichMinC), coldMaxC: figure(coldMaxC) },
    cooling: {
      firstMaxC: figure(coolingFirstMaxC),
      firstWithinMs: figure(coolingFirstWithinMs),
      finalMaxC: figure(coolingFinalMaxC),
      finalWithinMs: figure(coolingFinalWithinMs),
    },
    incoming: {
      frozenMaxC: figure(incomingFrozenMaxC),
      meatMaxC: figure(incomingMeatMaxC),
      riceMoistureMaxBp: figure(incomingRiceMoistureMaxBp),
    },
    scoresMinPoints: figure(tastingScoresMinPoints),
    hygienePassMinBp: figure(hygienePassMinBp),
    samplePlaceMaxC: figure(samplePlaceMaxC),
    sampleRetentionMs: figure(sampleRetentionMs),
    reasonMinCount: figure(releaseReasonMinCount),
    overrideStaff: read(releaseOverrideStaff).value,
  };
}
