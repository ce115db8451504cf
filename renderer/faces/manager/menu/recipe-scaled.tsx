import { NumberInput } from "@mantine/core";
import { useState } from "react";
import type { RecipeId } from "#domains/menu/ids.ts";
import { NO_PORTIONS } from "#kernel/quantity.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { recipeRef } from "#renderer/domains/menu/menu-refs.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { Facts, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./menu.module.css";

const PORTIONS_MAX_COUNT = 100_000;

/** The saved recipe for so many portions, down to its foods. */
export function RecipeScaled(props: { readonly recipeId: RecipeId }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const viewer = useViewer();
  const [smallCount, setSmallCount] = useState(0);
  const [largeCount, setLargeCount] = useState(100);
  const asked = { recipeId: props.recipeId, portionCounts: { ...NO_PORTIONS, smallCount, largeCount } };
  const row = useLiveQuery(recipeRef, viewer === null ? null : asked, viewer ?? {}).rows[0];
  const field = (label: string, value: number, onChange: (count: number) => void) => (
    <NumberInput
      className={styles.narrow ?? ""}
      label={label}
      hideControls
      allowDecimal={false}
      min={0}
      max={PORTIONS_MAX_COUNT}
      value={value}
      onChange={(next) => onChange(typeof next === "number" ? next : 0)}
    />
  );
  return (
    <Panel title={t("menu.recipe.scaled")}>
      <div className={styles.row}>
        {field(t("menu.recipe.scaled-small"), smallCount, setSmallCount)}
        {field(t("menu.recipe.scaled-large"), largeCount, setLargeCount)}
      </div>
      <Facts facts={(row?.scaledLines ?? []).map((line) => [line.name, units.quantity(line.quantity)] as const)} />
    </Panel>
  );
}
