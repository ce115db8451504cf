import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./buying.module.css";

/** A span of dates as it is typed. */
export interface TypedSpan {
  readonly fromDate: string;
  readonly toDate: string;
}

/** Whether both ends are dates, the earlier first. */
export function isSpanEntered({ fromDate, toDate }: TypedSpan): boolean {
  return isDateEntered(fromDate) && isDateEntered(toDate) && fromDate <= toDate;
}

/** The dates a page is about. What is not a span yet says so, and the page asks nothing. */
export function SpanFields(props: { readonly span: TypedSpan; readonly onChange: (span: TypedSpan) => void }) {
  const { span, onChange } = props;
  const { t } = useManagerCopy();
  return (
    <div className={styles.line}>
      <DateField
        label={t("buying.from-date")}
        value={span.fromDate}
        onChange={(fromDate) => onChange({ ...span, fromDate })}
      />
      <DateField label={t("buying.to-date")} value={span.toDate} onChange={(toDate) => onChange({ ...span, toDate })} />
      {isSpanEntered(span) ? null : (
        <p role="status" className={styles.trouble}>
          {t("buying.dates-needed")}
        </p>
      )}
    </div>
  );
}
