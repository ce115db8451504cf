import { Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { cardTextSchema } from "#domains/people/commands.ts";
import type { EnrolmentId } from "#domains/people/ids.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { cardEnrolmentRef } from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Icon } from "#renderer/ui/icon.tsx";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { usePerson } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./people.module.css";

/**
 * Waits for somebody's card: the next unknown one a terminal reads, or what this PC's reader types. The card's number comes
 * to this page from its own reader only.
 */
export function EnrolDialog(props: {
  readonly name: string;
  readonly enrolmentId: EnrolmentId;
  readonly onAgain: () => void;
  readonly onClose: () => void;
  /** A terminal read it, and the person goes on to sign; with the words of where and when. */
  readonly onOffered: (words: string) => void;
  readonly onTyped: (text: string) => void;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const person = usePerson();
  const { clock } = useKitchen();
  const { nowMs, timeZone } = useKitchenTime(1_000);
  const { rows, status } = useLiveQuery(cardEnrolmentRef, {}, { staffId: person.staffId });
  const row = rows.find((one) => one.enrolmentId === props.enrolmentId);
  // Until the first answer it is waited for: the kitchen has just said so.
  const isOver = status === "live" && (row === undefined || (row.offeredAtMs === null && nowMs >= row.expiresAtMs));
  const readWords =
    row === undefined || row.offeredAtMs === null
      ? null
      : t(row.offeredAtDevice === null ? "people.badge.read" : "people.badge.read-at", {
          device: row.offeredAtDevice ?? "",
          clock: units.clock(row.offeredAtMs, timeZone),
        });
  const left = row === undefined ? "" : units.duration(Math.max(0, row.expiresAtMs - nowMs) / clock.clockRate() + 999);
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("people.badge.issue-card-of", { name: props.name })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        {readWords === null ? (
          <>
            <p>{t("people.badge.tap", { name: props.name })}</p>
            <p className={styles.quiet}>{t("people.badge.tap-known")}</p>
            <p role="status">
              <strong>{isOver ? t("people.badge.wait-over") : t("people.badge.waiting", { left })}</strong>
            </p>
            <TypedCard onTyped={props.onTyped} />
          </>
        ) : (
          <p role="status" className={styles.read}>
            <Icon name="circle-check" />
            <strong>{readWords}</strong>
          </p>
        )}
        <div className={dialog.actions}>
          {readWords === null ? null : (
            <Button kind="primary" size="small" onPress={() => props.onOffered(readWords)}>
              {t("people.badge.sign")}
            </Button>
          )}
          {isOver ? (
            <Button kind="primary" size="small" icon="refresh-cw" onPress={props.onAgain}>
              {t("people.badge.wait-again")}
            </Button>
          ) : null}
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** The reader types the card's number and presses Enter, as a keyboard does; by hand it is typed from the card. */
function TypedCard(props: { readonly onTyped: (text: string) => void }) {
  const { t } = useManagerCopy();
  const [text, setText] = useState("");
  const [isWrong, setWrong] = useState(false);
  const read = () => {
    const card = cardTextSchema.safeParse(text.trim());
    setWrong(!card.success);
    if (card.success) props.onTyped(card.data);
  };
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        read();
      }}
    >
      <TextInput
        data-autofocus
        label={t("people.badge.card-number")}
        autoComplete="off"
        spellCheck={false}
        value={text}
        error={isWrong ? t("people.badge.card-wrong") : null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button size="small" reason={text.trim() === "" ? t("people.badge.tap-first") : null} onPress={read}>
        {t("people.badge.enrol")}
      </Button>
    </form>
  );
}
