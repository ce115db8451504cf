import { Link } from "@tanstack/react-router";
import type { IngredientRow } from "#domains/menu/ingredient-queries.ts";
import { amountOf, type UnitPrice } from "#kernel/quantity.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { openRow } from "#renderer/faces/manager/table/open-row.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useFigures } from "./figures.ts";
import styles from "./food.module.css";

/** One page of foods. Rows are reached by `J` and `K` as in every table of the console. */
export function FoodsTable(props: { readonly rows: readonly IngredientRow[]; readonly emptyText: string }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const figures = useFigures();
  const priceWords = usePriceWords();
  return (
    <div className={styles.scroller} role="region" aria-label={t("food.list")} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{t("food.list")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("food.column.name")}</th>
            <th scope="col">{t("food.category")}</th>
            <th scope="col" data-figure="">
              {t("food.column.energy")}
            </th>
            <th scope="col" data-figure="">
              {t("food.column.protein")}
            </th>
            <th scope="col" data-figure="">
              {t("food.column.edible")}
            </th>
            <th scope="col" data-figure="">
              {t("food.column.price")}
            </th>
            <th scope="col">{t("food.column.nutrition")}</th>
            <th scope="col">{t("food.column.allergens")}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.ingredientId} tabIndex={-1} data-row={row.ingredientId} onKeyDown={openRow}>
              <th scope="row">
                <Link to="/menu/bahan/$ingredientId" params={{ ingredientId: row.ingredientId }}>
                  {row.name}
                </Link>
                <div className={styles.quiet}>{row.ingredientCode}</div>
              </th>
              <td>{t(`food.category.${row.category}`)}</td>
              <td data-figure="">
                {row.energyKcal === null ? NO_VALUE : figures.amount("energyKcal", row.energyKcal)}
                {row.nutritionPer === "piece" ? <div className={styles.quiet}>{t("food.per.piece")}</div> : null}
              </td>
              <td data-figure="">{row.proteinG === null ? NO_VALUE : figures.amount("proteinG", row.proteinG)}</td>
              <td data-figure="">{row.edibleBp === null ? NO_VALUE : units.percent(row.edibleBp)}</td>
              <td data-figure="">{row.referencePrice === null ? NO_VALUE : priceWords(row.referencePrice)}</td>
              <td>
                <NutritionState row={row} />
              </td>
              <td>
                {row.allergens.length === 0
                  ? t("food.allergens.none")
                  : row.allergens.map((allergen) => t(`food.allergen.${allergen}`)).join(", ")}
                {row.allergenBasis === "name" ? (
                  <div className={styles.quiet}>{t("food.allergens.from-name")}</div>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {props.rows.length > 0 ? null : <p className={styles.empty}>{props.emptyText}</p>}
    </div>
  );
}

/** A price in words: “Rp 12.000/kg”. */
export function usePriceWords(): (price: UnitPrice) => string {
  const { t } = useManagerCopy();
  const units = useUnits();
  return ({ amountIdr, per }) => {
    const isWhole = amountOf(per) === (per.unit === "pcs" ? 1 : 1_000);
    return `${units.money(amountIdr)}/${isWhole ? t(`food.price-unit.${per.unit}`) : units.quantity(per)}`;
  };
}

function NutritionState(props: { readonly row: IngredientRow }) {
  const { t } = useManagerCopy();
  const { missingNutrientCount, nutritionPer } = props.row;
  if (nutritionPer === null) return <StateBadge state="none" token="unknown" word={t("food.nutrition.none")} />;
  if (missingNutrientCount === 0) {
    return <StateBadge state="complete" token="ok" word={t("food.nutrition.complete")} isWordNeutral />;
  }
  return (
    <StateBadge state="missing" token="text" word={t("food.nutrition.missing", { count: missingNutrientCount })} />
  );
}
