import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Permission } from "#kernel/access.ts";
import { Page } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./menu-frame.module.css";

/** The parts of “Menu”, each with an address of its own. */
const PARTS = [
  { to: "/menu/kalender", words: "menu.calendar.title" },
  { to: "/menu/daftar", words: "menu.list.title" },
  { to: "/menu/resep", words: "menu.recipes.title" },
  { to: "/menu/bahan", words: "food.part.foods" },
] as const;

/** A page of “Menu”: its heading, the way to the other parts, its content. */
export function MenuFrame(props: {
  readonly title: string;
  readonly permission: Permission;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useManagerCopy();
  return (
    <Page title={props.title} permission={props.permission} actions={props.actions}>
      <nav aria-label={t("food.parts")} className={styles.parts}>
        {PARTS.map(({ to, words }) => (
          <Link
            key={to}
            to={to}
            className={styles.part ?? ""}
            activeOptions={{ exact: true, includeSearch: false }}
            activeProps={{ "aria-current": "page" }}
          >
            {t(words)}
          </Link>
        ))}
      </nav>
      {props.children}
    </Page>
  );
}
