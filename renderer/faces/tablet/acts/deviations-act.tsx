import { useState } from "react";
import type { Disposition } from "#domains/quality/values.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import {
  deviationsRef,
  recordCorrectiveActionRef,
  verifyDeviationRef,
} from "#renderer/domains/quality/quality-refs.ts";
import { useTablet } from "#renderer/faces/tablet/tablet-context.tsx";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { useActionReason } from "#renderer/faces/tablet/work/use-action-reason.ts";
import { Button } from "#renderer/ui/button.tsx";
import type { Look } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { ReasonAct, type ReasonDraft } from "./reason-act.tsx";
import { SignatureAct } from "./signature-act.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useFactForm } from "./use-fact-form.ts";
import styles from "./samples-act.module.css";

type Row = NonNullable<ReturnType<typeof useDeviations>[number]>;
type Open = { readonly deviation: Row; readonly what: "action" | "verify" };

const LOOK_BY_STATUS: Readonly<Record<Row["status"], Look>> = {
  open: { token: "crit", icon: "octagon-alert" },
  acknowledged: { token: "warn", icon: "triangle-alert" },
  "action-recorded": { token: "info", icon: "clipboard-check" },
  verified: { token: "ok", icon: "circle-check" },
};

function useDeviations(batchId: string) {
  return useLiveQuery(deviationsRef, { batchId }, { isKeptOnDisk: true }).rows;
}

/** What was out of limits in this batch: record what was done, then another person verifies. */
export function DeviationsAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const { backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const rows = useDeviations(batch.batchId);
  const reason = useActionReason("quality.check");
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  if (open?.what === "action") return <ActionForm {...props} deviation={open.deviation} onClose={close} />;
  if (open?.what === "verify") return <Verify {...props} deviation={open.deviation} onClose={close} />;
  return (
    <ActScreen
      station={props.station}
      title={copy.t("tablet.act.deviations")}
      subject={subject}
      layout="whole"
      primary={null}
      secondary={backAction}
    >
      <ul className={styles["samples"]} aria-label={copy.t("tablet.act.deviations")}>
        {rows.map((deviation) => (
          <DeviationRow key={deviation.deviationId} deviation={deviation} reason={reason} onOpen={setOpen} />
        ))}
        {rows.length === 0 ? <li>{copy.t("acts.deviation.none")}</li> : null}
      </ul>
    </ActScreen>
  );
}

function DeviationRow(props: {
  readonly deviation: Row;
  readonly reason: string | null;
  readonly onOpen: (open: Open) => void;
}) {
  const { deviation } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { timeZone } = useKitchenTime(60_000);
  const kind = copy.t(`acts.check.${deviation.checkKind}`);
  return (
    <li className={styles["sample"]}>
      <span className={styles["words"]}>
        <span className={styles["code"]}>
          {copy.t("acts.deviation.since", { kind, clock: units.clock(deviation.openedAtMs, timeZone) })}
        </span>
        <span>{[deviation.dishName, deviation.action].filter((part) => part !== null).join(" · ")}</span>
      </span>
      <StateBadge
        state={`deviation-${deviation.status}`}
        {...LOOK_BY_STATUS[deviation.status]}
        word={copy.t(`acts.deviation.${deviation.status}`)}
      />
      {deviation.status === "verified" ? null : deviation.status === "action-recorded" ? (
        <Button onPress={() => props.onOpen({ deviation, what: "verify" })}>
          {copy.t("acts.deviation.verify")}
          <span className="visually-hidden"> {kind}</span>
        </Button>
      ) : (
        <Button kind="primary" reason={props.reason} onPress={() => props.onOpen({ deviation, what: "action" })}>
          {copy.t("acts.deviation.action")}
          <span className="visually-hidden"> {kind}</span>
        </Button>
      )}
    </li>
  );
}

const DISPOSITIONS = ["rework", "reheat", "use-as-is", "discard"] as const satisfies readonly Disposition[];

function ActionForm(props: ActProps & { readonly deviation: Row; readonly onClose: () => void }) {
  const { deviation, onClose, batch } = props;
  const copy = useTabletCopy();
  const subject = useSubject({ batch, run: null });
  const reason = useActionReason("quality.check");
  const { refusal, save } = useFactForm();
  const [draft, setDraft] = useState<ReasonDraft<(typeof DISPOSITIONS)[number]>>({ code: null, words: "" });
  const { code, words } = draft;
  const dishRunIds = deviation.target.kind === "dish-run" ? [deviation.target.id] : [];
  return (
    <ReasonAct
      station={props.station}
      title={copy.t("acts.deviation.disposition")}
      subject={subject}
      choices={DISPOSITIONS.map((value) => ({ value, label: copy.t(`acts.lift.${value}`) }))}
      draft={draft}
      onDraft={setDraft}
      needsWords={() => true}
      facts={<WhoTile />}
      refusal={refusal}
      primary={(missing) => ({
        label: copy.t("acts.deviation.action"),
        icon: "check",
        reason: reason ?? missing,
        onPress: () => {
          if (code === null) return;
          void save(
            recordCorrectiveActionRef,
            {
              deviationId: deviation.deviationId,
              cause: words.trim(),
              action: copy.t(`acts.lift.${code}`),
              disposition: code,
              ...(code === "rework" ? { dishRunIds } : {}),
            },
            { summary: copy.t("acts.deviation.action-recorded"), onKept: onClose },
          );
        },
      })}
      secondary={{ label: copy.t("shared.verb.back"), icon: "arrow-left", onPress: onClose }}
    />
  );
}

function Verify(props: ActProps & { readonly deviation: Row; readonly onClose: () => void }) {
  const { deviation, onClose, batch } = props;
  const copy = useTabletCopy();
  const { askGrant } = useCommand();
  const { showToast } = useTablet();
  const subject = useSubject({ batch, run: null });
  return (
    <SignatureAct
      station={props.station}
      act={copy.t("acts.deviation.verify")}
      subject={subject}
      permission="quality.release"
      send={({ staff, signatures }) =>
        askGrant(verifyDeviationRef, { deviationId: deviation.deviationId }, { staffId: staff.staffId, signatures })
      }
      onDone={() => {
        showToast({ text: copy.t("acts.deviation.verified") });
        onClose();
      }}
      onBack={onClose}
    />
  );
}
