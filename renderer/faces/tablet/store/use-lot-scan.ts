import { useEffect, useRef } from "react";
import { createKeyReader, type KeyPress } from "#renderer/client/key-reader.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { lotCodeFromScan } from "#renderer/domains/inventory/lot-scan.ts";

/**
 * Hears a wedge scanner wherever the fingers are: a lot's label gives its code, any other label null. Single keys go on to
 * the screen as if nobody had listened, a moment later.
 */
export function useLotScan(onScan: (lotCode: string | null) => void): void {
  const { runtime } = useKitchen();
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => {
    /** Single keys on their way to the screen, which come by here once more. */
    const passedOn = new WeakSet<Event>();
    const passOn = ({ key, code }: KeyPress) => {
      const event = new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true });
      passedOn.add(event);
      dispatchEvent(event);
    };
    const reader = createKeyReader({
      after: runtime.after,
      onScan: (text) => latest.current(lotCodeFromScan(text)),
      onKey: passOn,
      onBroken: () => latest.current(null),
    });
    const hear = (event: KeyboardEvent) => {
      if (passedOn.has(event)) return;
      const { key, code, timeStamp, ctrlKey, altKey, metaKey } = event;
      if (!reader.press({ key, code, atMs: timeStamp, isModified: ctrlKey || altKey || metaKey })) return;
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener("keydown", hear, { capture: true });
    return () => removeEventListener("keydown", hear, { capture: true });
  }, [runtime]);
}
