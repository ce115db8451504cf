import { Icon } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { fittingParts, isTrouble, type LinePart } from "./line.ts";
import { nameScale, type RowSpace } from "./row-geometry.ts";
import { textWidthEm } from "./text-width.ts";
import styles from "./wall.module.css";
import type { WallRow } from "./wall-rows.ts";
import { useWallCopy } from "./words.ts";

/** One row: number, sign, name over its second line; at the right the time over its word. */
export function BatchRow(props: {
  readonly row: WallRow;
  readonly number: number | null;
  readonly isSelected: boolean;
  readonly isCaughtUp: boolean;
  /** Takes the place of name and line 2 for a moment. */
  readonly note: string | null;
  readonly space: RowSpace;
  readonly f20Px: number;
  readonly f16Px: number;
}) {
  const { row, space } = props;
  const classes = [styles.row, props.isSelected ? styles.selected : "", props.isCaughtUp ? styles.caughtUp : ""];
  return (
    <li
      className={classes.filter(Boolean).join(" ")}
      data-row={row.key}
      aria-current={props.isSelected ? "true" : undefined}
    >
      <div className={styles.cell}>
        <span className={styles.progress} style={{ width: `${row.progressBp / 100}%` }} />
        <span className={styles.number}>{props.number ?? ""}</span>
        <Icon name={row.icon} sizeEm={0.9} className={styles.stageIcon} />
        {props.note === null ? (
          <div className={styles.lines}>
            <RowName row={row} space={space} f20Px={props.f20Px} f16Px={props.f16Px} />
            {props.isSelected ? (
              <p className={styles.team}>{row.team}</p>
            ) : (
              <SecondLine parts={fittingParts(row.parts, space.lineEm)} />
            )}
          </div>
        ) : (
          <p className={styles.note} role="status">
            {props.note}
          </p>
        )}
      </div>
      <RowBlock row={row} />
    </li>
  );
}

function RowName({
  row,
  space,
  f20Px,
  f16Px,
}: {
  readonly row: WallRow;
  readonly space: RowSpace;
  readonly f20Px: number;
  readonly f16Px: number;
}) {
  const isKloter = row.dishRunId !== null || row.suffix === "";
  const suffixPx = row.suffix === "" ? 0 : textWidthEm(` ${row.suffix}`) * (isKloter ? f20Px : f16Px);
  const scale = nameScale(row.name, { widthPx: space.namePx - suffixPx, sizePx: f20Px });
  return (
    <h3 className={styles.name}>
      <span className={styles.dish} style={scale < 1 ? { fontSize: `${Math.floor(scale * f20Px)}px` } : undefined}>
        {row.name}
      </span>
      {row.suffix === "" ? null : <span className={isKloter ? styles.kloter : styles.group}> {row.suffix}</span>}
    </h3>
  );
}

/**
 * The second line. It lies on the progress fill, where only `text` has the contrast: trouble stands on its own tint, any
 * other state has its colour in the icon alone.
 */
export function SecondLine(props: { readonly parts: readonly LinePart[] }) {
  return (
    <p className={styles.second}>
      {props.parts.map((part, index) => (
        <span key={`${index}${part.text}`} className={styles.part}>
          {index === 0 ? null : <span className={styles.dot}>{" · "}</span>}
          {part.state === null || part.icon === null ? (
            part.text
          ) : (
            <StateBadge
              state={part.state}
              token={part.token}
              icon={part.icon}
              word={part.text}
              surface={isTrouble(part) ? "tint" : "plain"}
              isWordNeutral={!isTrouble(part)}
              className={isTrouble(part) ? styles.chip : ""}
            />
          )}
        </span>
      ))}
    </p>
  );
}

const FILL_CLASS = { none: "", amber: styles.fillAmber, red: styles.fillRed } as const;

function RowBlock({ row }: { readonly row: WallRow }) {
  const { t } = useWallCopy();
  const { block } = row;
  const name = `${row.name} ${row.suffix}`.trim();
  const colour = block.fill === "none" ? { color: `var(--${block.token})` } : undefined;
  return (
    <div className={[styles.block, FILL_CLASS[block.fill]].join(" ")} data-state={block.state}>
      <span className="visually-hidden">{t("wall.row.label", { name, deadline: block.word, time: block.time })}</span>
      <span className={styles.time} aria-hidden="true">
        {block.time}
      </span>
      <span className={styles.word} style={colour} aria-hidden="true">
        <Icon name={block.icon} sizeEm={0.9} />
        {block.word}
      </span>
    </div>
  );
}
