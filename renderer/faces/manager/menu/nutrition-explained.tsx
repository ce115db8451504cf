import { Select } from "@mantine/core";
import { useState } from "react";
import type { PortionProfile } from "#kernel/food-words.ts";
import { amountOf } from "#kernel/quantity.ts";
import type { FoodLine } from "#domains/menu/food-amounts.ts";
import type { IngredientId } from "#domains/menu/ids.ts";
import type { MenuDayFiguresRow } from "#domains/menu/menu-queries.ts";
import { explainNutrition, nutritionOf } from "#domains/menu/nutrition.ts";
import { TARGET_NUTRIENTS } from "#domains/menu/nutrients.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { ingredientFactsRef } from "#renderer/domains/menu/menu-refs.ts";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useFigures } from "./figures.ts";
import styles from "./food.module.css";

type Line = MenuDayFiguresRow["lines"][number];

/** Foods one question takes (`ingredient-facts`). */
const FACTS_MAX_COUNT = 200;

/** One portion food by food: the figures above are the sums of these. */
export function NutritionExplained(props: {
  readonly lines: readonly Line[];
  readonly profiles: readonly PortionProfile[];
}) {
  const { t } = useManagerCopy();
  const [chosen, setChosen] = useState<PortionProfile | null>(null);
  const [first] = props.profiles;
  const profile = chosen !== null && props.profiles.includes(chosen) ? chosen : first;
  if (profile === undefined) return null;
  return (
    <section aria-label={t("food.panel.explain", { profile: t(`food.profile.${profile}`) })} className={styles.stack}>
      <Select
        className={styles.profile ?? ""}
        label={t("food.panel.explain-for")}
        allowDeselect={false}
        data={props.profiles.map((value) => ({ value, label: t(`food.profile.${value}`) }))}
        value={profile}
        onChange={(value) => setChosen(props.profiles.find((known) => known === value) ?? null)}
      />
      <PortionTable lines={props.lines} profile={profile} />
    </section>
  );
}

function PortionTable(props: { readonly lines: readonly Line[]; readonly profile: PortionProfile }) {
  const { lines, profile } = props;
  const { t } = useManagerCopy();
  const figures = useFigures();
  const person = usePersonOrNobody();
  const ingredientIds: IngredientId[] = [...new Set(lines.map(({ ingredientId }) => ingredientId))]
    .toSorted()
    .slice(0, FACTS_MAX_COUNT);
  const facts = useLiveQuery(
    ingredientFactsRef,
    person === null || ingredientIds.length === 0 ? null : { ingredientIds },
    person === null ? {} : { staffId: person.staffId },
  );
  const foods = new Map(facts.rows.map((row) => [row.ingredientId as string, row.fields]));
  if (facts.status === "loading") return <p role="status">{t("shared.loading")}</p>;
  const total = nutritionOf(lines.map(foodLineOf), foods, profile);
  return (
    <div
      className={styles.scroller}
      role="region"
      aria-label={t("food.panel.explain", { profile: t(`food.profile.${profile}`) })}
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("food.import.column.name")}</th>
            <th scope="col" data-figure="">
              {t("food.panel.weight")}
            </th>
            {TARGET_NUTRIENTS.map((nutrient) => (
              <th key={nutrient} scope="col" data-figure="">
                {t(`food.nutrient.${nutrient}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => {
            const [share] = explainNutrition([foodLineOf(line)], foods, profile);
            if (share === undefined) return null;
            return (
              // A food may stand in two dishes, and twice in one.
              <tr key={`${String(index)} ${line.ingredientId}`}>
                <th scope="row">
                  {line.name}
                  <div className={styles.quiet}>{line.dishName}</div>
                </th>
                <td data-figure="">{share.massG === null ? NO_VALUE : figures.amount("proteinG", share.massG)}</td>
                {TARGET_NUTRIENTS.map((nutrient) => {
                  const value = share.values[nutrient];
                  return (
                    <td key={nutrient} data-figure="">
                      {value === null ? NO_VALUE : figures.plain(value)}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("food.panel.total")}</th>
            <td />
            {TARGET_NUTRIENTS.map((nutrient) => {
              const { value, missing } = total[nutrient];
              return (
                <td key={nutrient} data-figure="">
                  {missing.length === 0
                    ? figures.plain(value)
                    : t("food.panel.at-least", { value: figures.plain(value) })}
                </td>
              );
            })}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function foodLineOf({ ingredientId, quantities, retentions }: Line): FoodLine {
  return {
    ingredientId,
    unit: quantities.large.unit,
    amounts: {
      small: amountOf(quantities.small),
      large: amountOf(quantities.large),
      toddler: amountOf(quantities.toddler),
      maternal: amountOf(quantities.maternal),
    },
    retentions,
  };
}
