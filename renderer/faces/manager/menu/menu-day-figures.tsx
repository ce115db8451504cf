import type { MenuDayFiguresRow } from "#domains/menu/menu-queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { menuDayFiguresRef } from "#renderer/domains/menu/menu-refs.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { TableExport } from "#renderer/faces/manager/export/table-export.tsx";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Facts, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { NutritionPanel } from "./nutrition-panel.tsx";
import styles from "./menu.module.css";

/** What a day gives each group and costs, as foods and prices stand now; who may not see costs is told whose they are. */
export function MenuDayFigures(props: { readonly serviceDate: string }) {
  const { serviceDate } = props;
  const { t } = useManagerCopy();
  const viewer = useViewer();
  const whyNot = useWhyNotPermitted();
  const refusal = whyNot("cost.view");
  const asked = viewer === null || refusal !== null ? null : { serviceDate };
  const row = useLiveQuery(menuDayFiguresRef, asked, viewer ?? {}).rows[0];
  if (row === undefined) {
    return (
      <Panel title={t("menu.figures.cost")}>
        <EmptyState text={refusal ?? t("menu.figures.loading")} />
      </Panel>
    );
  }
  return (
    <>
      <NutritionPanel
        groups={row.groups}
        lines={row.lines}
        targetVersion={row.targetVersion}
        targetSource={row.targetSource}
      />
      <CostPanel row={row} />
    </>
  );
}

/** Against the ceiling, and down to each food with the price it is reckoned with. */
function CostPanel(props: { readonly row: MenuDayFiguresRow }) {
  const { row } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const money = (amountIdr: number | null) => (amountIdr === null ? NO_VALUE : units.money(amountIdr));
  const isOver = row.amountIdr > row.ceilingIdr;
  const unpriced = row.foods.filter((food) => food.reason !== null);
  return (
    <Panel title={t("menu.figures.cost")}>
      <StateBadge
        state={isOver ? "over" : "within"}
        token={isOver ? "crit" : "ok"}
        word={t(isOver ? "menu.figures.over" : "menu.figures.within")}
      />
      <Facts
        facts={[
          [t("menu.figures.per-portion"), money(row.perPortionIdr)],
          [t("menu.figures.ceiling"), money(row.ceilingPerPortionIdr)],
          [t("menu.figures.total"), money(row.amountIdr)],
        ]}
      />
      {unpriced.length === 0 ? null : (
        <p className={styles.warning}>
          {t("menu.figures.no-price", {
            count: units.count(unpriced.length),
            names: unpriced.map((food) => food.name).join(", "),
          })}
        </p>
      )}
      <FoodCosts serviceDate={row.serviceDate} foods={row.foods} />
    </Panel>
  );
}

function FoodCosts(props: { readonly serviceDate: string; readonly foods: MenuDayFiguresRow["foods"] }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  return (
    <>
      <div className={styles.line}>
        <TableExport
          title={t("menu.figures.foods")}
          source={{ table: "menu-day-foods", serviceDate: props.serviceDate }}
          reason={props.foods.length === 0 ? t("manager.table.nothing-to-export") : null}
          filter=""
          rowKeys={null}
        />
      </div>
      <div className={styles.scroller} role="region" aria-label={t("menu.figures.foods")} tabIndex={0}>
        <table className={styles.table}>
          <caption className="visually-hidden">{t("menu.figures.foods")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("menu.figures.food")}</th>
              <th scope="col" data-figure="">
                {t("menu.figures.needed")}
              </th>
              <th scope="col" data-figure="">
                {t("menu.figures.price")}
              </th>
              <th scope="col">{t("menu.figures.price-source")}</th>
              <th scope="col" data-figure="">
                {t("menu.figures.amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {props.foods.map((food) => (
              <tr key={food.ingredientId}>
                <th scope="row">{food.name}</th>
                <td data-figure="">{food.needed === null ? NO_VALUE : units.quantity(food.needed)}</td>
                <td data-figure="">
                  {food.price === null
                    ? NO_VALUE
                    : `${units.money(food.price.amountIdr)}/${units.quantity(food.price.per)}`}
                </td>
                <td>{food.priceSource === null ? t("food.no-data") : t(`menu.price.${food.priceSource}`)}</td>
                <td data-figure="">{food.amountIdr === null ? NO_VALUE : units.money(food.amountIdr)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
