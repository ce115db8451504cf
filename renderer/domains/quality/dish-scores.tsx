import { TASTING_ATTRIBUTES, type TastingAttribute } from "#domains/quality/vocabulary.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import styles from "./dish-scores.module.css";
import { SCORE_POINTS, type DishScoreDraft, type ScorePoints } from "./tasting-scores.ts";

/** Four attributes, five chips each: one dish of a tasting. */
export function DishScores(props: {
  readonly draft: DishScoreDraft;
  readonly onScore: (attribute: TastingAttribute, points: ScorePoints) => void;
}) {
  const copy = useTabletCopy();
  return (
    <div className={styles["scores"]}>
      {TASTING_ATTRIBUTES.map((attribute) => {
        const word = copy.t(`acts.tasting.${attribute}`);
        return (
          <div key={attribute} role="radiogroup" aria-label={word} className={styles["attribute"]}>
            <span className={styles["word"]} aria-hidden="true">
              {word}
            </span>
            {SCORE_POINTS.map((points) => (
              <button
                key={points}
                type="button"
                role="radio"
                className={styles["chip"]}
                aria-checked={props.draft[attribute] === points}
                aria-label={`${word} ${copy.t("acts.tasting.point", { points })}`}
                onClick={() => props.onScore(attribute, points)}
              >
                {points}
              </button>
            ))}
          </div>
        );
      })}
    </div>
  );
}
