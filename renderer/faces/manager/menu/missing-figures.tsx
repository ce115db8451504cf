import type { MenuDayFiguresRow } from "#domains/menu/menu-queries.ts";
import { TARGET_NUTRIENTS } from "#domains/menu/nutrients.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./food.module.css";

type Missing = MenuDayFiguresRow["groups"][number]["nutrients"][number]["missing"][number];

/** Which foods' shares of which figures nobody knows: a figure with a name here is the least a portion holds. */
export function MissingFigures(props: { readonly groups: readonly MenuDayFiguresRow["groups"][number][] }) {
  const { t, find } = useManagerCopy();
  const missing = TARGET_NUTRIENTS.flatMap((nutrient) => {
    const rows = props.groups.flatMap((group) => group.nutrients.filter((row) => row.nutrient === nutrient));
    const byFood = new Map<string, Missing>(
      rows.flatMap((row) => row.missing).map((one) => [`${one.ingredientId} ${one.reason}`, one]),
    );
    return byFood.size === 0 ? [] : [{ nutrient, foods: [...byFood.values()] }];
  });
  if (missing.length === 0) return null;
  const words = (one: Missing) => {
    const reason = find(`food.panel.reason.${one.reason}`);
    return one.reason === "no-figure" || reason === undefined ? one.name : `${one.name} (${reason})`;
  };
  return (
    <section aria-label={t("food.panel.missing")} className={styles.stack}>
      <h3>{t("food.panel.missing")}</h3>
      <ul>
        {missing.map(({ nutrient, foods }) => (
          <li key={nutrient}>
            {t("food.panel.missing-text", {
              nutrient: t(`food.nutrient.${nutrient}`),
              foods: foods.map(words).join(", "),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
