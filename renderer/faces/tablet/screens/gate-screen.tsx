import type { ReactNode } from "react";
import type { ConnectionRefusal } from "#renderer/client/connection.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useOutbox } from "#renderer/client/use-command.ts";
import { useTabletCopy, type TabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { exportQueue } from "#renderer/faces/tablet/work/export-queue.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Icon, type IconName } from "#renderer/ui/icon.tsx";
import styles from "./gate-screen.module.css";

/** A whole screen that says why this tablet cannot work, and what it still holds. */
export function GateScreen(props: {
  readonly icon: IconName;
  readonly state: string;
  readonly words: string;
  readonly children?: ReactNode;
}) {
  return (
    <main className={styles["gate"]} data-state={props.state}>
      <Icon name={props.icon} sizeEm={3} />
      <h1>{props.words}</h1>
      <div className={styles["acts"]}>{props.children}</div>
    </main>
  );
}

/** The kitchen no longer takes this tablet: what waits on it is kept and can be handed over. */
export function RefusedScreen(props: { readonly refusal: ConnectionRefusal }) {
  const { refusal } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { commands } = useKitchen();
  const { entries } = useOutbox();
  const kept = entries.filter(({ state }) => state !== "recorded").length;
  return (
    <GateScreen icon="ban" state={`gate-${refusal}`} words={refusalWords(refusal, kept, units.count(kept), copy)}>
      <Button
        size="large"
        icon="download"
        reason={kept === 0 ? copy.t("tablet.queue.export-nothing") : null}
        onPress={() => exportQueue(commands.outbox.exportText())}
      >
        {copy.t("tablet.queue.export")}
      </Button>
      {refusal === "unsupported" || refusal === "replaced" ? (
        <Button size="large" icon="refresh-cw" kind="primary" onPress={() => location.reload()}>
          {copy.t(refusal === "replaced" ? "tablet.gate.use-here" : "tablet.gate.reload")}
        </Button>
      ) : (
        <PairButton />
      )}
    </GateScreen>
  );
}

function refusalWords(refusal: ConnectionRefusal, keptCount: number, count: string, copy: TabletCopy): string {
  switch (refusal) {
    case "revoked":
      return keptCount === 0 ? copy.t("tablet.gate.revoked-none") : copy.t("tablet.gate.revoked", { count });
    case "suspended":
      return copy.t("rejections.device-suspended");
    case "unknown-device":
      return copy.t("tablet.gate.unknown", { count });
    case "unsupported":
      return copy.t("tablet.gate.unsupported", { count });
    case "replaced":
      return copy.t("tablet.gate.replaced", { count });
  }
}

/** Nobody has paired this tablet yet. */
export function UnpairedScreen() {
  const copy = useTabletCopy();
  return (
    <GateScreen icon="qr-code" state="gate-unpaired" words={copy.t("shared.pairing.unpaired")}>
      <p>{copy.t("shared.pairing.how")}</p>
      <PairButton />
    </GateScreen>
  );
}

/** The secret of the address is being exchanged: this takes a moment, or a person at the manager's screen. */
export function PairingScreen(props: { readonly matchCode: string | null }) {
  const copy = useTabletCopy();
  return (
    <GateScreen
      icon="hourglass"
      state="gate-pairing"
      words={props.matchCode === null ? copy.t("shared.pairing.asking") : copy.t("shared.pairing.waiting")}
    >
      {props.matchCode === null ? null : <p className={styles["matchCode"]}>{props.matchCode}</p>}
    </GateScreen>
  );
}

function PairButton() {
  const copy = useTabletCopy();
  return (
    <Button size="large" icon="qr-code" kind="primary" onPress={() => location.assign("/pair")}>
      {copy.t("tablet.gate.pair")}
    </Button>
  );
}
