import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { amountOf } from "#kernel/quantity.ts";
import type { StockRow } from "#domains/inventory/queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { archiveItemRef, stockRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Page, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { ItemDialog } from "./item-dialog.tsx";
import { LotsPanel } from "./lots-panel.tsx";
import { StockBadges } from "./stock-badges.tsx";
import { StockCardPanel } from "./stock-card-panel.tsx";
import styles from "./stock.module.css";
import { useLocalDate, useStockValues, useStockWords } from "./use-stock.ts";

/** One thing of the store room: what there is, lot by lot, and every movement that made it so. */
export function ItemPage() {
  const { t } = useManagerCopy();
  const { itemId } = useParams({ from: "/gudang/barang/$itemId" });
  const localDate = useLocalDate();
  const inUse = useLiveQuery(stockRef, { localDate });
  const archived = useLiveQuery(stockRef, { localDate, isArchived: true });
  const row = [...inUse.rows, ...archived.rows].find((each) => each.itemId === itemId);
  if (row === undefined) {
    const isLoading = inUse.status === "loading" || archived.status === "loading";
    return (
      <Page title={t("manager.nav.stock")}>
        <p>{t(isLoading ? "shared.loading" : "stock.item.gone")}</p>
        <p>
          <Link to="/gudang">{t("stock.back")}</Link>
        </p>
      </Page>
    );
  }
  return <Item row={row} />;
}

function Item(props: { readonly row: StockRow }) {
  const { row } = props;
  const { item } = row;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const whyNot = useWhyNotPermitted();
  const wordsOf = useStockWords();
  const [isChanging, setChanging] = useState(false);
  const facts = useItemFacts(row);
  const setupReason = whyNot("stock.setup");
  return (
    <Page
      title={item.name}
      actions={
        <>
          <Button size="small" reason={setupReason} onPress={() => setChanging(true)}>
            {t("stock.item.change")}
          </Button>
          {row.isArchived ? null : (
            <Button
              size="small"
              icon="archive"
              reason={setupReason ?? (amountOf(row.onHand) > 0 ? t("stock.item.stock-left") : null)}
              onPress={() =>
                run(() => grant(archiveItemRef, { itemId: row.itemId }), t("stock.item.archived", { item: item.name }))
              }
            >
              {t("stock.item.archive")}
            </Button>
          )}
        </>
      }
    >
      <p>
        <Link to="/gudang">{t("stock.back")}</Link>
      </p>
      <Panel title={t("stock.item.facts")} actions={<StockBadges words={wordsOf(row)} />}>
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Panel>
      <LotsPanel itemId={row.itemId} />
      <StockCardPanel item={item} />
      {isChanging ? (
        <ItemDialog row={row} onClose={() => setChanging(false)} onDone={() => setChanging(false)} />
      ) : null}
    </Page>
  );
}

function useItemFacts(row: StockRow): ReadonlyArray<readonly [string, string]> {
  const { item } = row;
  const { t } = useManagerCopy();
  const units = useUnits();
  const mayCost = useWhyNotPermitted()("cost.view") === null;
  const value = useStockValues(mayCost).get(row.itemId);
  const quantity = (amount: StockRow["available"] | null) => (amount === null ? NO_VALUE : units.quantity(amount));
  return [
    [t("stock.column.code"), item.itemCode],
    [t("stock.column.category"), t(`stock.category.${item.category}`)],
    [t("stock.column.available"), units.quantity(row.available)],
    ...(amountOf(row.blocked) > 0 ? [[t("stock.column.blocked"), units.quantity(row.blocked)] as const] : []),
    ...(amountOf(row.expired) > 0 ? [[t("stock.column.expired"), units.quantity(row.expired)] as const] : []),
    [
      t("stock.column.days"),
      row.daysOfStockCount === null
        ? t("shared.no-data")
        : t("stock.days", { count: units.count(row.daysOfStockCount) }),
    ],
    [t("stock.column.min"), quantity(item.minQuantity)],
    [t("stock.column.max"), quantity(item.maxQuantity)],
    [t("stock.item.kind"), t(`stock.kind.${item.storageKind}`)],
    [
      t("stock.item.shelf-life"),
      item.shelfLifeDayCount === null ? NO_VALUE : t("stock.days", { count: units.count(item.shelfLifeDayCount) }),
    ],
    [
      t("stock.item.packs"),
      item.purchaseUnits.length === 0
        ? NO_VALUE
        : item.purchaseUnits.map((pack) => `${pack.label} = ${units.quantity(pack.quantity)}`).join(", "),
    ],
    ...(mayCost
      ? ([
          [t("stock.column.value"), value === undefined ? NO_VALUE : units.money(value.valueIdr)],
          [
            t("stock.item.last-price"),
            value === undefined || value.lastPrice === null
              ? t("shared.no-data")
              : t("stock.price-per", {
                  amount: units.money(value.lastPrice.amountIdr),
                  per: units.quantity(value.lastPrice.per),
                }),
          ],
        ] as const)
      : []),
  ];
}
