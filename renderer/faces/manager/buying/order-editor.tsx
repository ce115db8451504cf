import { NativeSelect, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { addDays } from "#kernel/time.ts";
import { ORDER_METHODS, type OrderMethod } from "#domains/procurement/vocabulary.ts";
import type { OrderLine } from "#domains/procurement/values.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import type { ActOutcome } from "#renderer/faces/manager/act/use-act.ts";
import { useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import styles from "./buying.module.css";
import { LineEditor } from "./line-editor.tsx";
import { lineProblem, linesTotalIdr, orderLineFrom, type TypedLine } from "./order-form.ts";
import { useActiveSuppliers, useOrderables } from "./use-buying.ts";

/** What an order is drafted or changed with. */
export interface OrderFields {
  readonly supplierId: string;
  readonly neededDate: string;
  readonly method: OrderMethod;
  readonly note: string;
  readonly lines: readonly OrderLine[];
}

export interface TypedOrder extends Omit<OrderFields, "lines"> {
  readonly lines: readonly TypedLine[];
}

/** The form of an order: who, when, how, and its lines. The kitchen checks again what is said here. */
export function OrderEditor(props: {
  readonly begun?: TypedOrder;
  readonly onSend: (fields: OrderFields) => Promise<ActOutcome>;
  readonly onClose?: () => void;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { serviceDate } = useServiceDay();
  const { makeId } = useCommand();
  const outcomeWords = useOutcomeWords();
  const items = useOrderables();
  const [order, setOrder] = useState<TypedOrder>(
    () => props.begun ?? { supplierId: "", neededDate: addDays(serviceDate, 1), method: "direct", note: "", lines: [] },
  );
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const change = (more: Partial<TypedOrder>) => setOrder((known) => ({ ...known, ...more }));
  const setLine = (lineId: string, more: Partial<TypedLine>) =>
    setOrder((known) => ({
      ...known,
      lines: known.lines.map((line) => (line.lineId === lineId ? { ...line, ...more } : line)),
    }));
  const add = () => {
    const line = { lineId: makeId("order_line"), itemId: "", unitCode: "", count: "", price: "", neededForDate: "" };
    change({ lines: [...order.lines, line] });
  };
  const problem = order.lines.map((line) => lineProblem(line, order.lines, items)).find((found) => found !== null);
  const reason =
    (order.supplierId === "" ? t("buying.supplier-needed") : null) ??
    (isDateEntered(order.neededDate) ? null : t("buying.needed-needed")) ??
    (problem === undefined ? null : t(problem === "twice" ? "buying.line.twice" : `buying.line.${problem}`));
  const save = async () => {
    const lines = order.lines.flatMap((line) => orderLineFrom(line, items) ?? []);
    setBusy(true);
    const outcome = await props.onSend({ ...order, note: order.note.trim(), lines });
    setBusy(false);
    setTrouble(outcomeWords(outcome));
  };
  return (
    <div className={styles.stack}>
      <OrderHead order={order} onChange={change} />
      {order.lines.length === 0 ? <p className={styles.quiet}>{t("buying.line.none")}</p> : null}
      {order.lines.map((line) => (
        <LineEditor
          key={line.lineId}
          line={line}
          items={items}
          onChange={(more) => setLine(line.lineId, more)}
          onRemove={() => change({ lines: order.lines.filter(({ lineId }) => lineId !== line.lineId) })}
        />
      ))}
      <div className={styles.acts}>
        <Button size="small" icon="plus" reason={items.length === 0 ? t("buying.line.no-items") : null} onPress={add}>
          {t("buying.line.add")}
        </Button>
        <span className={styles.total}>{units.money(linesTotalIdr(order.lines, items))}</span>
      </div>
      {trouble === null ? null : (
        <p role="alert" className={styles.trouble}>
          {trouble}
        </p>
      )}
      <div className={styles.acts}>
        <Button
          kind="primary"
          size="small"
          icon="check"
          reason={isBusy ? t("shared.loading") : reason}
          onPress={() => void save()}
        >
          {t("buying.order.save-draft")}
        </Button>
        {props.onClose === undefined ? null : (
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        )}
      </div>
    </div>
  );
}

function OrderHead(props: { readonly order: TypedOrder; readonly onChange: (more: Partial<TypedOrder>) => void }) {
  const { order, onChange } = props;
  const { t } = useManagerCopy();
  const suppliers = useActiveSuppliers();
  return (
    <div className={styles.line}>
      <Select
        className={styles.grow ?? ""}
        label={t("buying.order.supplier")}
        searchable
        data={suppliers.map((row) => ({ value: row.supplierId, label: row.name }))}
        value={order.supplierId === "" ? null : order.supplierId}
        onChange={(value) => onChange({ supplierId: value ?? "" })}
      />
      <DateField
        label={t("buying.order.needed")}
        value={order.neededDate}
        onChange={(neededDate) => onChange({ neededDate })}
      />
      <NativeSelect
        label={t("buying.order.method")}
        value={order.method}
        data={ORDER_METHODS.map((value) => ({ value, label: t(`buying.method.${value}`) }))}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({ method: ORDER_METHODS.find((candidate) => candidate === value) ?? "direct" });
        }}
      />
      <TextInput
        className={styles.grow ?? ""}
        label={t("buying.order.note")}
        maxLength={200}
        value={order.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
      />
    </div>
  );
}
