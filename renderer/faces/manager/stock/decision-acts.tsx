import { useState } from "react";
import type { StockAdjustmentRow, StockCountRow } from "#domains/inventory/correction-queries.ts";
import {
  approveAdjustmentRef,
  approveCountRef,
  rejectAdjustmentRef,
  rejectCountRef,
} from "#renderer/domains/inventory/inventory-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, type ActOutcome } from "#renderer/faces/manager/act/use-act.ts";
import { ReasonDialog } from "#renderer/faces/manager/day/reason-dialog.tsx";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** The limit of a reason in `inventory/commands.ts`. */
const REASON_MAX_COUNT = 400;

type Signatures = readonly { readonly pin: string }[];

/** Approving or refusing a correction: signed, and never by whoever asked for it. */
export function AdjustmentActs(props: { readonly adjustment: StockAdjustmentRow }) {
  const { adjustmentId, staffId, itemName } = props.adjustment;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  return (
    <Decision
      what={t("stock.approve.adjustment", { item: itemName })}
      makerStaffIds={staffId === null ? [] : [staffId]}
      text={t("stock.approve.adjustment-text")}
      approve={(signatures) => grant(approveAdjustmentRef, { adjustmentId }, { signatures })}
      reject={(signatures, reason) => grant(rejectAdjustmentRef, { adjustmentId, reason }, { signatures })}
    />
  );
}

/** The same of a count: whoever counted a line of it does not decide. */
export function CountActs(props: { readonly count: StockCountRow }) {
  const { countId, storagePlaceName, makerStaffIds } = props.count;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  return (
    <Decision
      what={t("stock.approve.count", { place: storagePlaceName })}
      makerStaffIds={makerStaffIds}
      text={t("stock.approve.count-text")}
      approve={(signatures) => grant(approveCountRef, { countId }, { signatures })}
      reject={(signatures, reason) => grant(rejectCountRef, { countId, reason }, { signatures })}
    />
  );
}

function Decision(props: {
  readonly what: string;
  readonly makerStaffIds: readonly string[];
  readonly text: string;
  readonly approve: (signatures: Signatures) => Promise<ActOutcome>;
  readonly reject: (signatures: Signatures, reason: string) => Promise<ActOutcome>;
}) {
  const { what } = props;
  const { t } = useManagerCopy();
  const sign = useSign();
  const person = usePersonOrNobody();
  const whyNot = useWhyNotPermitted();
  const [isRefusing, setRefusing] = useState(false);
  const isOwn = person !== null && props.makerStaffIds.includes(person.staffId);
  const reason = whyNot("stock.approve") ?? (isOwn ? t("stock.approve.own") : null);
  return (
    <>
      <span data-approve="">
        <Button
          kind="primary"
          size="small"
          icon="check"
          label={t("stock.approve.approve-of", { what })}
          reason={reason}
          onPress={() =>
            void sign({
              title: t("stock.approve.approve-of", { what }),
              text: props.text,
              doneWords: t("stock.approve.approved", { what }),
              send: props.approve,
            })
          }
        >
          {t("stock.approve.approve")}
        </Button>
      </span>
      <Button
        size="small"
        icon="x"
        label={t("stock.approve.reject-of", { what })}
        reason={reason}
        onPress={() => setRefusing(true)}
      >
        {t("stock.approve.reject")}
      </Button>
      {isRefusing ? (
        <ReasonDialog
          title={t("stock.approve.reject-of", { what })}
          text={t("stock.approve.reject-text")}
          verb={t("stock.approve.reject")}
          maxCount={REASON_MAX_COUNT}
          onClose={() => setRefusing(false)}
          onGiven={(words) => {
            void sign({
              title: t("stock.approve.reject-of", { what }),
              text: words,
              doneWords: t("stock.approve.rejected", { what }),
              send: (signatures) => props.reject(signatures, words),
            });
          }}
        />
      ) : null}
    </>
  );
}
