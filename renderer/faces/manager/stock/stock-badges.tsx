import { STOCK_LOOK, type StockWord } from "#renderer/domains/inventory/stock-look.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./stock.module.css";

/** How a thing stands: icon and word, never colour alone. */
export function StockBadges(props: { readonly words: readonly StockWord[] }) {
  const { t } = useManagerCopy();
  if (props.words.length === 0) return NO_VALUE;
  return (
    <span className={styles.badges}>
      {props.words.map((word) => (
        <StateBadge key={word} state={`stock-${word}`} token={STOCK_LOOK[word]} word={t(`stock.state.${word}`)} />
      ))}
    </span>
  );
}
