import { useState } from "react";
import type { PriceSheetRow } from "#domains/procurement/queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { BuyingPage } from "./buying-page.tsx";
import { priceWords } from "./buying-words.ts";
import { SurveyDialog } from "./survey-dialog.tsx";
import { useOrderables } from "./use-buying.ts";

/** “Belanja › Survei harga”: what each thing costs, and where that is known from. */
export function PricesPage() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const whyNot = useWhyNotPermitted();
  const rows = useOrderables();
  const [isAsking, setAsking] = useState(false);
  const words = (price: PriceSheetRow["lastPrice"]) => priceWords(price, { t, units });
  const dated = (price: PriceSheetRow["lastPrice"], date: string | null) =>
    price === null || date === null
      ? words(price)
      : t("buying.prices.on", { price: words(price), date: units.dayAndMonth(date) });
  const columns: ReadonlyArray<DataColumn<PriceSheetRow>> = [
    { id: "item", header: t("buying.prices.item"), value: (row) => row.itemName },
    {
      id: "last",
      header: t("buying.prices.last"),
      value: (row) => row.lastPrice?.amountIdr ?? null,
      cell: (row) => dated(row.lastPrice, row.lastDate),
      isFigure: true,
    },
    {
      id: "average",
      header: t("buying.prices.average"),
      value: (row) => row.averagePrice?.amountIdr ?? null,
      cell: (row) => words(row.averagePrice),
      isFigure: true,
    },
    {
      id: "survey",
      header: t("buying.prices.lowest"),
      value: (row) => row.survey?.lowest.amountIdr ?? null,
      cell: (row) => dated(row.survey?.lowest ?? null, row.survey?.surveyDate ?? null),
      isFigure: true,
    },
    {
      id: "reference",
      header: t("buying.prices.reference"),
      value: (row) => row.referencePrice?.amountIdr ?? null,
      cell: (row) => words(row.referencePrice),
      isFigure: true,
    },
    {
      id: "ceiling",
      header: t("buying.prices.ceiling"),
      value: (row) => row.ceilingPrice?.amountIdr ?? null,
      cell: (row) => words(row.ceilingPrice),
      isFigure: true,
    },
  ];
  return (
    <BuyingPage
      title={t("buying.prices.title")}
      actions={
        <Button
          kind="primary"
          size="small"
          icon="plus"
          reason={whyNot("purchase.make") ?? (rows.length === 0 ? t("buying.prices.none") : null)}
          onPress={() => setAsking(true)}
        >
          {t("buying.prices.record")}
        </Button>
      }
    >
      <Panel title={t("buying.prices.sheet")}>
        <DataTable
          caption={t("buying.prices.sheet")}
          isCaptionHidden
          report="harga"
          source={{ table: "price-sheet" }}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.itemId}
          emptyText={t("buying.prices.none")}
        />
      </Panel>
      {isAsking ? <SurveyDialog items={rows} onClose={() => setAsking(false)} /> : null}
    </BuyingPage>
  );
}
