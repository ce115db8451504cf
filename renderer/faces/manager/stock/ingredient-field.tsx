import { Select } from "@mantine/core";
import { useState } from "react";
import type { BaseUnit } from "#kernel/quantity.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { ingredientRef, ingredientsRef } from "#renderer/domains/menu/menu-refs.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

const SEARCH_MAX_COUNT = 60;

/** Which food of the kitchen's list a thing is: recipes ask for foods, the store room hands out things. */
export function IngredientField(props: {
  readonly ingredientId: string | null;
  readonly baseUnit: BaseUnit;
  readonly onChange: (ingredientId: string | null) => void;
}) {
  const { t } = useManagerCopy();
  const viewer = useViewer();
  const [search, setSearch] = useState("");
  const words = search.trim().slice(0, SEARCH_MAX_COUNT);
  const found = useLiveQuery(
    ingredientsRef,
    viewer === null ? null : { pageNumber: 0, ...(words === "" ? {} : { search: words }) },
    viewer ?? {},
  );
  const chosen = useLiveQuery(
    ingredientRef,
    viewer === null || props.ingredientId === null ? null : { ingredientId: props.ingredientId },
    viewer ?? {},
  ).rows[0];
  const fitting = found.rows.filter(({ baseUnit }) => baseUnit === props.baseUnit);
  const options = new Map([
    ...(chosen === undefined ? [] : [[chosen.ingredientId as string, chosen.fields.name] as const]),
    ...fitting.map((row) => [row.ingredientId as string, row.name] as const),
  ]);
  return (
    <Select
      label={t("stock.item.ingredient")}
      description={t("stock.item.ingredient-hint")}
      placeholder={t("stock.item.ingredient-none")}
      searchable
      clearable
      // The kitchen searches by the words cooks use; what it found is shown as it is.
      filter={({ options: all }) => all}
      data={[...options].map(([value, label]) => ({ value, label }))}
      value={props.ingredientId}
      onSearchChange={setSearch}
      onChange={props.onChange}
      nothingFoundMessage={t("manager.table.no-match")}
    />
  );
}
