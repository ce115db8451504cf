import { addPortionCounts, type PortionCounts } from "#kernel/quantity.ts";
import { PORTION_PROFILES, type PortionProfile } from "#kernel/food-words.ts";

/** What one tap of the counter adds to: a portion profile, or the special packs, which are counted apart. */
export type CountedKind = PortionProfile | "special";

export interface CountedKindRow {
  readonly kind: CountedKind;
  readonly filledCount: number;
  readonly targetCount: number;
}

const MEMBER_BY_PROFILE = {
  small: "smallCount",
  large: "largeCount",
  toddler: "toddlerCount",
  maternal: "maternalCount",
} as const satisfies Readonly<Record<PortionProfile, keyof PortionCounts>>;

const NOTHING: PortionCounts = { smallCount: 0, largeCount: 0, toddlerCount: 0, maternalCount: 0 };

/** The portions of one profile. */
export function countOf(counts: PortionCounts, profile: PortionProfile): number {
  return counts[MEMBER_BY_PROFILE[profile]];
}

/** The kinds a batch has, in a fixed order: profiles planned or already filled, then the special packs. */
export function countedKinds(batch: {
  readonly portionCounts: PortionCounts;
  readonly portionedCounts: PortionCounts;
  readonly specialPackCount: number;
  readonly portionedSpecialPackCount: number;
}): readonly CountedKindRow[] {
  const profiles = PORTION_PROFILES.map((profile) => ({
    kind: profile,
    filledCount: countOf(batch.portionedCounts, profile),
    targetCount: countOf(batch.portionCounts, profile),
  }));
  const special = {
    kind: "special",
    filledCount: batch.portionedSpecialPackCount,
    targetCount: batch.specialPackCount,
  } as const;
  return [...profiles, special].filter(({ filledCount, targetCount }) => filledCount > 0 || targetCount > 0);
}

/** The body members of one tap of the counter. */
export function addedPortions(
  kind: CountedKind,
  addedCount: number,
): { readonly added: PortionCounts; readonly specialPackCount: number } {
  if (kind === "special") return { added: NOTHING, specialPackCount: addedCount };
  return { added: { ...NOTHING, [MEMBER_BY_PROFILE[kind]]: addedCount }, specialPackCount: 0 };
}

interface Counted {
  readonly portionedCounts: PortionCounts;
  readonly portionedSpecialPackCount: number;
}

/** A batch as it will be once the counts on their way are in the log. */
export function withPending<Batch extends Counted>(
  batch: Batch,
  pending: readonly { readonly added: PortionCounts; readonly specialPackCount: number }[],
): Batch {
  return {
    ...batch,
    portionedCounts: pending.reduce((sum, { added }) => addPortionCounts(sum, added), batch.portionedCounts),
    portionedSpecialPackCount: pending.reduce(
      (sum, { specialPackCount }) => sum + specialPackCount,
      batch.portionedSpecialPackCount,
    ),
  };
}
