import { Icon } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { BatchRow } from "./batch-row.tsx";
import type { WallLayout } from "./legibility.ts";
import { nameScale, panelNamePx, rowSpace } from "./row-geometry.ts";
import styles from "./wall.module.css";
import type { DeskState } from "./wall-desk.ts";
import type { PanelEntry } from "./wall-panel.ts";
import type { WallRow } from "./wall-rows.ts";
import { useWallCopy } from "./words.ts";

/** The list of kloter (and, stacked, departures), with what is folded away told underneath. */
export function RowList(props: {
  readonly label: string;
  readonly rows: readonly WallRow[];
  readonly nextCount: number;
  readonly doneCount: number;
  readonly layout: WallLayout;
  readonly desk: DeskState;
  readonly monotonicMs: number;
  readonly caughtUpIds: ReadonlySet<string>;
  readonly isHatched: boolean;
}) {
  const { layout, desk, monotonicMs } = props;
  const space = rowSpace(layout);
  const selectedKey = desk.selected !== null && desk.selected.untilMs > monotonicMs ? desk.selected.key : null;
  const note = desk.note !== null && desk.note.untilMs > monotonicMs ? desk.note : null;
  return (
    <section className={[styles.list, props.isHatched ? "hatched" : ""].join(" ")} aria-label={props.label}>
      <ol className={styles.rows}>
        {props.rows.map((row, index) => (
          <BatchRow
            key={row.key}
            row={row}
            number={index < 9 ? index + 1 : null}
            isSelected={row.key === selectedKey}
            isCaughtUp={props.caughtUpIds.has(row.batchId)}
            note={note?.key === row.key ? note.text : null}
            space={space}
            f20Px={layout.f20Px}
            f16Px={layout.f16Px}
          />
        ))}
      </ol>
      <Fold nextCount={props.nextCount} doneCount={props.doneCount} />
    </section>
  );
}

/** The right panel: departures, or the checks that are due before them. */
export function SidePanel(props: {
  readonly label: string;
  readonly entries: readonly PanelEntry[];
  readonly empty: string;
  readonly layout: WallLayout;
  readonly isHatched: boolean;
}) {
  const { layout, entries } = props;
  const shown = entries.slice(0, layout.rowCount);
  return (
    <section className={[styles.list, props.isHatched ? "hatched" : ""].join(" ")} aria-label={props.label}>
      {shown.length === 0 ? (
        <p className={styles.emptyPanel}>{props.empty}</p>
      ) : (
        <ol className={styles.rows}>
          {shown.map((entry) => (
            <PanelRow key={entry.key} entry={entry} layout={layout} />
          ))}
        </ol>
      )}
      <Fold nextCount={entries.length - shown.length} doneCount={0} />
    </section>
  );
}

function PanelRow({ entry, layout }: { readonly entry: PanelEntry; readonly layout: WallLayout }) {
  const scale = nameScale(entry.name, { widthPx: panelNamePx(layout), sizePx: layout.f20Px });
  return (
    <li className={styles.row}>
      <div className={styles.entry}>
        <h3 className={styles.name}>
          {entry.clock === "" ? null : <time className={styles.entryClock}>{entry.clock}</time>}
          <span style={scale < 1 ? { fontSize: `${Math.floor(scale * layout.f20Px)}px` } : undefined}>
            {entry.name}
          </span>
        </h3>
        <p className={styles.second}>
          <StateBadge state={entry.state} token={entry.token} icon={entry.icon} word={entry.word} />
          {entry.detail === "" ? null : (
            <span className={styles.part}>
              <span className={styles.dot}>{" · "}</span>
              {entry.detail}
            </span>
          )}
        </p>
      </div>
    </li>
  );
}

function Fold(props: { readonly nextCount: number; readonly doneCount: number }) {
  const { t } = useWallCopy();
  return (
    <p className={styles.fold}>
      {props.nextCount > 0 ? <span>{t("wall.fold.next", { count: props.nextCount })}</span> : null}
      {props.doneCount > 0 ? (
        <span className={styles.foldDone}>
          <Icon name="check" />
          {t("wall.fold.done", { count: props.doneCount })}
        </span>
      ) : null}
    </p>
  );
}
