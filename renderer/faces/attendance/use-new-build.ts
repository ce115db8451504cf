import { useEffect, useRef } from "react";
import { useConnectionState, useTick } from "#renderer/client/use-link.ts";
import { useSignal, useTerminal } from "./terminal-context.tsx";

const CHECK_EVERY_MS = 5_000;
/** A newer page is loaded when nobody stands here: no card, no choice, nothing typed. */
export function useNewBuild(): void {
  const { welcome, phase } = useConnectionState();
  const { desk, flow } = useTerminal();
  const { card, last, digitCount } = useSignal(desk.state);
  const step = useSignal(flow.state);
  const ownBuild = useRef<string | null>(null);
  useTick(CHECK_EVERY_MS);
  ownBuild.current ??= welcome?.build ?? null;
  const isNewer = welcome !== null && welcome.build !== ownBuild.current;
  const isIdle = card === null && last === null && digitCount === 0 && step === null;
  useEffect(() => {
    if (isNewer && isIdle && phase === "open") location.reload();
  }, [isNewer, isIdle, phase]);
}
