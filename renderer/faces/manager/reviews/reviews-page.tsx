import { NativeSelect } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { RowOf } from "#kernel/definition.ts";
import type { reviewsQuery } from "#domains/people/review-queries.ts";
import type { ReviewStatus } from "#domains/people/review-values.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { reviewsRef } from "#renderer/domains/people/people-refs.ts";
import { SmallChoices } from "#renderer/faces/manager/attendance/small-choices.tsx";
import { useDivisionNames, useStaffNames, useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { OrangPage } from "#renderer/faces/manager/people/orang-page.tsx";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { monthsOf } from "./review-form.ts";
import { ReviewBadge, useOverallWords } from "./review-words.tsx";
import { REVIEW_FILTERS } from "./review-filters.ts";
import styles from "./reviews.module.css";
import { StartDialog } from "./start-dialog.tsx";

type ReviewRow = RowOf<typeof reviewsQuery>;

/** “Penilaian”: who was reviewed for which span, how it stands, and the next one. */
export function ReviewsPage() {
  const { t } = useManagerCopy();
  const whyNot = useWhyNotPermitted();
  const [isStarting, setStarting] = useState(false);
  return (
    <OrangPage
      title={t("reviews.title")}
      permission="people.review"
      actions={
        <Button
          kind="primary"
          size="small"
          icon="plus"
          reason={whyNot("people.review")}
          onPress={() => setStarting(true)}
        >
          {t("reviews.start")}
        </Button>
      }
    >
      <Panel title={t("reviews.list")}>
        <ReviewTable />
      </Panel>
      {isStarting ? <StartDialog onClose={() => setStarting(false)} /> : null}
    </OrangPage>
  );
}

function ReviewTable() {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const units = useUnits();
  const viewer = useViewer();
  const { status: state, divisi, bulan } = useSearch({ from: "/orang/penilaian" });
  const { rows, status } = useLiveQuery(reviewsRef, viewer === null ? null : {}, viewer ?? {});
  const isInState = (row: ReviewRow, filter: ReviewStatus | "all") => filter === "all" || row.state === filter;
  const inSpan = rows.filter(
    (row) =>
      (divisi === undefined || row.divisionCode === divisi) && (bulan === undefined || row.toDate.startsWith(bulan)),
  );
  const columns = useColumns();
  return (
    <>
      <Filters rows={rows} count={(filter) => units.count(inSpan.filter((row) => isInState(row, filter)).length)} />
      <DataTable
        caption={t("reviews.list")}
        isCaptionHidden
        report="penilaian"
        columns={columns}
        rows={inSpan.filter((row) => isInState(row, state ?? "all"))}
        rowKey={(row) => row.reviewId}
        emptyText={status === "loading" ? waiting : rows.length === 0 ? t("reviews.none") : t("manager.table.no-match")}
        // Review scores never leave the kitchen (DOMAIN.md §5).
        isExported={false}
      />
    </>
  );
}

function useColumns(): ReadonlyArray<DataColumn<ReviewRow>> {
  const { t } = useManagerCopy();
  const units = useUnits();
  const nameOf = useStaffNames();
  const divisionName = useDivisionNames();
  const overallWords = useOverallWords();
  const kind = (row: ReviewRow) => t(`reviews.kind.${row.reviewKind}`);
  return [
    {
      id: "person",
      header: t("reviews.column.person"),
      value: (row) => nameOf(row.staffId),
      cell: (row) => (
        <Link
          to="/orang/penilaian/$reviewId"
          params={{ reviewId: row.reviewId }}
          aria-label={t("reviews.open-of", { name: nameOf(row.staffId), kind: kind(row) })}
        >
          {nameOf(row.staffId)}
        </Link>
      ),
    },
    // Who sees short names only, as the nutritionist does, tells two of one name by it.
    { id: "code", header: t("kitchen.column.code"), value: (row) => row.staffCode },
    { id: "division", header: t("people.field.divisionCode"), value: (row) => divisionName(row.divisionCode) },
    { id: "kind", header: t("reviews.start.kind"), value: kind },
    {
      id: "span",
      header: t("reviews.column.span"),
      value: (row) => row.toDate,
      cell: (row) => (
        <span className={styles.span}>
          {units.dateShort(row.fromDate)} – {units.date(row.toDate)}
        </span>
      ),
    },
    {
      id: "state",
      header: t("kitchen.column.status"),
      value: (row) => t(`reviews.state.${row.state}`),
      cell: (row) => <ReviewBadge state={row.state} />,
    },
    { id: "reviewer", header: t("reviews.column.reviewer"), value: (row) => nameOf(row.reviewerStaffId) },
    {
      id: "overall",
      header: t("reviews.column.overall"),
      value: (row) => row.overallHundredthCount,
      cell: (row) => overallWords(row.overallHundredthCount, row.band),
      isFigure: true,
    },
  ];
}

function Filters(props: {
  readonly rows: readonly ReviewRow[];
  readonly count: (filter: ReviewStatus | "all") => string;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const navigate = useNavigate();
  const search = useSearch({ from: "/orang/penilaian" });
  const divisionName = useDivisionNames();
  if (props.rows.length === 0) return null;
  const divisions = [...new Set(props.rows.map((row) => row.divisionCode))];
  const go = (change: typeof search) =>
    void navigate({ to: "/orang/penilaian", search: { ...search, ...change }, replace: true });
  return (
    <div className={styles.filters}>
      <SmallChoices
        legend={t("reviews.filter.state")}
        isLegendHidden
        choices={(["all", ...REVIEW_FILTERS] as const).map((value) => ({
          value,
          label: `${value === "all" ? t("reviews.filter.all") : t(`reviews.state.${value}`)} ${props.count(value)}`,
        }))}
        chosen={search.status ?? "all"}
        onChoose={(value) => go({ status: value === "all" ? undefined : value })}
      />
      <NativeSelect
        label={t("reviews.filter.division")}
        data={[
          { value: "", label: t("attendance.every-division") },
          ...divisions.map((code) => ({ value: code, label: divisionName(code) })),
        ]}
        value={search.divisi ?? ""}
        onChange={(event) => go({ divisi: event.currentTarget.value === "" ? undefined : event.currentTarget.value })}
      />
      <NativeSelect
        label={t("reviews.filter.period")}
        data={[
          { value: "", label: t("reviews.filter.any-period") },
          ...monthsOf(props.rows).map((month) => ({ value: month, label: units.month(month) })),
        ]}
        value={search.bulan ?? ""}
        onChange={(event) => go({ bulan: event.currentTarget.value === "" ? undefined : event.currentTarget.value })}
      />
    </div>
  );
}
