import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Permission } from "#kernel/access.ts";
import { Page } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./orang-page.module.css";

/** The parts of “Orang”, each with an address of its own. */
const PARTS = [
  { to: "/orang", id: "list" },
  { to: "/orang/hadir", id: "board" },
  { to: "/orang/jadwal", id: "roster" },
  { to: "/orang/bulan", id: "month" },
  { to: "/orang/persetujuan", id: "approvals" },
  { to: "/orang/honor", id: "pay" },
  { to: "/orang/penilaian", id: "reviews" },
  { to: "/orang/sertifikat", id: "certificates" },
  { to: "/orang/statistik", id: "statistics" },
] as const;

/** A page of “Orang”: its heading, the way to the other parts (also from one that is refused), its content. */
export function OrangPage(props: {
  readonly title: string;
  readonly permission: Permission;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Page title={props.title} permission={props.permission} actions={props.actions} lead={<Parts />}>
      {props.children}
    </Page>
  );
}

function Parts() {
  const { t } = useManagerCopy();
  return (
    <nav aria-label={t("attendance.parts")} className={styles.parts}>
      {PARTS.map(({ to, id }) => (
        <Link
          key={to}
          to={to}
          className={styles.part ?? ""}
          activeOptions={{ exact: true, includeSearch: false }}
          activeProps={{ "aria-current": "page" }}
        >
          {t(`attendance.part.${id}`)}
        </Link>
      ))}
    </nav>
  );
}
