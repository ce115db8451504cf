import { useEffect, type ReactNode } from "react";
import type { Permission } from "#kernel/access.ts";
import { ROLES_BY_PERMISSION } from "#kernel/access.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./page.module.css";

/** A page: its heading, its acts, its content. Without the permission it needs, a direct address says whose page it is. */
export function Page(props: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly permission?: Permission;
  /** Stands above the content, also where that is refused: the way to pages beside this one. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}) {
  const { t } = useManagerCopy();
  const whyNot = useWhyNotPermitted();
  const { title } = props;
  useEffect(() => {
    document.title = `${title} – ${t("shared.brand")}`;
  }, [title, t]);
  const permission = props.permission;
  const isRefused = permission !== undefined && whyNot(permission) !== null;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{title}</h1>
        {isRefused ? null : <div className={styles.actions}>{props.actions ?? null}</div>}
      </div>
      {props.lead ?? null}
      {isRefused ? (
        <p role="status">
          {t("manager.why.page", {
            roles: ROLES_BY_PERMISSION[permission].map((role) => t(`shared.role.${role}`)).join(", "),
          })}
        </p>
      ) : (
        props.children
      )}
    </div>
  );
}

/** A card of a page, named by its heading. */
export function Panel(props: {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return (
    <section className={[styles.panel, props.className ?? ""].join(" ").trim()} aria-label={props.title}>
      <div className={styles.panelHead}>
        <h2>{props.title}</h2>
        {props.note === undefined ? null : <span className={styles.note}>{props.note}</span>}
        <div className={styles.actions}>{props.actions ?? null}</div>
      </div>
      {props.children}
    </section>
  );
}

/** Nothing to show yet: the next step, with one button at most (UX.md §3.4). */
export function EmptyState(props: { readonly text: string; readonly action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{props.text}</p>
      {props.action ?? null}
    </div>
  );
}

/** Names and values, in a list a screen reader reads as pairs. */
export function Facts(props: { readonly facts: ReadonlyArray<readonly [string, string]> }) {
  return (
    <dl className={styles.facts}>
      {props.facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
