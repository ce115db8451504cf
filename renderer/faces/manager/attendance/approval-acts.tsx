import { Modal, NumberInput, Textarea } from "@mantine/core";
import { useState } from "react";
import type { AttendanceSessionId, correctionIdSchema, leaveIdSchema } from "#domains/attendance/ids.ts";
import type { StaffId } from "#kernel/ids.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import {
  approveCorrectionRef,
  approveLeaveRef,
  approveOvertimeRef,
  rejectCorrectionRef,
  rejectLeaveRef,
} from "#renderer/domains/attendance/attendance-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, type ActOutcome } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { isOwnRequest, type Approval } from "./approvals.ts";
import { ExplainDialog } from "./explain-dialog.tsx";
import { PunchDialog } from "./punch-dialog.tsx";

type CorrectionId = ReturnType<typeof correctionIdSchema.parse>;
type LeaveId = ReturnType<typeof leaveIdSchema.parse>;
type Signatures = readonly { readonly pin: string }[];
const REASON_MAX_COUNT = 200;

/** The decision: signed each time, by somebody else than who asked. */
export function ApprovalActs(props: { readonly approval: Approval; readonly name: string }) {
  const { approval, name } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const sign = useSign();
  const person = usePersonOrNobody();
  const whyNot = useWhyNotPermitted();
  const [opened, setOpened] = useState<"none" | "reject" | "less" | "settle">("none");
  const decide = useDecide(approval);
  const close = () => setOpened("none");
  if (approval.kind === "flagged") {
    return (
      <>
        <Button
          size="small"
          label={t(`attendance.act.${settleOf(approval)}-of`, { name })}
          reason={whyNot("attendance.manage")}
          onPress={() => setOpened("settle")}
        >
          {t(`attendance.act.${settleOf(approval)}`)}
        </Button>
        {opened === "settle" ? <SettleDialog approval={approval} name={name} onClose={close} /> : null}
      </>
    );
  }
  const reason =
    whyNot("attendance.approve") ??
    (isOwnRequest(approval, person?.staffId ?? null) ? t("attendance.approval.own") : null);
  const title = (verb: "approve" | "reject") =>
    t(`attendance.approval.${verb}-of`, { what: t(`attendance.approval.${approval.kind}`), name });
  const approve = (approvedMs?: number) =>
    void sign({
      title: title("approve"),
      ...(approval.kind === "overtime"
        ? { text: t("attendance.overtime.measured", { ms: units.duration(approvedMs ?? approval.stay.overtimeMs) }) }
        : {}),
      doneWords: t("attendance.approval.approved"),
      send: (signatures) => decide.approve(signatures, approvedMs),
    });
  return (
    <>
      <span data-approve="">
        <Button kind="primary" size="small" icon="check" label={title("approve")} reason={reason} onPress={approve}>
          {t("attendance.approval.approve")}
        </Button>
      </span>
      {approval.kind === "overtime" ? (
        <Button
          size="small"
          label={t("attendance.overtime.less-of", { name })}
          reason={reason}
          onPress={() => setOpened("less")}
        >
          {t("attendance.overtime.less")}
        </Button>
      ) : (
        <Button size="small" icon="x" label={title("reject")} reason={reason} onPress={() => setOpened("reject")}>
          {t("attendance.approval.reject")}
        </Button>
      )}
      {opened === "reject" ? (
        <ReasonDialog
          title={title("reject")}
          onClose={close}
          onDone={(words) => {
            close();
            void sign({
              title: title("reject"),
              text: words,
              doneWords: t("attendance.approval.rejected"),
              send: (signatures) => decide.reject(signatures, words),
            });
          }}
        />
      ) : null}
      {opened === "less" && approval.kind === "overtime" ? (
        <LessDialog
          title={t("attendance.overtime.less-of", { name })}
          measuredMs={approval.stay.overtimeMs}
          onClose={close}
          onDone={(approvedMs) => {
            close();
            approve(approvedMs);
          }}
        />
      ) : null}
    </>
  );
}

