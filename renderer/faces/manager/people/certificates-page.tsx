import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { certificatesDueRef } from "#renderer/domains/people/people-refs.ts";
import { useDivisionNames, useStaffNames, useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { CertificateDialog } from "./certificate-dialog.tsx";
import { CertificateBadge, useLeftWords, type CertificateRow } from "./certificate-words.tsx";
import { OrangPage } from "./orang-page.tsx";
import styles from "./people.module.css";

/** “Sertifikat”: whose papers ended or end soon, the oldest first. */
export function CertificatesPage() {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const whyNot = useWhyNotPermitted();
  const viewer = useViewer();
  const nameOf = useStaffNames();
  const columns = useColumns(nameOf);
  const [renewed, setRenewed] = useState<CertificateRow | null>(null);
  const { rows, status } = useLiveQuery(certificatesDueRef, viewer === null ? null : {}, viewer ?? {});
  return (
    <OrangPage title={t("people.certificate.title")} permission="people.view">
      <Panel title={t("people.certificate.due")}>
        <DataTable
          caption={t("people.certificate.due")}
          isCaptionHidden
          report="sertifikat"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.key}
          emptyText={status === "loading" ? waiting : t("people.certificate.due-none")}
          source={{ table: "certificates" }}
          actions={{
            header: t("people.certificate.renew"),
            cell: (row) => (
              <Button
                size="small"
                icon="refresh-cw"
                label={t("people.certificate.renew-of", {
                  kind: t(`people.certificate.${row.kind}`),
                  name: nameOf(row.staffId),
                })}
                reason={whyNot("people.manage")}
                onPress={() => setRenewed(row)}
              >
                {t("people.certificate.renew")}
              </Button>
            ),
          }}
        />
        <p className={styles.quiet}>{t("people.certificate.due-none-recorded")}</p>
      </Panel>
      {renewed === null ? null : (
        <CertificateDialog
          staffId={renewed.staffId}
          name={nameOf(renewed.staffId)}
          kind={renewed.kind}
          onClose={() => setRenewed(null)}
        />
      )}
    </OrangPage>
  );
}

function useColumns(nameOf: (staffId: string | null) => string): ReadonlyArray<DataColumn<CertificateRow>> {
  const { t } = useManagerCopy();
  const units = useUnits();
  const divisionName = useDivisionNames();
  const leftWords = useLeftWords();
  return [
    {
      id: "name",
      header: t("people.column.name"),
      value: (row) => nameOf(row.staffId),
      cell: (row) => (
        <Link to="/orang/$staffId" params={{ staffId: row.staffId }}>
          {nameOf(row.staffId)}
        </Link>
      ),
    },
    { id: "division", header: t("people.field.divisionCode"), value: (row) => divisionName(row.divisionCode) },
    { id: "kind", header: t("people.certificate.kind"), value: (row) => t(`people.certificate.${row.kind}`) },
    {
      id: "until",
      header: t("people.certificate.until"),
      value: (row) => row.validUntilDate,
      cell: (row) => units.date(row.validUntilDate),
    },
    {
      id: "left",
      header: t("people.certificate.left"),
      value: (row) => row.leftDayCount,
      cell: (row) => leftWords(row.leftDayCount),
    },
    {
      id: "level",
      header: t("kitchen.column.status"),
      value: (row) => t(`people.certificate.level.${row.level}`),
      cell: (row) => <CertificateBadge level={row.level} />,
    },
  ];
}
