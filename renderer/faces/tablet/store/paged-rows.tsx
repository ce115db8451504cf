import { useRef, useState, type ReactNode } from "react";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { pageOf } from "#renderer/domains/production/task-rows.ts";
import type { ZoneAction } from "#renderer/faces/tablet/frame/frame.tsx";
import { useRowPx } from "#renderer/faces/tablet/use-is-narrow.ts";
import { useRowsThatFit } from "#renderer/ui/use-rows-that-fit.ts";
import styles from "./store.module.css";

const ROW_PX = 104;
const NARROW_ROW_PX = 140;
const ROW_GAP_PX = 12;

export interface StoreRow {
  readonly key: string;
  readonly title: string;
  readonly about?: ReactNode;
  readonly end?: ReactNode;
  readonly tone?: "warn" | "crit";
  /** Why it cannot be opened; said in place of what it is about. */
  readonly reason?: string | null;
  /** Absent: the row only tells. */
  readonly onPress?: () => void;
}

/** Rows of one list with the button that turns its pages; lists on a tablet never scroll. */
export function usePagedRows(props: {
  readonly label: string;
  readonly rows: readonly StoreRow[];
  readonly empty: string;
  /** False: something stands above the list already. */
  readonly isInAct?: boolean;
}): {
  readonly list: ReactNode;
  readonly turn: ZoneAction | null;
} {
  const copy = useTabletCopy();
  const element = useRef<HTMLUListElement>(null);
  const fitCount = useRowsThatFit(element, useRowPx({ widePx: ROW_PX, narrowPx: NARROW_ROW_PX }), ROW_GAP_PX);
  const [turned, setTurned] = useState(0);
  const { items, page, pageCount } = pageOf(props.rows, turned, fitCount);
  return {
    list: (
      <div className={styles[props.isInAct === false ? "whole" : "inAct"]}>
        <ul ref={element} className={styles["rows"]} aria-label={props.label}>
          {items.map((row) => (
            <li key={row.key}>
              <Row row={row} />
            </li>
          ))}
          {items.length === 0 ? <li className={styles["empty"]}>{props.empty}</li> : null}
        </ul>
      </div>
    ),
    turn:
      pageCount < 2
        ? null
        : {
            label: copy.t("tablet.task.next-page"),
            detail: copy.t("tablet.task.page", { page: page + 1, count: pageCount }),
            icon: "arrow-right",
            kind: "secondary",
            onPress: () => setTurned((page + 1) % pageCount),
          },
  };
}

function Row({ row }: { readonly row: StoreRow }) {
  const { onPress, reason = null } = row;
  const words = (
    <>
      <span className={styles["rowWords"]}>
        <span className={styles["rowTitle"]}>{row.title}</span>
        {(row.about ?? reason) === null ? null : (
          <span className={styles["rowAbout"]} id={reason === null ? undefined : `why-${row.key}`}>
            {reason ?? row.about}
          </span>
        )}
      </span>
      {row.end === undefined ? null : <span className={styles["rowEnd"]}>{row.end}</span>}
    </>
  );
  if (onPress === undefined) {
    return (
      <div className={styles["row"]} data-tone={row.tone}>
        {words}
      </div>
    );
  }
  return (
    <button
      type="button"
      className={styles["row"]}
      data-tone={row.tone}
      aria-disabled={reason === null ? undefined : true}
      aria-describedby={reason === null ? undefined : `why-${row.key}`}
      onClick={() => {
        if (reason === null) onPress();
      }}
    >
      {words}
    </button>
  );
}
