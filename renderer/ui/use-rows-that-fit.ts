import { useLayoutEffect, useState, type RefObject } from "react";

/** How many rows of a height, with gaps between, fit into an element: lists turn pages instead of scrolling. */
export function rowsThatFit(heightPx: number, rowPx: number, gapPx: number): number {
  return Math.max(1, Math.floor((heightPx + gapPx) / (rowPx + gapPx)));
}

/** The same of an element on screen, measured again when it changes. */
export function useRowsThatFit(element: RefObject<HTMLElement | null>, rowPx: number, gapPx: number): number {
  const [count, setCount] = useState(5);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const measure = () => setCount(rowsThatFit(measured.clientHeight, rowPx, gapPx));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element, rowPx, gapPx]);
  return count;
}
