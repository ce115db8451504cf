import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { correctionsRef, staysRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { Banner } from "#renderer/ui/banner.tsx";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { areDatesEntered, type DraftFields } from "./draft-form.ts";
import styles from "./honor.module.css";

/** More than these are told by their number: the pages behind the links list them all. */
const NAMED_MAX_COUNT = 8;

/** What has to be settled before a list can be made, each with the way to it. */
export function OpenProblems(props: {
  readonly fields: DraftFields;
  readonly people: ReadonlyArray<{ readonly staffId: string; readonly fullName: string }>;
}) {
  const { fromDate, toDate } = props.fields;
  const { t } = useManagerCopy();
  const units = useUnits();
  const person = usePersonOrNobody();
  const asked = person === null || !areDatesEntered(props.fields) ? null : { fromDate, toDate };
  const viewer = person === null ? {} : { staffId: person.staffId };
  const corrections = useLiveQuery(correctionsRef, asked && { ...asked, isOpenOnly: true }, viewer).rows;
  // The oldest first: today's end by themselves.
  const stays = useLiveQuery(staysRef, asked && { ...asked, isOpenOnly: true }, viewer).rows.toReversed();
  if (corrections.length + stays.length === 0) return null;
  const problems = [
    ...(corrections.length === 0 ? [] : [t("pay.open-corrections", { count: units.count(corrections.length) })]),
    ...(stays.length === 0 ? [] : [t("pay.open-stays", { count: units.count(stays.length) })]),
  ];
  const values = (row: { readonly staffId: string; readonly serviceDate: string }) => ({
    name: props.people.find(({ staffId }) => staffId === row.staffId)?.fullName ?? t("manager.team.unnamed"),
    date: units.dateShort(row.serviceDate),
  });
  const links: readonly ReactNode[] = [
    ...corrections.map((row) => (
      <Link key={row.correctionId} to="/orang/persetujuan" search={{ jenis: "correction" }}>
        {t("pay.open-correction-of", values(row))}
      </Link>
    )),
    ...stays.map((row) => (
      <Link
        key={row.sessionId}
        to="/orang/bulan"
        search={{ bulan: row.serviceDate.slice(0, 7), orang: row.staffId, tanggal: row.serviceDate }}
      >
        {t("pay.open-stay-of", values(row))}
      </Link>
    )),
  ];
  const moreCount = links.length - NAMED_MAX_COUNT;
  return (
    <Banner state="open-problems" tone="amber">
      {t("pay.open-problems-text", { problems: problems.join(" · ") })}
      <span className={styles.problems}>
        {links.slice(0, NAMED_MAX_COUNT)}
        {moreCount > 0 ? t("pay.open-more", { count: units.count(moreCount) }) : null}
      </span>
    </Banner>
  );
}
