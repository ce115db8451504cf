import type { ReactNode } from "react";
import type { ConnectionRefusal } from "#renderer/client/connection.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useOutbox } from "#renderer/client/use-command.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTerminalCopy, type TerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { Icon, type IconName } from "#renderer/ui/icon.tsx";
import { exportQueue } from "./export-queue.ts";
import styles from "./gate-screen.module.css";

/** A whole screen that says why nobody can pass here, and what this device still holds. */
function GateScreen(props: {
  readonly icon: IconName;
  readonly state: string;
  readonly words: string;
  readonly children?: ReactNode;
}) {
  return (
    <main className={styles["gate"]} data-state={props.state}>
      <Icon name={props.icon} sizeEm={3} />
      <h1>{props.words}</h1>
      {props.children}
    </main>
  );
}

/** The kitchen no longer takes this terminal: what waits on it is kept and can be handed over. */
export function RefusedScreen(props: { readonly refusal: ConnectionRefusal }) {
  const { refusal } = props;
  const copy = useTerminalCopy();
  const units = useUnits();
  const { commands } = useKitchen();
  const keptCount = useOutbox().entries.filter(({ state }) => state !== "recorded").length;
  const isReload = refusal === "unsupported" || refusal === "replaced";
  return (
    <GateScreen icon="ban" state={`gate-${refusal}`} words={refusalWords(refusal, copy)}>
      {keptCount === 0 ? null : <p>{copy.t("attendance.gate.kept", { count: units.count(keptCount) })}</p>}
      <div className={styles["acts"]}>
        {keptCount === 0 ? null : (
          <Button size="large" icon="download" onPress={() => exportQueue(commands.outbox.exportText())}>
            {copy.t("attendance.queue.export")}
          </Button>
        )}
        {isReload ? (
          <Button size="large" icon="refresh-cw" kind="primary" onPress={() => location.reload()}>
            {copy.t("attendance.gate.reload")}
          </Button>
        ) : (
          <PairButton />
        )}
      </div>
    </GateScreen>
  );
}

function refusalWords(refusal: ConnectionRefusal, copy: TerminalCopy): string {
  switch (refusal) {
    case "revoked":
      return copy.t("attendance.gate.revoked");
    case "suspended":
      return copy.t("rejections.device-suspended");
    case "unknown-device":
      return copy.t("attendance.gate.unknown");
    case "unsupported":
      return copy.t("attendance.gate.unsupported");
    case "replaced":
      return copy.t("attendance.gate.replaced");
  }
}

/** Nobody has paired this terminal yet. */
export function UnpairedScreen() {
  const copy = useTerminalCopy();
  return (
    <GateScreen icon="qr-code" state="gate-unpaired" words={copy.t("shared.pairing.unpaired")}>
      <p>{copy.t("shared.pairing.how")}</p>
      <PairButton />
    </GateScreen>
  );
}

/** The secret of the address is being exchanged: this takes a moment, or a person at the manager's screen. */
export function PairingScreen(props: { readonly matchCode: string | null }) {
  const copy = useTerminalCopy();
  const words = props.matchCode === null ? copy.t("shared.pairing.asking") : copy.t("shared.pairing.waiting");
  return (
    <GateScreen icon="hourglass" state="gate-pairing" words={words}>
      {props.matchCode === null ? null : <p className={styles["code"]}>{props.matchCode}</p>}
    </GateScreen>
  );
}

function PairButton() {
  const copy = useTerminalCopy();
  return (
    <Button size="large" icon="qr-code" kind="primary" onPress={() => location.assign("/pair")}>
      {copy.t("attendance.gate.pair")}
    </Button>
  );
}
