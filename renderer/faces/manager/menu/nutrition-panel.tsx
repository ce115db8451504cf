import type { MenuDayFiguresRow } from "#domains/menu/menu-queries.ts";
import type { AdequacyLevel } from "#domains/menu/nutrition-adequacy.ts";
import { TARGET_NUTRIENTS, type TargetNutrient } from "#domains/menu/nutrients.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useFigures } from "./figures.ts";
import { MissingFigures } from "./missing-figures.tsx";
import { NutritionExplained } from "./nutrition-explained.tsx";
import styles from "./food.module.css";

type GroupRow = MenuDayFiguresRow["groups"][number];
type NutrientRow = GroupRow["nutrients"][number];

/**
 * What a portion gives each group against its meal's target, what is missing by name, and each figure down to the food: the
 * rows of `menu-day-figures` as the kitchen gives them.
 */
export function NutritionPanel(props: {
  readonly groups: readonly GroupRow[];
  readonly lines: readonly MenuDayFiguresRow["lines"][number][];
  readonly targetVersion: number;
  readonly targetSource: string;
}) {
  const { groups, lines } = props;
  const { t } = useManagerCopy();
  if (groups.length === 0 || lines.length === 0) {
    return (
      <Panel title={t("food.panel.title")}>
        <EmptyState text={t("food.panel.empty")} />
      </Panel>
    );
  }
  return (
    <Panel title={t("food.panel.title")}>
      <AdequacyTable groups={groups} />
      <p className={styles.quiet}>
        {props.targetVersion === 0
          ? t("food.panel.source-built-in", { source: props.targetSource })
          : t("food.panel.source", { version: props.targetVersion, source: props.targetSource })}
      </p>
      <MissingFigures groups={groups} />
      <NutritionExplained lines={lines} profiles={[...new Set(groups.map(({ profile }) => profile))]} />
    </Panel>
  );
}

function AdequacyTable(props: { readonly groups: readonly GroupRow[] }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  return (
    <div className={styles.scroller} role="region" aria-label={t("food.panel.title")} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{t("food.panel.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("food.panel.group")}</th>
            {TARGET_NUTRIENTS.map((nutrient) => (
              <th key={nutrient} scope="col" data-figure="">
                {t(`food.nutrient.${nutrient}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.groups.map((group) => (
            <tr key={group.recipientCategory}>
              <th scope="row">
                {t(`food.group.${group.recipientCategory}`)}
                <div className={styles.quiet}>
                  {t("food.panel.profile-and-count", {
                    profile: t(`food.profile.${group.profile}`),
                    count: units.count(group.portionCount),
                  })}
                </div>
              </th>
              {TARGET_NUTRIENTS.map((nutrient) => (
                <td key={nutrient} data-figure="">
                  <AdequacyCell nutrient={nutrient} row={group.nutrients.find((row) => row.nutrient === nutrient)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** More protein or fibre than asked is no failure, nor is less sodium (DOMAIN.md §4.5). */
function tokenOf(nutrient: TargetNutrient, level: AdequacyLevel): StateToken {
  switch (level) {
    case "adequate":
      return "ok";
    case "unknown":
      return "unknown";
    case "over":
      return nutrient === "proteinG" || nutrient === "fiberG" ? "ok" : "warn";
    case "short":
      return nutrient === "sodiumMg" ? "ok" : "warn";
  }
}

/** Sodium's target is the most a meal should hold: below it is within the limit, not short. */
function wordOf(nutrient: TargetNutrient, level: AdequacyLevel): AdequacyLevel | "within" {
  return nutrient === "sodiumMg" && (level === "short" || level === "adequate") ? "within" : level;
}

function AdequacyCell(props: { readonly nutrient: TargetNutrient; readonly row: NutrientRow | undefined }) {
  const { nutrient, row } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const figures = useFigures();
  const target = row?.target ?? null;
  if (row === undefined || target === null) return null;
  const isPartial = row.missing.length > 0;
  const value = figures.plain(row.value);
  return (
    <>
      <StateBadge
        state={target.level}
        token={tokenOf(nutrient, target.level)}
        word={
          target.level === "unknown"
            ? t("food.panel.level.unknown")
            : `${t(`food.panel.level.${wordOf(nutrient, target.level)}`)} ${units.percent(target.adequacyBp)}`
        }
        isWordNeutral
      />
      <div className={styles.quiet}>
        {isPartial ? t("food.panel.at-least", { value }) : value}{" "}
        {t("food.panel.target", { target: figures.plain(target.value) })}
      </div>
    </>
  );
}
