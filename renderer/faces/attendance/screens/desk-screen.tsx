import { useEffect, useState } from "react";
import type { LiveRows } from "#renderer/client/live-rows.ts";
import { addDays, localFromMs } from "#kernel/time.ts";
import { useServiceDayBoundary } from "#renderer/domains/site/use-service-date.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { FlowPanel } from "#renderer/faces/attendance/flow/flow-panel.tsx";
import { useSignal, useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { CameraCircle } from "./camera-circle.tsx";
import styles from "./desk-screen.module.css";
import { Footer } from "./footer.tsx";
import { Header, LastLine } from "./header.tsx";
import { IdleWords } from "./idle-words.tsx";
import { KeypadPanel } from "./keypad-panel.tsx";
import { LinkState } from "./link-state.tsx";
import { PaperScreen } from "./paper-screen.tsx";
import { QueuePanel } from "./queue-panel.tsx";
import { ResultCard } from "./result-card.tsx";

/** The one screen of the front desk: who you are on the left, the keypad on the right, always. */
export function DeskScreen(props: { readonly roster: LiveRows }) {
  const { desk, flow, setBoundary } = useTerminal();
  const { card, isPaperNeeded } = useSignal(desk.state);
  const step = useSignal(flow.state);
  const { nowMs, timeZone } = useKitchenTime(30_000);
  const boundary = useServiceDayBoundary(addDays(localFromMs(nowMs, timeZone).date, 1));
  const [isQueueOpen, setQueueOpen] = useState(false);
  useEffect(() => setBoundary(boundary), [setBoundary, boundary]);
  if (isPaperNeeded) return <PaperScreen />;
  return (
    <div className={styles["desk"]} data-busy={card !== null || step !== null || isQueueOpen}>
      <Header />
      <LastLine />
      <main className={styles["left"]}>
        {isQueueOpen ? (
          <QueuePanel onClose={() => setQueueOpen(false)} />
        ) : step === null ? (
          <section className={styles["idle"]} data-state="idle">
            <CameraCircle />
            <IdleWords roster={props.roster} />
          </section>
        ) : (
          <FlowPanel step={step} />
        )}
        {card === null ? null : <ResultCard card={card} />}
      </main>
      <KeypadPanel />
      <LinkState onQueue={() => setQueueOpen((isOpen) => !isOpen)} />
      <Footer />
    </div>
  );
}
