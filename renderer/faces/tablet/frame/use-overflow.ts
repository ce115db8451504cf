import { useEffect, useState, type RefObject } from "react";

/** Whether more of a screen lies below, or only above once its end is in sight. */
export type Overflow = "none" | "below" | "above";

const SLACK_PX = 1;

/** How much of a screen is out of sight, from its measures. */
export function overflowOf(seen: {
  readonly scrollTop: number;
  readonly clientHeight: number;
  readonly scrollHeight: number;
}): Overflow {
  if (seen.scrollHeight <= seen.clientHeight + SLACK_PX) return "none";
  return seen.scrollTop + seen.clientHeight + SLACK_PX < seen.scrollHeight ? "below" : "above";
}

/** The same of an element, measured again when it, its content or its place changes. */
export function useOverflow(element: RefObject<HTMLElement | null>): Overflow {
  const [overflow, setOverflow] = useState<Overflow>("none");
  useEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const measure = () => setOverflow(overflowOf(measured));
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(measured);
    for (const child of measured.children) sizes.observe(child);
    const content = new MutationObserver(measure);
    content.observe(measured, { childList: true, subtree: true, characterData: true });
    measured.addEventListener("scroll", measure, { passive: true });
    return () => {
      sizes.disconnect();
      content.disconnect();
      measured.removeEventListener("scroll", measure);
    };
  }, [element]);
  return overflow;
}
