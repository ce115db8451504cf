import { Modal, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import type { LotRow } from "#domains/inventory/queries.ts";
import { LOT_BLOCK_REASONS, type LotBlockReason } from "#domains/inventory/vocabulary.ts";
import { blockLotRef, unblockLotRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

const WORDS_MAX_COUNT = 400;

/** Stops a lot, so that nothing leaves of it, or lets it go again with a reason. */
export function BlockDialog(props: { readonly lot: LotRow; readonly onClose: () => void }) {
  const { lot } = props;
  const { t } = useManagerCopy();
  const { fact, grant } = useAct();
  const { run } = useLoneAct();
  const isBlocked = lot.status === "blocked";
  const [reasonCode, setReasonCode] = useState<LotBlockReason>("inspect");
  const [words, setWords] = useState("");
  const text = words.trim();
  const send = () => {
    if (isBlocked) {
      const isRecallWithdrawn = lot.blockReasonCode === "recall";
      run(
        () => grant(unblockLotRef, { lotId: lot.lotId, reason: text, isRecallWithdrawn }),
        t("stock.unblock.done", { lot: lot.lotCode }),
      );
    } else {
      run(
        () => fact(blockLotRef, { lotId: lot.lotId, reasonCode, ...(text === "" ? {} : { note: text }) }),
        t("stock.block.done", { lot: lot.lotCode }),
      );
    }
    props.onClose();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t(isBlocked ? "stock.unblock.of" : "stock.block.of", { lot: lot.lotCode })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        {isBlocked && lot.blockReasonCode !== null ? (
          <p>
            {t(`stock.block.${lot.blockReasonCode}`)}
            {lot.blockNote === null ? "" : ` – ${lot.blockNote}`}
          </p>
        ) : null}
        {isBlocked && lot.blockReasonCode === "recall" ? <p>{t("stock.unblock.recall")}</p> : null}
        {isBlocked ? null : (
          <NativeSelect
            label={t("stock.block.why")}
            value={reasonCode}
            data={LOT_BLOCK_REASONS.map((value) => ({ value, label: t(`stock.block.${value}`) }))}
            onChange={(event) =>
              setReasonCode(LOT_BLOCK_REASONS.find((code) => code === event.currentTarget.value) ?? "other")
            }
          />
        )}
        <Textarea
          data-autofocus
          label={t(isBlocked ? "kitchen.reason-words" : "stock.adjust.note")}
          rows={2}
          maxLength={WORDS_MAX_COUNT}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <div className={dialog.actions}>
          <Button
            kind={isBlocked ? "primary" : "danger"}
            size="small"
            reason={isBlocked && text === "" ? t("kitchen.reason-needed") : null}
            onPress={send}
          >
            {t(isBlocked ? "stock.unblock.act" : "stock.block.act")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
