import type { BoardBatch } from "#domains/production/board.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";

/** Counted allergy packs of a batch, beside its portions and never among them; nothing where it has none. */
export function SpecialPacks(props: {
  readonly batch: Pick<BoardBatch, "specialPackCount" | "portionedSpecialPackCount">;
}) {
  const copy = useTabletCopy();
  const units = useUnits();
  const { specialPackCount, portionedSpecialPackCount } = props.batch;
  return specialPackCount === 0 ? null : (
    <> · {`${copy.t("shared.special-pack")} ${units.outOf(portionedSpecialPackCount, specialPackCount)}`}</>
  );
}