function useDecide(approval: Approval): {
  readonly approve: (signatures: Signatures, approvedMs?: number) => Promise<ActOutcome>;
  readonly reject: (signatures: Signatures, reason: string) => Promise<ActOutcome>;
} {
  const { grant } = useAct();
  const never = async (): Promise<ActOutcome> => ({ kind: "unanswered", isKept: false });
  switch (approval.kind) {
    case "correction": {
      const correctionId = approval.row.correctionId as CorrectionId; // the kitchen's own row
      return {
        approve: (signatures) => grant(approveCorrectionRef, { correctionId }, { signatures }),
        reject: (signatures, reason) => grant(rejectCorrectionRef, { correctionId, reason }, { signatures }),
      };
    }
    case "leave": {
      const leaveId = approval.row.leaveId as LeaveId; // the kitchen's own row
      return {
        approve: (signatures) => grant(approveLeaveRef, { leaveId }, { signatures }),
        reject: (signatures, reason) => grant(rejectLeaveRef, { leaveId, reason }, { signatures }),
      };
    }
    case "overtime": {
      const { stay } = approval;
      // Ids of the kitchen's own row.
      const about = { staffId: stay.staffId as StaffId, sessionId: stay.sessionId as AttendanceSessionId };
      return {
        approve: (signatures, approvedMs = stay.overtimeMs) =>
          grant(approveOvertimeRef, { ...about, approvedMs }, { signatures }),
        reject: never,
      };
    }
    case "flagged":
      return { approve: never, reject: never };
  }
}

/** A forgotten end wants its time; everything else wants its cause. */
function settleOf(approval: Extract<Approval, { readonly kind: "flagged" }>): "record-out" | "explain" {
  return approval.stay.status === "incomplete" && approval.stay.outAtMs === null ? "record-out" : "explain";
}

function SettleDialog(props: {
  readonly approval: Extract<Approval, { readonly kind: "flagged" }>;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { stay } = props.approval;
  const about = { staffId: stay.staffId, name: props.name, onClose: props.onClose };
  return settleOf(props.approval) === "record-out" ? (
    <PunchDialog {...about} serviceDate={stay.serviceDate} direction="out" suggestedAtMs={null} />
  ) : (
    <ExplainDialog {...about} sessionId={stay.sessionId} />
  );
}

function ReasonDialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly onDone: (reason: string) => void;
}) {
  const { t } = useManagerCopy();
  const [reason, setReason] = useState("");
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <Textarea
          data-autofocus
          label={t("attendance.reason")}
          rows={2}
          maxLength={REASON_MAX_COUNT}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={dialog.actions}>
          <Button
            kind="primary"
            size="small"
            reason={reason.trim() === "" ? t("attendance.reason-needed") : null}
            onPress={() => props.onDone(reason.trim())}
          >
            {t("attendance.approval.reject")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}

/** Fewer minutes than were measured; none at all is a refusal. */
function LessDialog(props: {
  readonly title: string;
  readonly measuredMs: number;
  readonly onClose: () => void;
  readonly onDone: (approvedMs: number) => void;
}) {
  const { t } = useManagerCopy();
  const measuredMinutes = Math.floor(props.measuredMs / MINUTE_MS);
  const [minutes, setMinutes] = useState<number | string>(0);
  const wrong = typeof minutes !== "number" || minutes < 0 || minutes > measuredMinutes;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <NumberInput
          data-autofocus
          label={t("attendance.overtime.minutes", { max: measuredMinutes })}
          description={t("attendance.overtime.none-hint")}
          hideControls
          value={minutes}
          onChange={setMinutes}
        />
        <div className={dialog.actions}>
          <Button
            kind="primary"
            size="small"
            reason={wrong ? t("attendance.overtime.minutes", { max: measuredMinutes }) : null}
            onPress={() => props.onDone(Number(minutes) * MINUTE_MS)}
          >
            {t("attendance.approval.approve")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
