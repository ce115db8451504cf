import { useState } from "react";
import { addDays } from "#kernel/time.ts";
import type { SupplierRow } from "#domains/procurement/queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { suppliersRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import type { Look } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { BuyingPage } from "./buying-page.tsx";
import styles from "./buying.module.css";
import { SupplierDialog } from "./supplier-dialog.tsx";

const STATUS_LOOK: Readonly<Record<SupplierRow["status"], Look>> = {
  active: { token: "ok", icon: "circle-check" },
  inactive: { token: "text", icon: "circle-dashed" },
  blacklisted: { token: "crit", icon: "ban" },
};
/** A paper that ends within this many days is pointed out: the middle step of `certificate.warn-days`. */
const CERTIFICATE_WARN_DAY_COUNT = 30;

/** “Belanja › Pemasok”: who is bought from, with papers, share and score. */
export function SuppliersPage() {
  const { t } = useManagerCopy();
  const whyNot = useWhyNotPermitted();
  const viewer = useViewer();
  const { rows, status } = useLiveQuery(suppliersRef, viewer === null ? null : {}, viewer ?? {});
  const [shown, setShown] = useState<SupplierRow | "new" | null>(null);
  const activeCount = rows.filter((row) => row.status === "active").length;
  return (
    <BuyingPage
      title={t("buying.suppliers.title")}
      actions={
        <Button
          kind="primary"
          size="small"
          icon="plus"
          reason={whyNot("purchase.make")}
          onPress={() => setShown("new")}
        >
          {t("buying.suppliers.add")}
        </Button>
      }
    >
      <Panel title={t("buying.suppliers.title")} note={t("buying.suppliers.active-count", { count: activeCount })}>
        <SuppliersTable rows={rows} isLoading={status === "loading"} onChange={setShown} />
      </Panel>
      {shown === null ? null : (
        <SupplierDialog supplier={shown === "new" ? null : shown} onClose={() => setShown(null)} />
      )}
    </BuyingPage>
  );
}

function SuppliersTable(props: {
  readonly rows: readonly SupplierRow[];
  readonly isLoading: boolean;
  readonly onChange: (row: SupplierRow) => void;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const whyNot = useWhyNotPermitted();
  const columns: ReadonlyArray<DataColumn<SupplierRow>> = [
    {
      id: "name",
      header: t("buying.suppliers.name"),
      value: (row) => row.name,
      cell: (row) => (
        <>
          {row.name}
          <span className={styles.small}>{t(`buying.kind.${row.kind}`)}</span>
        </>
      ),
    },
    {
      id: "status",
      header: t("buying.suppliers.status"),
      value: (row) => t(`buying.supplier-status.${row.status}`),
      cell: (row) => (
        <>
          <StateBadge
            state={row.status}
            {...STATUS_LOOK[row.status]}
            word={t(`buying.supplier-status.${row.status}`)}
          />
          {row.status === "active" || row.statusReason === null ? null : (
            <span className={styles.small}>{row.statusReason}</span>
          )}
        </>
      ),
    },
    {
      id: "categories",
      header: t("buying.suppliers.categories"),
      value: (row) => row.itemCategories.map((category) => t(`buying.category.${category}`)).join(", "),
      cell: (row) =>
        row.itemCategories.length === 0
          ? t("buying.unknown")
          : row.itemCategories.map((category) => t(`buying.category.${category}`)).join(", "),
    },
    {
      id: "certificates",
      header: t("buying.suppliers.certificates"),
      value: (row) => row.certificates.length,
      cell: (row) => <Certificates row={row} />,
    },
    {
      id: "share",
      header: t("buying.suppliers.share"),
      value: (row) => row.shareBp,
      cell: (row) => (row.shareBp === null ? t("buying.unknown") : units.percent(row.shareBp)),
      isFigure: true,
    },
    {
      id: "score",
      header: t("buying.suppliers.score"),
      value: (row) => row.score.scoreBp,
      cell: (row) => <Score row={row} />,
      isFigure: true,
    },
  ];
  return (
    <DataTable
      caption={t("buying.suppliers.title")}
      isCaptionHidden
      report="pemasok"
      source={{ table: "suppliers" }}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.supplierId}
      emptyText={t(props.isLoading ? "shared.loading" : "buying.suppliers.none")}
      actions={{
        header: t("buying.suppliers.change"),
        cell: (row) => (
          <Button
            size="small"
            reason={whyNot("purchase.make")}
            label={t("buying.suppliers.change-of", { name: row.name })}
            onPress={() => props.onChange(row)}
          >
            {t("buying.suppliers.change")}
          </Button>
        ),
      }}
    />
  );
}

function Certificates(props: { readonly row: SupplierRow }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { serviceDate } = useServiceDay();
  const { certificates } = props.row;
  if (certificates.length === 0) return t("buying.certificate.none");
  return certificates.map(({ certificateKind, expiresOnDate }, index) => {
    const kind = t(`buying.certificate.${certificateKind}`);
    const key = `${String(index)}-${certificateKind}`;
    if (expiresOnDate === null) return <div key={key}>{kind}</div>;
    const isExpired = expiresOnDate < serviceDate;
    const isNear = expiresOnDate < addDays(serviceDate, CERTIFICATE_WARN_DAY_COUNT);
    const words = t(isExpired ? "buying.certificate.expired" : "buying.certificate.until-date", {
      kind,
      date: units.date(expiresOnDate),
    });
    return (
      <div key={key}>
        {isExpired || isNear ? (
          <StateBadge
            state={isExpired ? "expired" : "near"}
            token={isExpired ? "crit" : "warn"}
            icon={isExpired ? "octagon-alert" : "triangle-alert"}
            word={words}
          />
        ) : (
          words
        )}
      </div>
    );
  });
}

function Score(props: { readonly row: SupplierRow }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { receiptCount, scoreBp, onTimeBp, acceptedBp, completeBp } = props.row.score;
  if (scoreBp === null) return t("buying.suppliers.score-unknown", { count: receiptCount });
  return (
    <>
      {t("buying.suppliers.score-of", { score: units.percent(scoreBp), count: receiptCount })}
      <span className={styles.small}>
        {t("buying.suppliers.score-parts", {
          onTime: units.percent(onTimeBp ?? 0),
          accepted: units.percent(acceptedBp ?? 0),
          complete: units.percent(completeBp ?? 0),
        })}
      </span>
    </>
  );
}
