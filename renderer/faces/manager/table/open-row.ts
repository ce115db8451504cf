import type { KeyboardEvent } from "react";

/** Enter on a row is its first link or act. */
export function openRow(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "Enter" || event.target !== event.currentTarget) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLElement>("a, button")?.click();
}
